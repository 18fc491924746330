package io.longtake.activities.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.activities.view.SessionViews;
import io.longtake.activities.view.StoredView;
import io.longtake.workflows.session.SessionPhase;
import io.longtake.workflows.session.SessionPolicy;
import io.longtake.workflows.session.SessionSpec;
import io.longtake.workflows.session.SessionView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HousekeepingTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @TempDir
    Path home;

    @Test
    void outdatedFilesAreDeletedAndOthersKept() throws IOException {
        file("intents/old", 181);
        file("intents/old.outcome", 181);
        Path intent = file("intents/lately", 90);
        file("downloads/render_1.mp4.part", 8);
        file("downloads/render_1.mp4.part.version", 8);
        file("downloads/3a7bd3.fetched", 8);
        Path half = file("downloads/render_2.mp4.part", 6);
        file("media/incoming/x.part", 8);
        Path kept = file("media/ab/cdef", 1_000);
        Path film = file("downloads/render_3.mp4", 8);

        assertThat(new Housekeeping(home, Clock.fixed(NOW, ZoneOffset.UTC)).cleanUp())
                .isEqualTo(6);

        assertThat(intent).exists();
        assertThat(half).exists();
        assertThat(kept).exists();
        assertThat(film).exists();
    }

    @Test
    void theViewOfASessionClosedLongAgoIsDeleted() throws IOException {
        Path closed = view("closed", SessionPhase.CLOSED, 121);
        Path lately = view("lately", SessionPhase.CLOSED, 119);
        Path open = view("open", SessionPhase.OPEN, 400);
        Path damaged = file("views/damaged.json", 400);
        Path mark = file("views/open.changing", 400);

        assertThat(new Housekeeping(home, Clock.fixed(NOW, ZoneOffset.UTC)).cleanUp())
                .isEqualTo(1);

        assertThat(closed).doesNotExist();
        assertThat(List.of(lately, open, damaged, mark))
                .allSatisfy(file -> assertThat(file).exists());
    }

    private Path view(String name, SessionPhase phase, int days) throws IOException {
        SessionView view = new SessionView(
                new SessionSpec(name, "account-1", "studio", "en", SessionPolicy.defaults(), false),
                phase,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                0,
                List.of(),
                "",
                Optional.empty(),
                1,
                List.of());
        Instant then = NOW.minus(Duration.ofDays(days));
        SessionViews.ofHome(home).write(new StoredView("run-1", then, then, view));
        return Files.setLastModifiedTime(home.resolve("views").resolve(name + ".json"), FileTime.from(then));
    }

    @Test
    void aNewHomeHasNothingToDelete() {
        assertThat(new Housekeeping(home, Clock.systemUTC()).cleanUp()).isZero();
    }

    private Path file(String name, int days) throws IOException {
        Path file = home.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "x");
        return Files.setLastModifiedTime(file, FileTime.from(NOW.minus(Duration.ofDays(days))));
    }
}
