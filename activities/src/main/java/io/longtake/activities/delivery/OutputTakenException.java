package io.longtake.activities.delivery;

import java.io.IOException;

/** Thrown if something that may not be replaced is at the path; it was left unchanged. */
public final class OutputTakenException extends IOException {
    private static final long serialVersionUID = 1L;

    OutputTakenException(String sentence) {
        super(sentence);
    }
}
