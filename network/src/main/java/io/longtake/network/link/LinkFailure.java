package io.longtake.network.link;

import java.io.IOException;

/**
 * A link that could not be fetched. The message is one or more sentences for the user; it never contains the query of a
 * URL.
 */
public final class LinkFailure extends IOException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** Why the fetch failed. */
    public enum Reason {
        /** Not an http or https URL, or a URL with a password. */
        MALFORMED,
        /** The URL leads to this machine or into a private network. */
        ADDRESS_REFUSED,
        /** The server has no such file (404). */
        NOT_FOUND,
        /** The server refuses access: 401, 403, 410, 451 and other refusals; also a certificate that is not trusted. */
        REFUSED,
        /** The file exceeds the size limit. */
        TOO_LARGE,
        /** A web page or an empty file. */
        NOT_A_FILE,
        /** A setting of this machine prevents the fetch, such as that of a proxy. */
        SETTING,
        /** A failure of the server or the network; a later attempt may succeed. */
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

    /** Returns whether the same link may work later. */
    public boolean isTemporary() {
        return reason == Reason.TEMPORARY;
    }
}
