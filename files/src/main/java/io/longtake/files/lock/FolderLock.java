package io.longtake.files.lock;

import io.longtake.files.durable.Durable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Exclusive access to a folder, among the threads of this process and among processes. */
public final class FolderLock {
    /**
     * A file lock excludes other processes only; a second thread of this process would get an exception instead of
     * waiting.
     */
    private static final Map<Path, Object> GATES = new ConcurrentHashMap<>();

    private FolderLock() {}

    /** A lock that is held until it is closed. */
    public static final class Held implements AutoCloseable {
        private final FileChannel channel;
        private final FileLock lock;

        private Held(FileChannel channel, FileLock lock) {
            this.channel = channel;
            this.lock = lock;
        }

        public boolean isHeld() {
            return lock.isValid();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    /**
     * Takes the lock if nobody has it. Creates the folder if it is missing.
     *
     * @return empty if another process or another part of this one has the lock
     */
    public static Optional<Held> attempt(Path folder) throws IOException {
        Durable.createFolders(folder);
        FileChannel channel =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return Optional.of(new Held(channel, lock));
            }
        } catch (OverlappingFileLockException e) {
            // This process has it.
        }
        channel.close();
        return Optional.empty();
    }

    /** The work to do while the lock is held. */
    public interface Work<T, E extends Exception> {
        T run() throws IOException, E;
    }

    /**
     * Waits for the lock and does the work. Creates the folder if it is missing; a file {@code lock} remains in it.
     *
     * @throws IOException also if the folder can't be created or locked
     */
    public static <T, E extends Exception> T withLock(Path folder, Work<T, E> work) throws IOException, E {
        Durable.createFolders(folder);
        synchronized (GATES.computeIfAbsent(folder.toRealPath(), any -> new Object())) {
            try (FileChannel channel = FileChannel.open(
                            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                assert lock.isValid();
                return work.run();
            }
        }
    }
}
