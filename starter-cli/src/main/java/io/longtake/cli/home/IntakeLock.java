package io.longtake.cli.home;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Held by every command that has added files to the media store and has not queued them yet: no session refers to them, and none
 * of them may be removed. Any number of commands share the lock; {@code prune} holds it exclusively. It is released when the
 * process ends, for any reason.
 */
public final class IntakeLock implements AutoCloseable {
    /** The locks of this process. File locks belong to the process, so a locked file must not be opened a second time. */
    private static final Map<Path, Held> HELD = new HashMap<>();

    private final Path file;
    private boolean released;

    private static final class Held {
        private final FileChannel channel;
        private final boolean exclusive;
        private int holders = 1;

        Held(FileChannel channel, boolean exclusive) {
            this.channel = channel;
            this.exclusive = exclusive;
        }
    }

    private IntakeLock(Path file) {
        this.file = file;
    }

    /**
     * Acquires the shared lock; waits while {@code prune} removes files.
     *
     * @param whenWaiting called once if another command, of this or another process, removes files at this moment
     */
    public static IntakeLock shared(HomeFolder home, Runnable whenWaiting) throws IOException {
        synchronized (HELD) {
            var file = file(home);
            boolean waited = awaitShareable(file, whenWaiting);
            var held = HELD.get(file);
            if (held != null) {
                held.holders++;
            } else {
                open(file, false, waited ? () -> {} : whenWaiting);
            }
            return new IntakeLock(file);
        }
    }

    /**
     * Waits while a command of this process holds the lock exclusively.
     *
     * @return whether it had to wait
     */
    private static boolean awaitShareable(Path file, Runnable whenWaiting) throws IOException {
        boolean waited = false;
        for (var held = HELD.get(file); held != null && held.exclusive; held = HELD.get(file)) {
            if (!waited) {
                whenWaiting.run();
                waited = true;
            }
            try {
                HELD.wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                // As from waiting for another process.
                throw new FileLockInterruptionException();
            }
        }
        return waited;
    }

    /** Acquires the exclusive lock; empty if any process holds the lock. */
    public static Optional<IntakeLock> exclusive(HomeFolder home) throws IOException {
        synchronized (HELD) {
            var file = file(home);
            return HELD.containsKey(file) || !open(file, true, () -> {})
                    ? Optional.empty()
                    : Optional.of(new IntakeLock(file));
        }
    }

    private static Path file(HomeFolder home) {
        return home.runFolder().resolve("intake");
    }

    private static boolean open(Path file, boolean exclusive, Runnable whenWaiting) throws IOException {
        var channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        boolean locked = false;
        try {
            @Nullable FileLock lock = channel.tryLock(0, Long.MAX_VALUE, !exclusive);
            if (lock == null && !exclusive) {
                whenWaiting.run();
                lock = channel.lock(0, Long.MAX_VALUE, true);
            }
            locked = lock != null;
            if (locked) {
                HELD.put(file, new Held(channel, exclusive));
            }
            return locked;
        } finally {
            if (!locked) {
                channel.close();
            }
        }
    }

    @Override
    public void close() {
        synchronized (HELD) {
            var held = HELD.get(file);
            if (released || held == null) {
                return;
            }
            released = true;
            held.holders--;
            if (held.holders == 0) {
                HELD.remove(file);
                try {
                    held.channel.close();
                } catch (IOException e) {
                    // The lock is released when the process ends.
                }
                HELD.notifyAll();
            }
        }
    }
}
