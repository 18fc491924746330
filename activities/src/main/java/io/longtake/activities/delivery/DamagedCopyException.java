package io.longtake.activities.delivery;

import java.io.IOException;

/**
 * Thrown if the copy made for a path is not the film. Nothing was written to the path. The stored film may be damaged too, so
 * copying it again may not help.
 */
public final class DamagedCopyException extends IOException {
    private static final long serialVersionUID = 1L;

    DamagedCopyException(String sentence) {
        super(sentence);
    }
}
