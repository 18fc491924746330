package io.longtake.cli.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.workflows.schedule.FilmRun;
import io.longtake.workflows.schedule.ScheduledFilm;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunNamesTest {
    private static final ScheduledFilm FILM = new ScheduledFilm(
            "recap",
            "home-1",
            "0 9 * * MON",
            "Europe/Paris",
            "/photos",
            "/films",
            "a recap",
            Optional.empty(),
            "studio",
            Optional.empty(),
            "account-1",
            "studio",
            Optional.empty());

    @Test
    void aRunIsNamedAfterTheTimeForWhichItWasScheduled() {
        long later = Instant.parse("2026-12-01T03:00:00Z").toEpochMilli();

        var names = RunNames.of(new FilmRun(FILM, "film-schedule-recap-2026-11-30T08:00:00Z", later));

        assertThat(names.session()).isEqualTo("recap-20261130-0900");
        assertThat(names.sessionsOfDay()).isEqualTo("recap-20261130");
        assertThat(names.output()).isEqualTo(Path.of("/films/recap-20261130-0900.mp4"));
        assertThat(names.requestId()).isEqualTo("film-schedule-recap-2026-11-30T08:00:00Z");
    }

    @Test
    void aRunWithoutATimeInItsIdIsNamedAfterItsStart() {
        long start = Instant.parse("2026-12-01T03:00:00Z").toEpochMilli();

        assertThat(RunNames.of(new FilmRun(FILM, "film-schedule-recap", start)).session())
                .isEqualTo("recap-20261201-0400");
    }

    @Test
    void theTwoRunsOfARepeatedHourHaveDifferentNames() {
        assertThat(session("2026-10-25T00:30:00Z")).isEqualTo("recap-20261025-0230p0200");
        assertThat(session("2026-10-25T01:30:00Z")).isEqualTo("recap-20261025-0230p0100");
        assertThat(session("2026-10-25T09:30:20Z")).isEqualTo("recap-20261025-103020");
    }

    private static String session(String time) {
        return RunNames.of(new FilmRun(FILM, "film-schedule-recap-" + time, 0)).session();
    }
}
