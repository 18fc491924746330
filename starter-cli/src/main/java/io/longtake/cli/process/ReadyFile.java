package io.longtake.cli.process;

import io.longtake.cli.home.HomeFolder;
import io.longtake.files.durable.Durable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;

/**
 * The file with which a worker reports that it accepts work. It contains the worker's process ID and is touched as long
 * as the worker is live. A paused or hanging process keeps its ID but does not touch the file.
 */
public final class ReadyFile {
    public static final Duration TOUCH_INTERVAL = Duration.ofSeconds(5);

    /** Six missed touches. After a suspend or under load, the same time is granted again before a process is ended. */
    static final Duration STALE_AFTER = Duration.ofSeconds(30);

    private final Path file;

    public ReadyFile(HomeFolder home) {
        this.file = home.runFolder().resolve("worker.ready");
    }

    /** Reports that the worker accepts work. The file is written atomically. */
    public void announce(long pid) throws IOException {
        var next = file.resolveSibling("worker.ready." + pid);
        Files.writeString(next, pid + "\n");
        // Not synced, because the worker does not survive a crash of the machine either.
        Durable.moveUnsynced(next, file);
    }

    /** Reports that the worker is live. A file of another worker is left unchanged; a missing file is written again. */
    public void touch(long pid, Instant now) throws IOException {
        if (isOf(pid)) {
            Files.setLastModifiedTime(file, FileTime.from(now));
        } else if (Files.notExists(file)) {
            announce(pid);
        }
    }

    public boolean isOf(long pid) {
        try {
            return Files.readString(file).strip().equals(Long.toString(pid));
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether the last touch is too long ago, or too far in the future after the clock was set back. */
    boolean isStale(Instant now) {
        try {
            var touched = Files.getLastModifiedTime(file).toInstant();
            return Duration.between(touched, now).abs().compareTo(STALE_AFTER) > 0;
        } catch (NoSuchFileException e) {
            return true;
        } catch (IOException e) {
            // An unreadable file does not prove that the worker is stale.
            return false;
        }
    }

    public void remove() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // A file that remains counts as stale or as another process's.
        }
    }
}
