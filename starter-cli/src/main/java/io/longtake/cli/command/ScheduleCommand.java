package io.longtake.cli.command;

import io.longtake.cli.client.FilmSchedules;
import io.longtake.cli.client.SessionAccess;
import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.cli.request.PromptFile;
import io.longtake.cli.request.Prompts;
import io.longtake.cli.schedule.ScheduleDocuments;
import io.longtake.cli.session.SessionNames;
import io.longtake.cli.setting.Setting;
import io.longtake.workflows.schedule.ScheduledFilm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "schedule",
        description = {
            "A schedule is kept by the Temporal server. The server and the worker of a home run only while its background"
                    + " processes do (longtake up). A missed run is made up for within 24 hours; if several were missed,"
                    + " only one is. A run is skipped while the film of the one before is in progress."
        },
        footer = {
            "",
            "Example:",
            "  longtake schedule create recap --cron \"0 9 * * MON\" --folder photos --prompt-file recap.txt --output films"
        },
        subcommands = {
            ScheduleCommand.Create.class,
            ScheduleCommand.List.class,
            ScheduleCommand.Pause.class,
            ScheduleCommand.Resume.class,
            ScheduleCommand.Delete.class
        })
final class ScheduleCommand implements Runnable {
    /** Leaves room for the time in the names of sessions. */
    private static final int NAME_LIMIT = 40;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli fills the spec in
    ScheduleCommand() {}

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "Specify schedule create NAME, schedule list, schedule pause NAME, schedule resume NAME, or schedule delete"
                        + " NAME.");
    }

    private static String checked(String name) {
        if (name.length() > NAME_LIMIT) {
            throw CommandFailure.usage("The name of a schedule can have up to " + NAME_LIMIT + " characters; '" + name
                    + "' has " + name.length() + ".");
        }
        return SessionNames.checked(name);
    }

    @Command(
            name = "create",
            header = "Create a schedule.",
            description =
                    "Each run makes a film of all images, videos and sounds that are in the folder at that time, in a"
                            + " session of its own, as `longtake make` does. Films of Longtake in the folder are left out; a run"
                            + " without files makes no film.")
    static final class Create implements Callable<Integer> {
        private final Invocation invocation;

        @Parameters(paramLabel = "NAME", description = "Sessions and films of the schedule are named after it.")
        private String name = "";

        @Option(
                names = "--cron",
                paramLabel = "CRON",
                required = true,
                description = "When: minute, hour, day of the month, month, day of the week; such as \"0 9 * * MON\".")
        private String cron = "";

        @Option(
                names = "--time-zone",
                paramLabel = "ZONE",
                description = "Time zone of --cron, such as Europe/Paris; default: that of this machine.")
        @Nullable
        private String timeZone;

        @Option(names = "--folder", paramLabel = "DIR", required = true, description = "Folder with the files.")
        private String folder = "";

        @Option(
                names = "--prompt-file",
                paramLabel = "FILE",
                required = true,
                description = "The prompt for every film. Read now.")
        private String promptFile = "";

        @Option(
                names = {"-o", "--output"},
                paramLabel = "DIR",
                required = true,
                description = "Folder for the films; created if missing.")
        private String output = "";

        @Option(
                names = {"-r", "--ratio"},
                paramLabel = "16:9|9:16|1:1|4:5",
                description = "Aspect ratio of the films.")
        @Nullable
        private String ratio;

        @Mixin
        private DailyBudgetOption budget = new DailyBudgetOption();

        Create(Invocation invocation) {
            this.invocation = invocation;
        }

        @Override
        public Integer call() {
            checked(name);
            var environment = invocation.environment();
            var prompt = PromptFile.read(environment.resolve(promptFile)).strip();
            Prompts.checked(prompt, ratio);
            var limit = budget.limit(invocation);
            var from = folder(environment.resolve(folder));
            var to = made(environment.resolve(output));
            var zone = zone();
            var backend = SessionAccess.backend(invocation);
            try (var access = new SessionAccess(invocation)) {
                access.readyAccount(backend);
                var film = new ScheduledFilm(
                        name,
                        invocation.home().id(),
                        cron,
                        zone,
                        from.toString(),
                        to.toString(),
                        prompt,
                        Optional.ofNullable(ratio),
                        invocation.settings().text(Setting.BACKEND),
                        access.sealedToken(backend),
                        backend.accountId(),
                        backend.origin(),
                        limit);
                var schedules = new FilmSchedules(access.server());
                schedules.create(film);
                var created = schedules.find(name);
                invocation.output().result(ScheduleDocuments.of(created), () -> ScheduleDocuments.text(created));
            }
            invocation
                    .statusOutput()
                    .info("Films are made while the background processes of this home run (longtake up).");
            return ExitCode.DONE.number();
        }

        private String zone() {
            try {
                return (timeZone == null ? ZoneId.systemDefault() : ZoneId.of(timeZone)).getId();
            } catch (DateTimeException e) {
                throw CommandFailure.usage(
                        "There is no time zone '" + timeZone + "'. Use a name such as Europe/Paris or UTC.");
            }
        }

        private static Path folder(Path folder) {
            if (!Files.isDirectory(folder)) {
                throw Files.exists(folder)
                        ? CommandFailure.usage(folder + " is a file. Specify a folder.")
                        : CommandFailure.notFound("There is no folder " + folder + ". Nothing was created.");
            }
            return folder.toAbsolutePath().normalize();
        }

        private static Path made(Path folder) {
            try {
                return Files.createDirectories(folder).toAbsolutePath().normalize();
            } catch (IOException e) {
                throw CommandFailure.of(
                        "OutputUnwritable", "The folder " + folder + " can't be created: " + e.getMessage(), e);
            }
        }
    }

    @Command(name = "list", header = "List the schedules, with their next and their last run.")
    static final class List implements Callable<Integer> {
        private final Invocation invocation;

        List(Invocation invocation) {
            this.invocation = invocation;
        }

        @Override
        public Integer call() {
            try (var access = new SessionAccess(invocation)) {
                var all = new FilmSchedules(access.server()).list();
                invocation
                        .output()
                        .result(all.stream().map(ScheduleDocuments::of).toList(), () -> all.stream()
                                .map(ScheduleDocuments::text)
                                .collect(Collectors.joining(System.lineSeparator())));
                if (all.isEmpty()) {
                    invocation.statusOutput().info("There are no schedules.");
                }
            }
            return ExitCode.DONE.number();
        }
    }

    @Command(name = "pause", header = "Pause a schedule. A film in progress continues.")
    static final class Pause implements Callable<Integer> {
        private final Invocation invocation;

        @Parameters(paramLabel = "NAME")
        private String name = "";

        Pause(Invocation invocation) {
            this.invocation = invocation;
        }

        @Override
        public Integer call() {
            return change(
                    invocation, checked(name), "paused", schedules -> schedules.pause(name, "paused by the user"));
        }
    }

    @Command(name = "resume", header = "Resume a schedule that is paused.")
    static final class Resume implements Callable<Integer> {
        private final Invocation invocation;

        @Parameters(paramLabel = "NAME")
        private String name = "";

        Resume(Invocation invocation) {
            this.invocation = invocation;
        }

        @Override
        public Integer call() {
            return change(invocation, checked(name), "resumed", schedules -> schedules.resume(name));
        }
    }

    @Command(name = "delete", header = "Remove a schedule. Its films and a film in progress stay.")
    static final class Delete implements Callable<Integer> {
        private final Invocation invocation;

        @Parameters(paramLabel = "NAME")
        private String name = "";

        Delete(Invocation invocation) {
            this.invocation = invocation;
        }

        @Override
        public Integer call() {
            return change(invocation, checked(name), "deleted", schedules -> schedules.delete(name));
        }
    }

    private static int change(
            Invocation invocation, String name, String state, java.util.function.Consumer<FilmSchedules> change) {
        try (var access = new SessionAccess(invocation)) {
            change.accept(new FilmSchedules(access.server()));
        }
        invocation.output().result(ScheduleDocuments.changed(name, state), () -> name + " is " + state + ".");
        return ExitCode.DONE.number();
    }
}
