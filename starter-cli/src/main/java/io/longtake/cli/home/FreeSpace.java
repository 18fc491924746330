package io.longtake.cli.home;

import io.longtake.files.disk.Disks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Free space on the home's disk. A full disk loses no data: server and studio refuse what they can't write, and the writes are
 * retried. But the user only sees that nothing progresses, so a message is needed.
 */
public final class FreeSpace {
    /** Below this, in bytes, the server's own writes begin to fail; leaves room for its log and a few chunks of a film. */
    private static final long FULL_BELOW_BYTES = 50_000_000;

    private boolean told;

    /**
     * A message for the user, once each time the disk fills up.
     *
     * @param freeBytes as returned by {@link #bytes(Path)}
     */
    public Optional<String> warning(Path home, long freeBytes) {
        boolean full = freeBytes < FULL_BELOW_BYTES;
        boolean becameFull = full && !told;
        told = full;
        return becameFull
                ? Optional.of("The disk of " + home + " has only " + freeBytes / 1_000_000
                        + " MB left. Nothing is lost: failed writes are retried and succeed when there is free"
                        + " space.")
                : Optional.empty();
    }

    /** The free space on the folder's disk, in bytes. */
    public static long bytes(Path folder) throws IOException {
        return Disks.system().freeBytes(folder);
    }
}
