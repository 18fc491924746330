package io.longtake.cli.command;

import io.longtake.cli.completion.HomeExpression;
import io.longtake.cli.completion.Shell;
import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.cli.setting.Setting;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "completion",
        description = {
            "bash and zsh: source <(longtake completion)",
            "fish: longtake completion fish | source",
            "It completes commands, options, names of sessions and IDs of renders."
        })
final class CompletionCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(arity = "0..1", paramLabel = "bash|zsh|fish", description = "The shell; default: bash.")
    private Shell shell = Shell.BASH;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli fills the spec in
    CompletionCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var script = shell.script(spec.root(), new HomeExpression(homeOfFile()));
        var document = new LinkedHashMap<String, Object>();
        document.put("shell", shell.name().toLowerCase(Locale.ROOT));
        document.put("script", script);
        invocation.output().result(document, () -> script);
        return ExitCode.DONE.number();
    }

    /** The home that the option or a settings file names; the shell reads environment variables itself. */
    private Optional<Path> homeOfFile() {
        var value = invocation.settings().value(Setting.HOME);
        return value.isDefault() || value.origin().equals(Setting.HOME.variable())
                ? Optional.empty()
                : Optional.of(
                        invocation.settings().home(invocation.environment()).toAbsolutePath());
    }
}
