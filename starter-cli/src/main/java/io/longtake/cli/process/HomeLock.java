package io.longtake.cli.process;

import io.longtake.cli.home.HomeFolder;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** Ensures that only one command at a time starts or stops the processes of a home. */
final class HomeLock implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private final FileChannel channel;

    private HomeLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Waits for the lock. The lock is released if its holder dies.
     *
     * @param whenWaiting called once if another command holds the lock for more than 3 s
     * @throws CommandFailure exit 75, if the lock is not free within the time limit
     */
    static HomeLock acquire(HomeFolder home, Runnable whenWaiting) {
        long start = System.nanoTime();
        boolean said = false;
        try {
            var channel = FileChannel.open(
                    home.runFolder().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            while (!tryLock(channel)) {
                var waited = Duration.ofNanos(System.nanoTime() - start);
                if (waited.compareTo(LIMIT) > 0) {
                    channel.close();
                    throw CommandFailure.temporary("Another command has been starting or stopping the processes of "
                            + home + " for more than " + LIMIT.toMinutes() + " minutes. Check: longtake ps");
                }
                if (!said && waited.compareTo(Duration.ofSeconds(3)) > 0) {
                    said = true;
                    whenWaiting.run();
                }
                Thread.sleep(50);
            }
            return new HomeLock(channel);
        } catch (IOException e) {
            throw CommandFailure.of(
                    "HomeUnusable", "The home " + home + " can't be locked: " + e.getMessage() + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(
                    ExitCode.INTERRUPTED, "Interrupted", "Interrupted while waiting for " + home + ".");
        }
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            // Another thread of this process holds the lock.
            return false;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // The lock is released when the process ends.
        }
    }
}
