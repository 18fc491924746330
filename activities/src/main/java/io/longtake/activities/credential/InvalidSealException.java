package io.longtake.activities.credential;

import java.io.IOException;

/**
 * Thrown for a sealed token that this installation can't open: it was sealed with the key of another home, was modified, or belongs
 * to another account.
 */
public final class InvalidSealException extends IOException {
    private static final long serialVersionUID = 1L;

    InvalidSealException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
