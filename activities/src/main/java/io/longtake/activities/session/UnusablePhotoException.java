package io.longtake.activities.session;

import io.longtake.media.MediaException;
import java.io.IOException;
import java.nio.file.Path;

/** Thrown for a photo that can't be converted to a format that backends accept. */
final class UnusablePhotoException extends IOException {
    private static final long serialVersionUID = 1L;

    /** @param stored the copy that was read; its name is meaningless to the user */
    UnusablePhotoException(String name, Path stored, IOException cause) {
        super(
                "'" + name + "' "
                        + (cause instanceof MediaException refusal
                                ? refusal.predicate(stored)
                                : "can't be converted: " + cause.getMessage())
                        + ".",
                cause);
    }
}
