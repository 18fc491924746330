package io.longtake.activities.media;

import java.io.IOException;

/**
 * A failure of a store that is not on this machine. The message is a clause or sentence without a full stop that names the store and what
 * to do.
 */
public final class StoreException extends IOException {
    private static final long serialVersionUID = 1L;

    private final boolean temporary;

    /** @param temporary whether the same request may succeed later without a change of settings or permissions */
    public StoreException(String message, boolean temporary, Throwable cause) {
        super(message, cause);
        this.temporary = temporary;
    }

    public boolean temporary() {
        return temporary;
    }
}
