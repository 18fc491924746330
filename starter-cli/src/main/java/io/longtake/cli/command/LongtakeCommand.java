package io.longtake.cli.command;

import io.longtake.cli.environment.Version;
import io.longtake.cli.invocation.GlobalOptions;
import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.outcome.ExitCode;
import java.util.LinkedHashMap;
import java.util.stream.Stream;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root command: global options and the list of commands. */
@Command(
        name = "longtake",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        header = "Turn still images into long videos, with jobs that survive crashes and restarts.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            MakeCommand.class,
            NewCommand.class,
            SessionsCommand.class,
            ShowCommand.class,
            UploadCommand.class,
            EditCommand.class,
            ChatCommand.class,
            ExportCommand.class,
            StatusCommand.class,
            CreditsCommand.class,
            WaitCommand.class,
            CancelCommand.class,
            RebuildCommand.class,
            BatchCommand.class,
            ReconcileCommand.class,
            PreviewCommand.class,
            OpenCommand.class,
            CloseCommand.class,
            PruneCommand.class,
            UpCommand.class,
            DownCommand.class,
            PsCommand.class,
            LogsCommand.class,
            UiCommand.class,
            DoctorCommand.class,
            ConfigCommand.class,
            HomeCommand.class,
            ServerCommand.class,
            CodecServerCommand.class,
            StudioCommand.class,
            WorkerCommand.class,
            CompletionCommand.class
        })
public final class LongtakeCommand implements Runnable {
    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli writes it, the invocation reads it
    private final GlobalOptions options;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli fills the spec in
    public LongtakeCommand(Invocation invocation) {
        this.options = invocation.options();
    }

    /** The command line with all commands; the root command's help ends with the exit codes. */
    public static CommandLine line(Invocation invocation) {
        var line = new CommandLine(new LongtakeCommand(invocation), invocation.factory());
        var codes = new LinkedHashMap<String, String>();
        Stream.of(ExitCode.values()).forEach(code -> codes.put(String.valueOf(code.number()), code.meaning()));
        line.getCommandSpec()
                .usageMessage()
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(codes);
        return line;
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Specify a command. For example: longtake make photo.jpg --output out.mp4");
    }

    static String completionScript(CommandSpec spec) {
        return AutoComplete.bash("longtake", spec.root().commandLine());
    }
}
