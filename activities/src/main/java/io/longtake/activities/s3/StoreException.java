package io.longtake.activities.s3;

import java.io.IOException;

/** A failure of the object store. The message is a clause or sentence without a full stop that names the bucket and what to do. */
public final class StoreException extends IOException {
    private static final long serialVersionUID = 1L;

    private final boolean temporary;

    StoreException(String message, boolean temporary, Throwable cause) {
        super(message, cause);
        this.temporary = temporary;
    }

    /** Whether the same request may succeed later without a change of settings or permissions. */
    public boolean temporary() {
        return temporary;
    }
}
