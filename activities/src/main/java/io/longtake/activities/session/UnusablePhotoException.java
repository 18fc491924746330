package io.longtake.activities.session;

import io.longtake.media.MediaException;
import java.io.IOException;
import java.nio.file.Path;

/** A photo that can't be made into one that backends take. */
final class UnusablePhotoException extends IOException {
    private static final long serialVersionUID = 1L;

    /** @param stored the copy that was read, under a name nobody knows */
    UnusablePhotoException(String name, Path stored, IOException cause) {
        super(
                "\"" + name + "\" "
                        + (cause instanceof MediaException refusal
                                ? refusal.predicate(stored)
                                : "can't be converted: " + cause.getMessage())
                        + ".",
                cause);
    }
}
