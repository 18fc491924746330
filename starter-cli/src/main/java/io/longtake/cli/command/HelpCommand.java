package io.longtake.cli.command;

import io.longtake.cli.help.HelpDocument;
import io.longtake.cli.help.HelpPage;
import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.cli.session.NearNames;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "help")
final class HelpCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(
            arity = "0..*",
            paramLabel = "COMMAND",
            description = "A command, such as make or config set, or the topic editing.")
    private List<String> names = List.of();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills the spec in
    private CommandSpec spec;

    HelpCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        if (names.equals(List.of(HelpPage.EDITING))) {
            var page = HelpPage.editing();
            invocation.output().result(page, page::text);
            return ExitCode.DONE.number();
        }
        var command = LongtakeCommand.line(invocation);
        for (var name : names) {
            command = subcommand(command, name);
        }
        if (invocation.json()) {
            invocation.output().result(HelpDocument.of(command.getCommandSpec()), () -> "");
        } else {
            command.setUsageHelpAutoWidth(true);
            command.usage(spec.commandLine().getOut(), spec.commandLine().getColorScheme());
        }
        return ExitCode.DONE.number();
    }

    private static CommandLine subcommand(CommandLine of, String name) {
        var found = of.getSubcommands().get(name);
        if (found == null) {
            var whole = of.getCommandSpec().qualifiedName() + " " + name;
            throw CommandFailure.usage(
                    "There is no command '" + whole.substring(whole.indexOf(' ') + 1) + "'."
                            + NearNames.question(name, of.getSubcommands().keySet())
                            + " `longtake help` lists the commands; `longtake help editing` shows what the studio understands.");
        }
        return found;
    }
}
