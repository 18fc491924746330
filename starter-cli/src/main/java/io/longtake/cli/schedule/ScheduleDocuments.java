package io.longtake.cli.schedule;

import io.longtake.cli.client.FilmSchedules.LastRun;
import io.longtake.cli.client.FilmSchedules.Listed;
import io.longtake.cli.terminal.Printable;
import io.longtake.workflows.schedule.RunResult;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Schedules for programs and on the terminal. */
public final class ScheduleDocuments {
    private ScheduleDocuments() {}

    public static Map<String, @Nullable Object> of(Listed schedule) {
        var film = schedule.film();
        var document = new LinkedHashMap<String, @Nullable Object>();
        document.put("name", film.name());
        document.put("cron", film.cron());
        document.put("timeZone", film.timeZone());
        document.put("folder", film.folder());
        document.put("output", film.outputFolder());
        document.put("prompt", film.prompt());
        document.put("maxCredits", film.maxCredits().orElse(null));
        document.put("paused", schedule.paused());
        document.put("note", schedule.note());
        document.put("next", schedule.next().map(Instant::toString).orElse(null));
        document.put("last", schedule.last().map(ScheduleDocuments::run).orElse(null));
        return document;
    }

    private static Map<String, @Nullable Object> run(LastRun run) {
        var document = new LinkedHashMap<String, @Nullable Object>();
        document.put("scheduledAt", run.scheduledAt().toString());
        document.put("status", word(run));
        document.put("session", run.result().flatMap(RunResult::session).orElse(null));
        document.put("output", run.result().flatMap(RunResult::output).orElse(null));
        document.put("message", run.result().map(RunResult::message).orElse(""));
        return document;
    }

    private static String word(LastRun run) {
        return run.running()
                ? RunResult.Status.RUNNING.word()
                : run.result()
                        .map(RunResult::status)
                        .orElse(RunResult.Status.UNKNOWN)
                        .word();
    }

    public static Map<String, Object> changed(String name, String state) {
        var document = new LinkedHashMap<String, Object>();
        document.put("name", name);
        document.put("state", state);
        return document;
    }

    public static String text(Listed schedule) {
        var film = schedule.film();
        return film.name() + "  " + film.cron() + " (" + film.timeZone() + ")  "
                + Printable.line(film.folder()) + " to " + Printable.line(film.outputFolder())
                + "\n  "
                + (schedule.paused()
                        ? "paused: " + schedule.note()
                        : "next: " + schedule.next().map(Instant::toString).orElse("never"))
                + schedule.last().map(ScheduleDocuments::lastLine).orElse("");
    }

    private static String lastLine(LastRun run) {
        var details = run.result().map(RunResult::message).filter(message -> !message.isEmpty());
        return "\n  last: " + run.scheduledAt() + "  " + word(run)
                + run.result()
                        .flatMap(RunResult::output)
                        .map(path -> "  " + Printable.line(path))
                        .or(() -> Optional.of(
                                details.map(message -> ". " + message).orElse("")))
                        .orElse("");
    }
}
