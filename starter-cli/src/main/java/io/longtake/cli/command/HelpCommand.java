package io.longtake.cli.command;

import io.longtake.cli.help.HelpPage;
import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.outcome.ExitCode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "help",
        description = "Topics: editing (what the studio understands, with examples), or the name of a command.")
final class HelpCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(index = "0", arity = "0..1", paramLabel = "TOPIC", description = "editing, or a command.")
    @Nullable
    private String topic;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli fills the spec in
    HelpCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var page = page();
        invocation.result(page, page::text);
        return ExitCode.DONE.number();
    }

    private HelpPage page() {
        var root = spec.root();
        if (topic == null) {
            return new HelpPage("longtake", usage(root));
        }
        if (topic.equals(HelpPage.EDITING)) {
            return HelpPage.editing();
        }
        var command = root.subcommands().get(topic);
        if (command == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "'" + topic + "' is no help topic and no command. Topics: " + HelpPage.EDITING
                            + "; \"longtake help\" lists the commands.");
        }
        return new HelpPage(topic, usage(command.getCommandSpec()));
    }

    private static String usage(CommandSpec command) {
        return command.commandLine().getUsageMessage().stripTrailing();
    }
}
