package io.longtake.activities.credential;

import java.io.IOException;

/** A sealed token that this installation can't open: another home's key, a changed text, or another account's seal. */
public final class InvalidSealException extends IOException {
    private static final long serialVersionUID = 1L;

    InvalidSealException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
