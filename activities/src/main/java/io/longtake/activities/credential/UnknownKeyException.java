package io.longtake.activities.credential;

import java.io.IOException;

/** Thrown if this installation does not have the key that encrypted something. */
public final class UnknownKeyException extends IOException {
    private static final long serialVersionUID = 1L;

    private UnknownKeyException(String sentences) {
        super(sentences);
    }

    static UnknownKeyException missing(String place) {
        return new UnknownKeyException("Restore " + place + ".");
    }

    static UnknownKeyException another(String place) {
        return new UnknownKeyException("There is a different key in " + place
                + ". Use the home that has the right one, or restore that key from a backup.");
    }

    static UnknownKeyException malformed() {
        return new UnknownKeyException("Longtake did not create a key of this name.");
    }

    /** What the user can do, as a sentence. */
    public String advice() {
        return String.valueOf(getMessage());
    }
}
