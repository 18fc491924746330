package io.longtake.activities.download;

import java.io.IOException;
import java.nio.file.Path;

/** Content that is already on this machine. */
@FunctionalInterface
public interface LocalContent {
    /** No content is available locally. */
    LocalContent NONE = (sha256, path) -> false;

    /**
     * Makes the content available at a path. On success, the content was read and its hash verified. The file may be shared with
     * other paths, so it must never be written to.
     *
     * @param sha256 the hash of the content as a server reports it, 64 lower-case hexadecimal digits; must be verified
     * @param path a path where nothing exists
     * @return false if the content is not on this machine or can't be made available; then nothing exists at the path
     */
    boolean place(String sha256, Path path) throws IOException;
}
