package io.longtake.cli.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** What killed processes leave in a folder of temporary files: unpacked libraries, fonts, half an answer. */
public final class TemporaryFiles {
    /** No process keeps one by its name for that long; a library that is loaded stays so without its file. */
    private static final Duration KEPT = Duration.ofDays(1);

    private TemporaryFiles() {}

    /** Removes old files that lie directly in the folder; hidden ones and folders stay. Trouble with one leaves it there. */
    public static void sweep(Path folder, Instant now) {
        try (var files = Files.newDirectoryStream(folder)) {
            for (var file : files) {
                if (isLeftOver(file, now)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            // It takes room until the next time.
        }
    }

    private static boolean isLeftOver(Path file, Instant now) throws IOException {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && !file.getFileName().toString().startsWith(".")
                && Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(KEPT));
    }
}
