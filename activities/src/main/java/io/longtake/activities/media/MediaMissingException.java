package io.longtake.activities.media;

import io.longtake.workflows.media.MediaRef;
import java.io.IOException;

/** Thrown if the store does not have the bytes that a reference names, or not all of them. */
public final class MediaMissingException extends IOException {
    private static final long serialVersionUID = 1L;

    /** @param what a clause with the stored copy as its subject */
    public MediaMissingException(MediaRef ref, String what) {
        super("The stored copy of '" + ref.name() + "' " + what + ".");
    }
}
