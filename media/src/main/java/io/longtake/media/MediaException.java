package io.longtake.media;

import java.io.IOException;
import java.nio.file.Path;

/** Reports that a file can't be used or that a step failed on it. The message is a sentence that names the file. */
public final class MediaException extends IOException {
    private final Reason reason;

    public enum Reason {
        /** The format is not supported, or does not match the file's name. */
        UNSUPPORTED,
        /** The format is supported, but the end of the file is missing. */
        CUT_OFF,
        /** The format is supported, but the file is damaged; also used where truncation can't be told from damage. */
        DAMAGED,
        /** The file exceeds a limit on pixels, bytes or seconds. */
        TOO_LARGE,
        /** Reading the file exceeded the limit on time or memory for one file. */
        TOO_EXPENSIVE,
        /** The file is not the cause: the encoder, a filter or the disk reported an error. */
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
     * Returns the message without the file name at its beginning, such as "is damaged". For callers that show the file
     * under another name.
     *
     * @param file the file that was read
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
