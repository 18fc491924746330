package io.longtake.media;

import java.io.IOException;
import java.nio.file.Path;

/** A file that can't be used, or a step that failed on it. The message is a sentence that names the file. */
public final class MediaException extends IOException {
    private final Reason reason;

    public enum Reason {
        /** Not one of the formats that are read here, or not what its name says. */
        UNSUPPORTED,
        /** The right format, but its end is missing. */
        CUT_OFF,
        /** The right format, but damaged; perhaps cut off, where that can't be told. */
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

    /**
     * The sentence without the name at its beginning, for a file that a person knows by another name: "is damaged".
     *
     * @param file the one that was read
     */
    public String predicate(Path file) {
        String name = String.valueOf(file.getFileName());
        String sentence = String.valueOf(getMessage());
        return sentence.startsWith(name + " ")
                ? sentence.substring(name.length() + 1).replace(name, "it")
                : "can't be used: " + sentence.replace(name, "it");
    }

    public Reason reason() {
        return reason;
    }
}
