package io.longtake.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.cli.environment.Environment;
import io.longtake.cli.invocation.Invocation;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class LongtakeCommandTest {
    private static CommandLine complete() {
        return LongtakeCommand.line(invocation());
    }

    private static Invocation invocation() {
        return new Invocation(Environment.ofThisProcess(), LongtakeCommandTest.class);
    }

    private static CommandLine lineFor(String... arguments) {
        return LongtakeCommand.line(invocation(), arguments);
    }

    @Test
    void theLineForOneCommandBehavesLikeTheCompleteLine() {
        complete().getSubcommands().forEach((name, command) -> {
            var alone = lineFor(name, "--help").getSubcommands().get(name);
            assertThat(alone.getUsageMessage()).as(name).isEqualTo(command.getUsageMessage());
            assertThat(alone.getCommandSpec().optionsMap().keySet())
                    .as(name)
                    .isEqualTo(command.getCommandSpec().optionsMap().keySet());
        });
    }

    @Test
    void onlyTheNamedCommandIsRead() {
        assertThat(lineFor("status", "holiday").getSubcommands()).containsOnlyKeys("status");
    }

    @Test
    void theHelpListsAllCommands() {
        assertThat(lineFor("--help").getUsageMessage()).isEqualTo(complete().getUsageMessage());
        assertThat(lineFor().getUsageMessage()).isEqualTo(complete().getUsageMessage());
    }

    @Test
    void everythingElseIsReadWithAllCommands() {
        var all = complete().getSubcommands().keySet();
        for (String[] arguments :
                new String[][] {{"mak"}, {"--home", "h", "status"}, {"--help", "make"}, {"completion"}, {"help"}}) {
            assertThat(lineFor(arguments).getSubcommands().keySet())
                    .as(String.join(" ", arguments))
                    .isEqualTo(all);
        }
    }

    @Test
    void aCommandIsListedUnderItsName() {
        complete().getSubcommands().forEach((name, command) -> assertThat(command.getCommand()
                        .getClass()
                        .getAnnotation(Command.class)
                        .name())
                .isEqualTo(name));
    }
}
