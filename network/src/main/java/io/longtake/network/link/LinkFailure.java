package io.longtake.network.link;

import java.io.IOException;

/** A link that gave no file. The message is one or more sentences for people; no query of an address stands in it. */
public final class LinkFailure extends IOException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** Why there is no file. */
    public enum Reason {
        /** No http or https address, or one that carries a password. */
        MALFORMED,
        /** It leads to this machine or into a private network. */
        ADDRESS_REFUSED,
        /** Nothing there (404). */
        NOT_FOUND,
        /** The server doesn't give the file to us: 401, 403, 410, 451 and other refusals; a certificate that isn't trusted. */
        REFUSED,
        /** More bytes than the limit. */
        TOO_LARGE,
        /** A web page, or nothing at all. */
        NOT_A_FILE,
        /** A setting of this machine stands in the way, such as a proxy's. */
        SETTING,
        /** The server or the network; later it may work. */
        TEMPORARY
    }

    LinkFailure(Reason reason, String sentence) {
        super(sentence);
        this.reason = reason;
    }

    LinkFailure(Reason reason, String sentence, Throwable cause) {
        super(sentence, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** Whether the same link may work later. */
    public boolean isTemporary() {
        return reason == Reason.TEMPORARY;
    }
}
