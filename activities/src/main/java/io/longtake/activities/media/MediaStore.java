package io.longtake.activities.media;

import io.longtake.workflows.media.MediaRef;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** Stores bytes under the hash of their content. Identical bytes are stored once; stored content is never changed. */
public interface MediaStore {
    /** Stores the whole stream. */
    MediaRef put(InputStream bytes, String name, String contentType) throws IOException;

    /** Moves a file into the store. The bytes are copied only if the file is on another file system. */
    MediaRef adopt(Path file, String name, String contentType) throws IOException;

    /**
     * Returns a file to read the bytes from; it must not be written to.
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

    /** Removes content that only the caller refers to, such as a part of a film; content that is already gone is ignored. */
    void discard(MediaRef ref) throws IOException;

    default MediaRef put(byte[] bytes, String name, String contentType) throws IOException {
        return put(new ByteArrayInputStream(bytes), name, contentType);
    }
}
