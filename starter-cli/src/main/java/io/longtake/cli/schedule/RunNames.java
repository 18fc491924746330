package io.longtake.cli.schedule;

import io.longtake.workflows.schedule.FilmRun;
import io.longtake.workflows.schedule.ScheduledFilmWorkflow;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The names that belong to one run of a schedule. They depend on the time for which it was scheduled, so a repeated run has the same.
 *
 * @param session of the film
 * @param sessionsOfDay what the names of all sessions of the same schedule and day begin with
 * @param output path of the film
 * @param requestId of the request that makes it
 */
record RunNames(String session, String sessionsOfDay, Path output, String requestId) {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("-HHmm", Locale.ROOT);

    static RunNames of(FilmRun run, ZoneId zone) {
        var at = scheduledAt(run).atZone(zone);
        var day = run.film().name() + "-" + DAY.format(at);
        var name = day + TIME.format(at);
        return new RunNames(name, day, Path.of(run.film().outputFolder()).resolve(name + ".mp4"), run.id());
    }

    /** The server appends the time to the id of each run. */
    private static Instant scheduledAt(FilmRun run) {
        var prefix = ScheduledFilmWorkflow.ID_PREFIX + run.film().name() + "-";
        try {
            return Instant.parse(
                    run.id().substring(Math.min(prefix.length(), run.id().length())));
        } catch (DateTimeException e) {
            return Instant.ofEpochMilli(run.scheduledAtMs());
        }
    }
}
