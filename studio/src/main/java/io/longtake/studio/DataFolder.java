package io.longtake.studio;

import io.longtake.files.durable.Durable;
import io.longtake.studio.random.RandomValues;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * The studio's folder, locked while it is open.
 *
 * @param identity of the folder, constant over its whole life: distinguishes this studio from another program on the same port
 * @param adminKey the key for the ledger and the faults; stored in a file that only its owner can read
 */
record DataFolder(Path root, String identity, String adminKey, FileChannel lockFile) implements AutoCloseable {

    /** @throws IOException when another studio uses the folder, or a file operation fails */
    static DataFolder open(Path given) throws IOException {
        Path root = given.toAbsolutePath().normalize();
        Durable.createFolders(root);
        FileChannel lockFile =
                FileChannel.open(root.resolve("studio.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (!locked(lockFile)) {
                throw new IOException("another studio already uses " + root);
            }
            for (String part : new String[] {"media", "films", "work", "incoming"}) {
                Durable.createFolders(root.resolve(part));
            }
            sweep(root.resolve("incoming"));
            return new DataFolder(root, word(root.resolve("identity")), word(root.resolve("admin.key")), lockFile);
        } catch (IOException | RuntimeException e) {
            lockFile.close();
            throw e;
        }
    }

    private static boolean locked(FileChannel file) throws IOException {
        try {
            FileLock lock = file.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException sameProcess) {
            return false;
        }
    }

    /** Deletes what incomplete uploads left. */
    private static void sweep(Path incoming) throws IOException {
        try (Stream<Path> left = Files.walk(incoming)) {
            for (Path path : left.sorted(Comparator.reverseOrder()).toList()) {
                if (!path.equals(incoming)) {
                    Files.delete(path);
                }
            }
        }
    }

    /** The random value stored in this file; generated when the file does not exist. */
    private static String word(Path file) throws IOException {
        if (Files.exists(file) && Files.size(file) > 0) {
            return Files.readString(file).strip();
        }
        String word = RandomValues.word();
        Durable.write(file, word.getBytes(StandardCharsets.US_ASCII));
        return word;
    }

    Path media() {
        return root.resolve("media");
    }

    Path films() {
        return root.resolve("films");
    }

    Path work() {
        return root.resolve("work");
    }

    Path incoming() {
        return root.resolve("incoming");
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
    }
}
