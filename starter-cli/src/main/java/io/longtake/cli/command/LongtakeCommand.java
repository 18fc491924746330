package io.longtake.cli.command;

import io.longtake.cli.environment.Version;
import io.longtake.cli.invocation.GlobalOptions;
import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.outcome.ExitCode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
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
        synopsisSubcommandLabel = "COMMAND")
public final class LongtakeCommand implements Runnable {
    /** @param header what the help of the root command and that of the command itself say of it */
    private record Listed(Class<?> type, String header) {
        void addTo(CommandLine line, String name) {
            var command = new CommandLine(type, line.getFactory());
            command.getCommandSpec().usageMessage().header(header);
            line.addSubcommand(name, command);
        }
    }

    private static final Set<String> HELP = Set.of("--help", "-h", "--version", "-V");

    /** The commands by name, in the order of the help. Each name is also in the command's annotation. */
    private static final Map<String, Listed> COMMANDS = commands();

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli writes it, the invocation reads it
    private final GlobalOptions options;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli fills the spec in
    public LongtakeCommand(Invocation invocation) {
        this.options = invocation.options();
    }

    private static Map<String, Listed> commands() {
        var table = new LinkedHashMap<String, Listed>();
        table.put(
                "make",
                new Listed(MakeCommand.class, "Make a film from images: upload, edit, verify, export, download."));
        table.put("new", new Listed(NewCommand.class, "Start a session."));
        table.put("sessions", new Listed(SessionsCommand.class, "List the sessions, the last changed first."));
        table.put(
                "show",
                new Listed(ShowCommand.class, "Show everything about a session, as the worker last verified it."));
        table.put("upload", new Listed(UploadCommand.class, "Add media to a session."));
        table.put("edit", new Listed(EditCommand.class, "Edit a session's film with a prompt."));
        table.put("chat", new Listed(ChatCommand.class, "Edit a session in a conversation, one message per line."));
        table.put("export", new Listed(ExportCommand.class, "Render a session's timeline and download the film."));
        table.put("status", new Listed(StatusCommand.class, "Show the timeline in one line."));
        table.put(
                "credits",
                new Listed(
                        CreditsCommand.class,
                        "Show the balance of a session's account, or of the selected backend's account."));
        table.put("wait", new Listed(WaitCommand.class, "Wait until a session has finished its work."));
        table.put(
                "cancel",
                new Listed(CancelCommand.class, "Cancel a session's work: all of it, the edits, or the exports."));
        table.put(
                "rebuild",
                new Listed(
                        RebuildCommand.class,
                        "Start a new backend session for a session that the backend no longer has."));
        table.put(
                "batch",
                new Listed(
                        BatchCommand.class,
                        "Make many films: one for each row of a manifest or each image in a folder."));
        table.put(
                "reconcile", new Listed(ReconcileCommand.class, "Resolve unknown outcomes: check the backend again."));
        table.put(
                "preview", new Listed(PreviewCommand.class, "Write a contact sheet of a session's timeline, as PNG."));
        table.put("open", new Listed(OpenCommand.class, "Open a session's project page in the browser."));
        table.put(
                "close",
                new Listed(
                        CloseCommand.class,
                        "Close a session. Queued work is cancelled; a running render continues to its end."));
        table.put(
                "prune",
                new Listed(
                        PruneCommand.class, "Remove delivered films and the media of closed sessions from this home."));
        table.put("up", new Listed(UpCommand.class, "Start the background processes: server, studio, worker."));
        table.put("down", new Listed(DownCommand.class, "Stop the background processes of this home."));
        table.put("ps", new Listed(PsCommand.class, "Show the background processes of this home."));
        table.put("logs", new Listed(LogsCommand.class, "Show the logs of the background processes."));
        table.put(
                "ui", new Listed(UiCommand.class, "Open Temporal's web UI, which shows the history of each session."));
        table.put(
                "doctor",
                new Listed(DoctorCommand.class, "Check the installation and say how to fix problems. Starts nothing."));
        table.put("config", new Listed(ConfigCommand.class, "Show and change settings."));
        table.put("home", new Listed(HomeCommand.class, "Manage the home folder."));
        table.put("server", new Listed(ServerCommand.class, "Run the embedded Temporal server in the foreground."));
        table.put(
                "codec-server",
                new Listed(
                        CodecServerCommand.class,
                        "Run a codec server, through which Temporal's tools read encrypted payloads."));
        table.put("studio", new Listed(StudioCommand.class, "Run the studio, the local backend, in the foreground."));
        table.put("worker", new Listed(WorkerCommand.class, "Run a worker in the foreground."));
        table.put("completion", new Listed(CompletionCommand.class, "Print the shell completion script (bash, zsh)."));
        return Collections.unmodifiableMap(table);
    }

    /** The command line with all commands; the root command's help ends with the exit codes. */
    public static CommandLine line(Invocation invocation) {
        var line = root(invocation);
        COMMANDS.forEach((name, command) -> command.addTo(line, name));
        return line;
    }

    /**
     * The command line for these arguments. It behaves like the one with all commands, but reads only what the arguments need:
     * picocli reads a command's options by reflection, which for all commands takes a third of a second.
     */
    public static CommandLine line(Invocation invocation, String... arguments) {
        var first = arguments.length == 0 ? "--help" : arguments[0];
        var command = COMMANDS.get(first);
        // The completion script contains all commands.
        if (command != null && command.type() != CompletionCommand.class) {
            var line = root(invocation);
            command.addTo(line, first);
            return line;
        }
        if (arguments.length <= 1 && HELP.contains(first)) {
            var line = root(invocation);
            COMMANDS.forEach((name, listed) -> line.addSubcommand(name, summary(name, listed)));
            return line;
        }
        return line(invocation);
    }

    /** What the root command's help says of a command. */
    private static CommandSpec summary(String name, Listed command) {
        var spec = CommandSpec.create().name(name);
        spec.usageMessage().header(command.header());
        return spec;
    }

    private static CommandLine root(Invocation invocation) {
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
