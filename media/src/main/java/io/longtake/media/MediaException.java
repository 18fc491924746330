package io.longtake.media;

import java.io.IOException;

/** A file that can't be used, or a step that failed on it. The message is a sentence that names the file. */
public final class MediaException extends IOException {
    private final Reason reason;

    public enum Reason {
        /** Not one of the formats that are read here, or not what its name says. */
        UNSUPPORTED,
        /** The right format, but cut off or damaged. */
        DAMAGED,
        /** More pixels, bytes or seconds than are allowed. */
        TOO_LARGE,
        /** Took more time or memory than a file may. */
        TOO_EXPENSIVE,
        /** Not the file's fault: the encoder, a filter or the disk refused. */
        INTERNAL
    }

    public MediaException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public MediaException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
