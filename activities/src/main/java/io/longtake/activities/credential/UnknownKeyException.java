package io.longtake.activities.credential;

import java.io.IOException;
import java.nio.file.Path;

/** Thrown if this installation does not have the key that encrypted something. */
public final class UnknownKeyException extends IOException {
    private static final long serialVersionUID = 1L;

    private UnknownKeyException(String sentences) {
        super(sentences);
    }

    static UnknownKeyException missing(Path file) {
        return new UnknownKeyException("Restore " + file + ".");
    }

    static UnknownKeyException another(Path file) {
        return new UnknownKeyException(
                file + " is another key: use the home that encrypted it, or restore that file from a backup.");
    }

    static UnknownKeyException malformed() {
        return new UnknownKeyException("Longtake did not create a key of this name.");
    }

    /** What the user can do, as a sentence. */
    public String advice() {
        return String.valueOf(getMessage());
    }
}
