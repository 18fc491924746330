package io.longtake.activities.session;

import java.io.IOException;

/** A photo that can't be made into one that backends take. */
final class UnusablePhotoException extends IOException {
    private static final long serialVersionUID = 1L;

    UnusablePhotoException(String name, IOException cause) {
        super("\"" + name + "\" can't be used: " + cause.getMessage(), cause);
    }
}
