package io.longtake.activities.delivery;

import java.io.IOException;

/** Something stands under the path that may not be replaced; it was left as it is. */
public final class OutputTakenException extends IOException {
    private static final long serialVersionUID = 1L;

    OutputTakenException(String sentence) {
        super(sentence);
    }
}
