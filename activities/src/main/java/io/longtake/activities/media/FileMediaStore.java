package io.longtake.activities.media;

import io.longtake.files.digest.Sha256;
import io.longtake.files.durable.Durable;
import io.longtake.files.lock.FolderLock;
import io.longtake.workflows.media.MediaRef;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A media store in a folder: the content with the SHA-256 {@code abcdef…} is in the file {@code ab/cdef…}. Safe for concurrent use
 * by several processes.
 */
public final class FileMediaStore implements MediaStore {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private final Path root;

    public FileMediaStore(Path root) {
        this.root = root;
    }

    /** The media store of a home. */
    public static FileMediaStore ofHome(Path home) {
        return new FileMediaStore(home.resolve("media"));
    }

    @Override
    public MediaRef put(InputStream bytes, String name, String contentType) throws IOException {
        try (Arrival arrival = receive(bytes)) {
            return arrival.keep(name, contentType);
        }
    }

    /** Receives the whole stream into a temporary file, which can be inspected before it is kept. */
    public Arrival receive(InputStream bytes) throws IOException {
        Path part = part();
        try {
            MessageDigest digest = Sha256.digest();
            long size;
            try (OutputStream out = Files.newOutputStream(part)) {
                size = new DigestInputStream(bytes, digest).transferTo(out);
            }
            return new Arrival(part, HexFormat.of().formatHex(digest.digest()), size);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(part);
            throw e;
        }
    }

    /** Bytes received but not yet kept. Closing deletes them unless they were kept. */
    public final class Arrival implements AutoCloseable {
        private final Path file;
        private final String sha256;
        private final long bytes;

        private Arrival(Path file, String sha256, long bytes) {
            this.file = file;
            this.sha256 = sha256;
            this.bytes = bytes;
        }

        /** The temporary file; for reading only. */
        public Path file() {
            return file;
        }

        /** The SHA-256 in lower-case hexadecimal. */
        public String sha256() {
            return sha256;
        }

        public long bytes() {
            return bytes;
        }

        public MediaRef keep(String name, String contentType) throws IOException {
            return settle(file, sha256, bytes, name, contentType);
        }

        @Override
        public void close() throws IOException {
            Files.deleteIfExists(file);
        }
    }

    @Override
    public MediaRef adopt(Path file, String name, String contentType) throws IOException {
        String hash = Sha256.of(file);
        Files.createDirectories(root);
        if (!Files.getFileStore(file).equals(Files.getFileStore(root))) {
            try (InputStream in = Files.newInputStream(file)) {
                MediaRef ref = put(in, name, contentType);
                Files.delete(file);
                return ref;
            }
        }
        return settle(file, hash, Files.size(file), name, contentType);
    }

    @Override
    public Path path(MediaRef ref) throws IOException {
        Path file = place(ref.sha256());
        if (!Files.isRegularFile(file)) {
            throw new MediaMissingException(
                    ref, removed(ref.sha256()).isPresent() ? "was removed by `longtake prune`" : "is missing");
        }
        long size = Files.size(file);
        if (size != ref.bytes()) {
            throw new MediaMissingException(ref, "has " + size + " bytes instead of " + ref.bytes());
        }
        return file;
    }

    @Override
    public void check(MediaRef ref) throws IOException {
        path(ref);
    }

    @Override
    public void discard(MediaRef ref) throws IOException {
        Files.deleteIfExists(place(ref.sha256()));
    }

    /** Runs work under the lock of the store: meanwhile no process removes a film or records one as fetched. */
    public <T> T withLock(FolderLock.Work<T, IOException> work) throws IOException {
        return FolderLock.withLock(root, work);
    }

    /** The file with this content, even if it is incomplete. */
    public Optional<Path> file(String sha256) {
        return Optional.of(place(sha256)).filter(Files::isRegularFile);
    }

    /** Removes the content permanently, and records that. Other folders that hold a hard link to the file keep it. */
    public void remove(String sha256) throws IOException {
        Path removalRecord = removalRecord(sha256);
        Files.createDirectories(removalRecord.getParent());
        Durable.write(removalRecord, new byte[0]);
        Files.deleteIfExists(place(sha256));
        Durable.forceFolder(place(sha256));
    }

    /** When {@link #remove} removed the content; empty if it was never removed, or was stored again since. */
    public Optional<Instant> removed(String sha256) {
        try {
            return file(sha256).isPresent()
                    ? Optional.empty()
                    : Optional.of(
                            Files.getLastModifiedTime(removalRecord(sha256)).toInstant());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Sets the file's modification time, which records when the content was stored last. */
    private static void touch(Path file) {
        try {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
        } catch (IOException e) {
            // The file belongs to another user who shares the home. It can be used anyway.
        }
    }

    private Path removalRecord(String sha256) {
        place(sha256);
        return root.resolve("removed").resolve(sha256);
    }

    private MediaRef settle(Path complete, String hash, long size, String name, String contentType) throws IOException {
        Path place = place(hash);
        Files.createDirectories(place.getParent());
        if (Files.isRegularFile(place) && Files.size(place) == size) {
            Files.delete(complete);
            touch(place);
        } else {
            Durable.moveIntoPlace(complete, place);
        }
        Files.deleteIfExists(removalRecord(hash));
        return new MediaRef(hash, size, name, contentType);
    }

    private Path place(String hash) {
        if (!HASH.matcher(hash).matches()) {
            throw new IllegalArgumentException("\"" + hash + "\" is not a SHA-256.");
        }
        return root.resolve(hash.substring(0, 2)).resolve(hash.substring(2));
    }

    private Path part() throws IOException {
        Path incoming = root.resolve("incoming");
        Files.createDirectories(incoming);
        return incoming.resolve(UUID.randomUUID() + ".part");
    }
}
