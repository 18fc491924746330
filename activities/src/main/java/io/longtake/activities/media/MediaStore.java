package io.longtake.activities.media;

import io.longtake.files.lock.FolderLock;
import io.longtake.workflows.media.MediaRef;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * Stores bytes under the hash of their content. Identical bytes are stored once; stored content is never changed. Safe for
 * concurrent use by several processes.
 */
public interface MediaStore {
    /** Stores the whole stream. */
    default MediaRef put(InputStream bytes, String name, String contentType) throws IOException {
        try (Arrival arrival = receive(bytes)) {
            return arrival.keep(name, contentType);
        }
    }

    default MediaRef put(byte[] bytes, String name, String contentType) throws IOException {
        return put(new ByteArrayInputStream(bytes), name, contentType);
    }

    /** Receives the whole stream into a temporary file, which can be inspected before it is kept. */
    Arrival receive(InputStream bytes) throws IOException;

    /** Moves a file into the store. The bytes are copied only if they have to be. */
    MediaRef adopt(Path file, String name, String contentType) throws IOException;

    /**
     * Returns a file to read the bytes from; it must not be written to. A store that is not on this machine fetches the content first.
     *
     * @throws MediaMissingException if the store does not have the complete content
     */
    Path path(MediaRef ref) throws IOException;

    /**
     * Checks that the store has the content, without fetching it.
     *
     * @throws MediaMissingException if the store does not have the complete content
     */
    void check(MediaRef ref) throws IOException;

    /** The stored content with this hash, even if it is incomplete. */
    Optional<Stored> find(String sha256) throws IOException;

    /**
     * Stored content.
     *
     * @param file its file on this machine, if it is in a folder
     * @param since when it was stored last
     */
    record Stored(Optional<Path> file, long bytes, Instant since) {}

    /** Removes the content permanently, and records that. */
    void remove(String sha256) throws IOException;

    /** Removes content that only the caller refers to, such as a part of a film; content that is already gone is ignored. */
    void discard(MediaRef ref) throws IOException;

    /** When {@link #remove} removed the content; empty if it was never removed, or was stored again since. */
    Optional<Instant> removed(String sha256) throws IOException;

    /**
     * Runs work while no other process of this home removes a film or records one as fetched. Processes of other homes are not
     * excluded; a store that several homes share keeps recently stored content instead ({@link #youngestRemovable}).
     */
    <T> T withLock(FolderLock.Work<T, IOException> work) throws IOException;

    /** Content that was stored later than this may be in use by a home that this one does not see, and must not be removed. */
    default Instant youngestRemovable() {
        return Instant.MAX;
    }
}
