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
 * The names that belong to one run of a schedule. They depend on the time for which it was scheduled, in the time zone of the schedule,
 * so a repeated run has the same.
 *
 * @param session of the film
 * @param sessionsOfDay what the names of all sessions of the same schedule and day begin with
 * @param output path of the film
 * @param requestId of the request that makes it
 */
record RunNames(String session, String sessionsOfDay, Path output, String requestId) {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("-HHmm", Locale.ROOT);
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("ss", Locale.ROOT);
    private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("xx", Locale.ROOT);

    static RunNames of(FilmRun run) {
        var at = scheduledAt(run).atZone(ZoneId.of(run.film().timeZone()));
        var day = run.film().name() + "-" + DAY.format(at);
        var repeatedHour =
                at.getZone().getRules().getValidOffsets(at.toLocalDateTime()).size() > 1;
        var name = day
                + TIME.format(at)
                + (at.getSecond() == 0 ? "" : SECONDS.format(at))
                + (repeatedHour ? OFFSET.format(at).replace('+', 'p').replace('-', 'm') : "");
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
