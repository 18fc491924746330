package io.longtake.cli.schedule;

import io.longtake.activities.credential.Sealer;
import io.longtake.activities.failure.NemoFailures;
import io.longtake.activities.heartbeat.Heartbeats;
import io.longtake.cli.client.FilmSchedules;
import io.longtake.cli.client.SessionAccess;
import io.longtake.cli.delivery.FilmDelivery;
import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.cli.watch.WatchedFolder;
import io.longtake.workflows.Limits;
import io.longtake.workflows.account.Credits;
import io.longtake.workflows.failure.FailureType;
import io.longtake.workflows.schedule.FilmPlan;
import io.longtake.workflows.schedule.FilmRun;
import io.longtake.workflows.schedule.RunResult;
import io.longtake.workflows.schedule.RunResult.Status;
import io.longtake.workflows.schedule.ScheduleActivities;
import io.longtake.workflows.schedule.ScheduledFilm;
import io.longtake.workflows.session.Turn;
import io.temporal.activity.Activity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** See {@link ScheduleActivities}: runs the commands that a person would run, with the id of the run as the id of the request. */
public final class ScheduledFilms implements ScheduleActivities {
    private final Invocation invocation;

    /** @param invocation of the worker */
    public ScheduledFilms(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public FilmPlan planFilm(FilmRun run) {
        var film = run.film();
        if (!film.homeId().equals(invocation.home().id())) {
            throw NemoFailures.of(
                    FailureType.NOT_POSSIBLE,
                    "The schedule " + film.name() + " belongs to another home, whose worker can read " + film.folder()
                            + ".");
        }
        var names = RunNames.of(run);
        var files = files(film);
        if (files.isEmpty()) {
            return FilmPlan.ended(
                    result(Status.NOTHING, names, "There are no images, videos or sounds in " + film.folder() + "."));
        }
        if (files.size() > Limits.FILES_PER_REQUEST) {
            return FilmPlan.ended(result(
                    Status.FAILED,
                    names,
                    "There are " + files.size() + " files in " + film.folder() + "; a film can have up to "
                            + Limits.FILES_PER_REQUEST + ". Nothing was sent."));
        }
        var left = left(film, names);
        if (left.filter(credits -> credits <= 0).isPresent()) {
            return FilmPlan.ended(result(
                    Status.LIMIT,
                    names,
                    "Paused, because the limit of "
                            + Credits.plain(film.maxCredits().orElseThrow()) + " credits for one day is reached."));
        }
        return new FilmPlan(files, left, Optional.empty());
    }

    @Override
    public RunResult startFilm(FilmRun run, FilmPlan plan) {
        // The check of many photos takes minutes.
        try (var beats = Heartbeats.begin(
                Activity.getExecutionContext(), () -> "checking the files", Heartbeats.Listener.stopping(() -> {}))) {
            assert beats.ended().isEmpty();
            return start(run, plan);
        }
    }

    private RunResult start(FilmRun run, FilmPlan plan) {
        var film = run.film();
        var names = RunNames.of(run);
        var made = command(film).run(line(film, names, plan));
        if (made.exit() == ExitCode.TEMPORARY.number()) {
            throw NemoFailures.of(FailureType.BACKEND_TROUBLE, made.reason());
        }
        return made.exit() == ExitCode.DONE.number()
                ? result(Status.RUNNING, names, "")
                : ended(made, names, film.maxCredits());
    }

    private List<String> files(ScheduledFilm film) {
        var folder = Path.of(film.folder());
        if (!Files.isDirectory(folder)) {
            throw NemoFailures.of(FailureType.NOT_POSSIBLE, "The folder " + folder + " does not exist.");
        }
        try {
            var own = new FilmDelivery(invocation.home(), invocation.store());
            List<String> files = new ArrayList<>();
            for (var name : new WatchedFolder(folder).media()) {
                var file = folder.resolve(name);
                if (own.filmAt(file).isEmpty()) {
                    files.add(file.toString());
                }
            }
            return files;
        } catch (IOException e) {
            throw NemoFailures.of(
                    FailureType.BACKEND_TROUBLE, "The folder " + folder + " can't be read: " + e.getMessage() + ".");
        }
    }

    private static List<String> line(ScheduledFilm film, RunNames names, FilmPlan plan) {
        var line = new ArrayList<>(List.of("make"));
        line.addAll(plan.files());
        line.addAll(
                List.of("--prompt", film.prompt(), "--output", names.output().toString()));
        line.addAll(List.of("--session", names.session(), "--request-id", names.requestId()));
        line.addAll(List.of("--backend", film.backend(), "--detach", "--skip-bad"));
        film.ratio().ifPresent(ratio -> line.addAll(List.of("--ratio", ratio)));
        plan.creditsLeft().ifPresent(credits -> line.addAll(List.of("--max-credits", Double.toString(credits))));
        return line;
    }

    /** The rest of the limit after the other films of the same schedule and day; empty without a limit. */
    private Optional<Double> left(ScheduledFilm film, RunNames names) {
        if (film.maxCredits().isEmpty()) {
            return Optional.empty();
        }
        try (var access = new SessionAccess(invocation)) {
            double spent = access.sessions().list().stream()
                    .map(one -> one.name())
                    .filter(name -> name.startsWith(names.sessionsOfDay()) && !name.equals(names.session()))
                    .flatMap(name -> access.sessions().view(name).turns().stream())
                    .map(Turn::cost)
                    .flatMap(Optional::stream)
                    .mapToDouble(Double::doubleValue)
                    .sum();
            return film.maxCredits().map(limit -> limit - spent);
        }
    }

    private ServedCommand command(ScheduledFilm film) {
        if (film.token().isEmpty()) {
            return new ServedCommand(invocation, Map.of());
        }
        try {
            var token = new Sealer(invocation.keys()).open(film.token().get(), film.accountId(), film.origin());
            return new ServedCommand(invocation, Map.of("NEMO_TOKEN", token.reveal()));
        } catch (IOException e) {
            throw NemoFailures.of(FailureType.TOKEN_UNAVAILABLE, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public RunResult awaitFilm(FilmRun run) {
        var names = RunNames.of(run);
        var waited = new ServedCommand(invocation, Map.of()).run(List.of("wait", names.session(), "--timeout", "5s"));
        if (waited.exit() == ExitCode.TEMPORARY.number()) {
            throw NemoFailures.of(FailureType.NOT_YET, "The film is in progress.");
        }
        return ended(waited, names, run.film().maxCredits());
    }

    private static RunResult ended(ServedCommand.Result end, RunNames names, Optional<Double> limit) {
        if (end.exit() == ExitCode.DONE.number()) {
            return result(Status.COMPLETED, names, "");
        }
        if (end.exit() == ExitCode.UNKNOWN.number()) {
            return result(Status.UNKNOWN, names, end.reason());
        }
        return result(
                end.exit() == ExitCode.NO_CREDITS.number() && limit.isPresent() ? Status.LIMIT : Status.FAILED,
                names,
                end.reason());
    }

    private static RunResult result(Status status, RunNames names, String message) {
        boolean started = status == Status.RUNNING || status == Status.COMPLETED;
        return new RunResult(
                status,
                Optional.of(names.session()).filter(any -> status != Status.NOTHING),
                Optional.of(names.output().toString()).filter(any -> started),
                message);
    }

    @Override
    public void pauseSchedule(String name, String note) {
        try (var access = new SessionAccess(invocation)) {
            new FilmSchedules(access.server()).pause(name, note);
        }
    }
}
