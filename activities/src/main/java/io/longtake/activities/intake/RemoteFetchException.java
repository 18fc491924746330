package io.longtake.activities.intake;

import java.io.IOException;

/** A URL that gave no usable file; the message is a sentence for people. */
public final class RemoteFetchException extends IOException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** What stood in the way. */
    public enum Reason {
        /** Nothing there (404, 410). */
        NOT_FOUND,
        /** It leads into a network that isn't public. */
        ADDRESS_REFUSED,
        /** More bytes than allowed. */
        TOO_LARGE,
        /** A web page, or another thing that is no medium. */
        NO_MEDIUM,
        /** The server or the network; later it may work. */
        TEMPORARY
    }

    RemoteFetchException(Reason reason, String sentence) {
        super(sentence);
        this.reason = reason;
    }

    RemoteFetchException(Reason reason, String sentence, Throwable cause) {
        super(sentence, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
