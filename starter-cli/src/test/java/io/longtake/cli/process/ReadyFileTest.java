package io.longtake.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.cli.home.HomeFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadyFileTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @TempDir
    Path folder;

    @Test
    void aWorkerThatStopsTouchingItsFileIsStale() throws IOException {
        var file = new ReadyFile(HomeFolder.open(folder.resolve("home")));
        file.announce(42);
        file.touch(42, NOON);
        assertThat(file.isStale(NOON.plus(ReadyFile.TOUCH_INTERVAL))).isFalse();
        assertThat(file.isStale(NOON.plus(ReadyFile.STALE_AFTER).plusSeconds(1)))
                .isTrue();
    }

    @Test
    void aClockSetBackDoesNotHideAHangingWorker() throws IOException {
        var file = new ReadyFile(HomeFolder.open(folder.resolve("home")));
        file.announce(42);
        file.touch(42, NOON);
        assertThat(file.isStale(NOON.minusSeconds(3600))).isTrue();
        file.touch(42, NOON.minusSeconds(3600));
        assertThat(file.isStale(NOON.minusSeconds(3600))).isFalse();
    }

    @Test
    void anotherWorkersFileIsKeptAndAMissingOneWrittenAgain() throws IOException {
        var file = new ReadyFile(HomeFolder.open(folder.resolve("home")));
        file.announce(43);
        file.touch(43, NOON);
        file.touch(42, NOON.plusSeconds(3600));
        assertThat(file.isOf(43)).isTrue();
        assertThat(file.isStale(NOON)).isFalse();
        file.remove();
        file.touch(42, NOON);
        assertThat(file.isOf(42)).isTrue();
    }
}
