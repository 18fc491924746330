package io.longtake.cli.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFilesTest {
    @TempDir
    Path folder;

    @Test
    void filesOlderThanADayAreRemoved() throws IOException {
        var now = Instant.now();
        var old = at(Files.writeString(folder.resolve("sqlite-1.so"), "x"), now.minus(Duration.ofHours(25)));
        var young = at(Files.writeString(folder.resolve("sqlite-2.so"), "x"), now.minus(Duration.ofHours(23)));
        var hidden = at(Files.writeString(folder.resolve(".lock"), "x"), now.minus(Duration.ofDays(9)));
        var cache = at(Files.createDirectory(folder.resolve("ffmpeg.jar")), now.minus(Duration.ofDays(9)));
        TemporaryFiles.sweep(folder, now);
        assertThat(old).doesNotExist();
        assertThat(young).exists();
        assertThat(hidden).exists();
        assertThat(cache).exists();
        TemporaryFiles.sweep(folder.resolve("missing"), now);
    }

    private static Path at(Path file, Instant time) throws IOException {
        return Files.setLastModifiedTime(file, FileTime.from(time));
    }
}
