package io.longtake.activities.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HousekeepingTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @TempDir
    Path home;

    @Test
    void whatNobodyAsksForAgainGoesAndTheRestStays() throws IOException {
        file("intents/old", 181);
        file("intents/old.outcome", 181);
        Path intent = file("intents/lately", 90);
        file("downloads/render_1.mp4.part", 8);
        file("downloads/render_1.mp4.part.version", 8);
        Path half = file("downloads/render_2.mp4.part", 6);
        file("media/incoming/x.part", 8);
        Path kept = file("media/ab/cdef", 1_000);
        Path film = file("downloads/render_3.mp4", 8);

        assertThat(new Housekeeping(home, Clock.fixed(NOW, ZoneOffset.UTC)).tidy())
                .isEqualTo(5);

        assertThat(intent).exists();
        assertThat(half).exists();
        assertThat(kept).exists();
        assertThat(film).exists();
    }

    @Test
    void aFreshHomeIsTidyAlready() {
        assertThat(new Housekeeping(home, Clock.systemUTC()).tidy()).isZero();
    }

    private Path file(String name, int days) throws IOException {
        Path file = home.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "x");
        return Files.setLastModifiedTime(file, FileTime.from(NOW.minus(Duration.ofDays(days))));
    }
}
