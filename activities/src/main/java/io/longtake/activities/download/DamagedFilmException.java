package io.longtake.activities.download;

import java.io.IOException;

/** Thrown for a downloaded file that is not a complete film. */
public final class DamagedFilmException extends IOException {
    private static final long serialVersionUID = 1L;

    DamagedFilmException(String what, Throwable cause) {
        super("The downloaded file is not a complete video: " + what + ".", cause);
    }
}
