package io.longtake.files.lock;

import io.longtake.files.durable.Durable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One at a time in a folder, among the threads of this process and among processes. */
public final class FolderLock {
    /** A file lock keeps other processes out; a second thread of this process would get an exception instead of waiting. */
    private static final Map<Path, Object> GATES = new ConcurrentHashMap<>();

    private FolderLock() {}

    /** What is done meanwhile. */
    public interface Work<T, E extends Exception> {
        T run() throws IOException, E;
    }

    /**
     * Waits for its turn, and does the work. The folder is made where it is missing; a file {@code lock} stays in it.
     *
     * @throws IOException also when the folder can't be made or locked
     */
    public static <T, E extends Exception> T alone(Path folder, Work<T, E> work) throws IOException, E {
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
