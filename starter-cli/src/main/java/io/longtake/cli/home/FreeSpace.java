package io.longtake.cli.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Room on the home's disk. On a full disk nothing is lost: server and studio refuse what they can't write and it is tried
 * again; but from outside that looks like standing still, so the person has to be told.
 */
public final class FreeSpace {
    /** Below this the server's own writes begin to fail; room for its log and a few chunks of a film, in bytes. */
    private static final long FULL_BELOW_BYTES = 50_000_000;

    private boolean told;

    /**
     * What to say now: once for each time the disk fills up.
     *
     * @param freeBytes as {@link #bytes(Path)} tells
     */
    public Optional<String> complaint(Path home, long freeBytes) {
        boolean full = freeBytes < FULL_BELOW_BYTES;
        boolean news = full && !told;
        told = full;
        return news
                ? Optional.of(
                        "The disk of " + home + " has only " + freeBytes / 1_000_000
                                + " MB left. Nothing is lost: what can't be written waits, and goes on by itself when there is room.")
                : Optional.empty();
    }

    /** Bytes that can still be written to the folder's disk. */
    public static long bytes(Path folder) throws IOException {
        return Files.getFileStore(folder).getUsableSpace();
    }
}
