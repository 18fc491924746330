package io.longtake.activities.media;

import io.longtake.files.digest.Sha256;
import io.longtake.files.disk.Disks;
import io.longtake.files.durable.Durable;
import io.longtake.files.lock.FolderLock;
import io.longtake.workflows.media.MediaRef;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A media store in a folder: the content with the SHA-256 {@code abcdef…} is in the file {@code ab/cdef…}. Safe for concurrent use
 * by several processes.
 */
public final class FileMediaStore implements MediaStore {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final int FOLDER_NAME_LENGTH = 2;
    static final int FILE_NAME_LENGTH = 62;

    private final Path root;

    public FileMediaStore(Path root) {
        this.root = root;
    }

    /** The media store of a home. */
    public static FileMediaStore ofHome(Path home) {
        return new FileMediaStore(home.resolve("media"));
    }

    @Override
    public Arrival receive(InputStream bytes) throws IOException {
        return Arrival.in(root.resolve("incoming"), bytes, this::settle);
    }

    @Override
    public MediaRef adopt(Path file, String name, String contentType) throws IOException {
        String hash = Sha256.of(file);
        Files.createDirectories(root);
        if (!Disks.system().isSame(file, root)) {
            try (InputStream in = Files.newInputStream(file)) {
                MediaRef ref = put(in, name, contentType);
                Files.delete(file);
                return ref;
            }
        }
        return settle(file, new MediaRef(hash, Files.size(file), name, contentType));
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
    public <T> T withLock(FolderLock.Work<T, IOException> work) throws IOException {
        return FolderLock.withLock(root, work);
    }

    @Override
    public void check(MediaRef ref) throws IOException {
        path(ref);
    }

    @Override
    public Optional<Stored> find(String sha256) throws IOException {
        Path file = place(sha256);
        try {
            return Files.isRegularFile(file)
                    ? Optional.of(new Stored(
                            Optional.of(file),
                            Files.size(file),
                            Files.getLastModifiedTime(file).toInstant()))
                    : Optional.empty();
        } catch (NoSuchFileException goneMeanwhile) {
            return Optional.empty();
        }
    }

    /** Other folders that hold a hard link to the file keep it. */
    @Override
    public void remove(String sha256) throws IOException {
        Path removalRecord = removalRecord(sha256);
        Files.createDirectories(removalRecord.getParent());
        Durable.write(removalRecord, new byte[0]);
        Files.deleteIfExists(place(sha256));
        Durable.forceFolder(place(sha256));
    }

    @Override
    public void discard(MediaRef ref) throws IOException {
        Files.deleteIfExists(place(ref.sha256()));
    }

    @Override
    public Optional<Instant> removed(String sha256) {
        try {
            return Files.isRegularFile(place(sha256))
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

    private MediaRef settle(Path complete, MediaRef ref) throws IOException {
        Path place = place(ref.sha256());
        Files.createDirectories(place.getParent());
        if (Files.isRegularFile(place) && Files.size(place) == ref.bytes()) {
            Files.delete(complete);
            touch(place);
        } else {
            Durable.moveIntoPlace(complete, place);
        }
        Files.deleteIfExists(removalRecord(ref.sha256()));
        return ref;
    }

    private Path place(String hash) {
        return place(root, hash);
    }

    static Path place(Path root, String hash) {
        if (!HASH.matcher(hash).matches()) {
            throw new IllegalArgumentException("\"" + hash + "\" is not a SHA-256.");
        }
        return root.resolve(hash.substring(0, FOLDER_NAME_LENGTH)).resolve(hash.substring(FOLDER_NAME_LENGTH));
    }
}
