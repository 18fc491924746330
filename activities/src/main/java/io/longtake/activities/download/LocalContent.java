package io.longtake.activities.download;

import java.io.IOException;
import java.nio.file.Path;

/** Content that is on this machine already. */
@FunctionalInterface
public interface LocalContent {
    /** Nothing is. */
    LocalContent NONE = (sha256, path) -> false;

    /**
     * Gives the content a name. What has the name afterwards was read and has that hash; it may be shared with others, so nothing may
     * ever write to it.
     *
     * @param sha256 what a server calls the content: 64 lower-case hexadecimal digits, to be believed in nothing else
     * @param path where nothing is
     * @return false where the content isn't here, or can't be had this way; nothing is at the path then
     */
    boolean place(String sha256, Path path) throws IOException;
}
