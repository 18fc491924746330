package io.longtake.activities.media;

import io.longtake.workflows.media.MediaRef;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** Keeps bytes under the hash of their content. The same bytes are kept once; nothing is ever changed. */
public interface MediaStore {
    /** Takes everything the stream holds. */
    MediaRef put(InputStream bytes, String name, String contentType) throws IOException;

    /** Takes over a file, which is gone afterwards; no copy is made where it can be helped. */
    MediaRef adopt(Path file, String name, String contentType) throws IOException;

    /**
     * A file to read the bytes from; not to be written.
     *
     * @throws MediaMissingException if the store doesn't have them whole
     */
    Path path(MediaRef ref) throws IOException;

    default MediaRef put(byte[] bytes, String name, String contentType) throws IOException {
        return put(new ByteArrayInputStream(bytes), name, contentType);
    }
}
