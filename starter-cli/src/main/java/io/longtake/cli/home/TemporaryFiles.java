package io.longtake.cli.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** Files that killed processes leave in a folder of temporary files: unpacked libraries, fonts, partial responses. */
public final class TemporaryFiles {
    /** After this time no process opens the file by name; a loaded library stays loaded without its file. */
    private static final Duration KEPT = Duration.ofDays(1);

    private TemporaryFiles() {}

    /** Removes old files in the folder; keeps hidden files and subfolders. Files that can't be removed are kept. */
    public static void sweep(Path folder, Instant now) {
        try (var files = Files.newDirectoryStream(folder)) {
            for (var file : files) {
                if (isLeftOver(file, now)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            // The files take space until the next sweep.
        }
    }

    private static boolean isLeftOver(Path file, Instant now) throws IOException {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && !file.getFileName().toString().startsWith(".")
                && Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(KEPT));
    }
}
