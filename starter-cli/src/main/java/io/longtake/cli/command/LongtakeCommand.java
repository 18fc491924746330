package io.longtake.cli.command;

import io.longtake.cli.help.VersionDocument;
import io.longtake.cli.invocation.GlobalOptions;
import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.outcome.ExitCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
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
        versionProvider = VersionDocument.class,
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        header = "Turn still images into long videos, with jobs that survive crashes and restarts.",
        synopsisSubcommandLabel = "COMMAND")
public final class LongtakeCommand implements Runnable {
    /**
     * A command.
     *
     * @param name also in the command's annotation
     * @param header what the help of the root command and that of the command itself say of it
     */
    private record Listed(String name, Class<?> type, String header) {
        void addTo(CommandLine line) {
            var command = new CommandLine(type, line.getFactory());
            command.getCommandSpec().usageMessage().header(header);
            line.addSubcommand(name, command);
        }
    }

    /** Commands that print something about all commands. */
    private static final Set<Class<?>> ALL = Set.of(CompletionCommand.class, HelpCommand.class);

    private static final Set<String> HELP = Set.of("--help", "-h", "--version", "-V");

    /** The commands, in the order of the help. */
    private static final List<Listed> COMMANDS = List.of(
            new Listed("make", MakeCommand.class, "Make a film from images: upload, edit, verify, export, download."),
            new Listed("new", NewCommand.class, "Start a session."),
            new Listed("sessions", SessionsCommand.class, "List the sessions, the last changed first."),
            new Listed("show", ShowCommand.class, "Show everything about a session, as the worker last verified it."),
            new Listed("upload", UploadCommand.class, "Add media to a session."),
            new Listed("edit", EditCommand.class, "Edit a session's film with a prompt."),
            new Listed("chat", ChatCommand.class, "Edit a session in a conversation, one message per line."),
            new Listed("export", ExportCommand.class, "Render a session's timeline and download the film."),
            new Listed("status", StatusCommand.class, "Show the timeline in one line."),
            new Listed(
                    "credits",
                    CreditsCommand.class,
                    "Show the balance of a session's account, or of the selected backend's account."),
            new Listed("wait", WaitCommand.class, "Wait until a session has finished its work."),
            new Listed("cancel", CancelCommand.class, "Cancel a session's work: all of it, the edits, or the exports."),
            new Listed(
                    "rebuild",
                    RebuildCommand.class,
                    "Start a new backend session for a session that the backend no longer has."),
            new Listed(
                    "batch",
                    BatchCommand.class,
                    "Make many films: one for each row of a manifest or each image in a folder."),
            new Listed("watch", WatchCommand.class, "Make a film of each image or video that arrives in a folder."),
            new Listed(
                    "schedule",
                    ScheduleCommand.class,
                    "Make films on a calendar, from the files that are in a folder at that time."),
            new Listed("reconcile", ReconcileCommand.class, "Resolve unknown outcomes: check the backend again."),
            new Listed("preview", PreviewCommand.class, "Write a contact sheet of a session's timeline, as PNG."),
            new Listed("open", OpenCommand.class, "Open a session's project page in the browser."),
            new Listed(
                    "close",
                    CloseCommand.class,
                    "Close a session. Queued work is cancelled; a running render continues to its end."),
            new Listed(
                    "prune",
                    PruneCommand.class,
                    "Remove delivered films and the media of closed sessions from this home."),
            new Listed("up", UpCommand.class, "Start the background processes: server, studio, worker."),
            new Listed("down", DownCommand.class, "Stop the background processes of this home."),
            new Listed("ps", PsCommand.class, "Show the background processes of this home."),
            new Listed("logs", LogsCommand.class, "Show the logs of the background processes."),
            new Listed("ui", UiCommand.class, "Open Temporal's web UI, which shows the history of each session."),
            new Listed(
                    "doctor",
                    DoctorCommand.class,
                    "Check the installation and say how to fix problems. Starts nothing."),
            new Listed("config", ConfigCommand.class, "Show and change settings."),
            new Listed("home", HomeCommand.class, "Manage the home folder."),
            new Listed("server", ServerCommand.class, "Run the embedded Temporal server in the foreground."),
            new Listed(
                    "codec-server",
                    CodecServerCommand.class,
                    "Run a codec server, through which Temporal's tools read encrypted payloads."),
            new Listed("studio", StudioCommand.class, "Run the studio, the local backend, in the foreground."),
            new Listed("worker", WorkerCommand.class, "Run a worker in the foreground."),
            new Listed("mcp", McpCommand.class, "Serve AI agents: a server for the Model Context Protocol."),
            new Listed("help", HelpCommand.class, "Show the help of Longtake, of a command or of a topic."),
            new Listed("version", VersionCommand.class, "Print the versions of Longtake and of what it runs on."),
            new Listed("completion", CompletionCommand.class, "Print the shell completion script (bash, zsh, fish)."));

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
        var line = root(invocation);
        COMMANDS.forEach(command -> command.addTo(line));
        return finished(line);
    }

    /**
     * The command line for these arguments. It behaves like the one with all commands, but reads only what the arguments need:
     * picocli reads the options of each command by reflection.
     */
    public static CommandLine line(Invocation invocation, String... arguments) {
        var first = arguments.length == 0 ? "--help" : arguments[0];
        var command =
                COMMANDS.stream().filter(listed -> listed.name().equals(first)).findFirst();
        if (command.isPresent() && !ALL.contains(command.get().type())) {
            var line = root(invocation);
            command.get().addTo(line);
            return finished(line);
        }
        if (arguments.length <= 1 && HELP.contains(first)) {
            var line = root(invocation);
            COMMANDS.forEach(listed -> line.addSubcommand(listed.name(), summary(listed)));
            return finished(line);
        }
        return line(invocation);
    }

    /** What the root command's help says of a command. */
    private static CommandSpec summary(Listed command) {
        var spec = CommandSpec.create().name(command.name());
        spec.usageMessage().header(command.header());
        return spec;
    }

    private static CommandLine root(Invocation invocation) {
        return new CommandLine(new LongtakeCommand(invocation), invocation.factory());
    }

    /** Adds the exit codes last: a command that is added later would inherit the list, and its help would repeat it. */
    private static CommandLine finished(CommandLine line) {
        line.setCaseInsensitiveEnumValuesAllowed(true);
        // A prompt may start with @; picocli would replace it by the content of a file.
        line.setExpandAtFiles(false);
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
}
