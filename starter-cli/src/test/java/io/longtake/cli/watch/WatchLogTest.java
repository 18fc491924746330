package io.longtake.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longtake.cli.watch.Arrivals.Seen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchLogTest {
    private static final Path FOLDER = Path.of("/inbox");
    private static final Path FILMS = Path.of("/films");
    private static final LocalDate DAY = LocalDate.of(2026, 11, 28);

    @TempDir
    Path home;

    private WatchLog open() {
        return WatchLog.open(WatchLog.placeOf(home, FOLDER, FILMS), FOLDER, FILMS);
    }

    @Test
    void whatIsDoneIsKnownAfterARestartUntilTheFileChanges() throws IOException {
        open().done("photo.jpg", new Seen(10, 1), "completed", "photo.mp4");

        var later = open();

        assertThat(later.isDone("photo.jpg", new Seen(10, 1))).isTrue();
        assertThat(later.isDone("photo.jpg", new Seen(10, 2))).isFalse();
        assertThat(later.isDone("other.jpg", new Seen(10, 1))).isFalse();
        assertThat(later.sourceOf("photo.mp4")).contains("photo.jpg");
    }

    @Test
    void anotherFolderHasAnotherLog() {
        assertThat(WatchLog.placeOf(home, FOLDER, FILMS)).isNotEqualTo(WatchLog.placeOf(home, FILMS, FOLDER));
    }

    @Test
    void creditsCountForTheirDay() throws IOException {
        open().spent(DAY, 12.5);

        assertThat(open().spentOn(DAY)).isEqualTo(12.5);
        assertThat(open().spentOn(DAY.plusDays(1))).isZero();
    }

    @Test
    void aDamagedLogIsNamed() throws IOException {
        var place = Files.createDirectories(WatchLog.placeOf(home, FOLDER, FILMS));
        Files.writeString(place.resolve("done.json"), "{");

        assertThatThrownBy(this::open).hasMessageContaining(place.resolve("done.json") + " is damaged");
    }
}
