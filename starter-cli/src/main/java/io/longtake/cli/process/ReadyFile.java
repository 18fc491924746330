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
 * Where a worker tells the commands of its home that it takes work: a file with its process id, touched for as long as it is
 * well. A process that is stopped or hangs keeps its id, but touches nothing.
 */
public final class ReadyFile {
    public static final Duration TOUCHED_EVERY = Duration.ofSeconds(5);

    /** Six touches missed. A machine that slept or was busy is given as long again before anything is ended. */
    static final Duration STALE_AFTER = Duration.ofSeconds(30);

    private final Path file;

    public ReadyFile(HomeFolder home) {
        this.file = home.runFolder().resolve("worker.ready");
    }

    /** Says that work is being taken; whole or not at all. */
    public void announce(long pid) throws IOException {
        var next = file.resolveSibling("worker.ready." + pid);
        Files.writeString(next, pid + "\n");
        // A machine that went down has taken the worker along.
        Durable.moveUnsynced(next, file);
    }

    /** Says that all is still well. Another worker's file is left alone, one that was lost is written again. */
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

    /** Whether the last touch is long ago; or in the future, after the clock was set back. */
    boolean isStale(Instant now) {
        try {
            var touched = Files.getLastModifiedTime(file).toInstant();
            return Duration.between(touched, now).abs().compareTo(STALE_AFTER) > 0;
        } catch (NoSuchFileException e) {
            return true;
        } catch (IOException e) {
            // A file that can't be looked at says nothing against the worker.
            return false;
        }
    }

    public void remove() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // What stays is taken for what it is: another process's, or stale.
        }
    }
}
