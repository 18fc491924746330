package io.longtake.media.structure;

import io.longtake.media.MediaException;
import io.longtake.media.MediaException.Reason;
import java.nio.file.Path;

/**
 * Reports that a file violates the structure of its format. The message is a predicate, such as "is cut off", that
 * follows a file name.
 */
public final class StructureException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    StructureException(Reason reason, String predicate) {
        super(predicate);
        this.reason = reason;
    }

    static StructureException damaged(String predicate) {
        return new StructureException(Reason.DAMAGED, predicate);
    }

    static StructureException unsupported(String predicate) {
        return new StructureException(Reason.UNSUPPORTED, predicate);
    }

    static StructureException cutOff() {
        return cutOff("is cut off: its end is missing");
    }

    static StructureException cutOff(String predicate) {
        return new StructureException(Reason.CUT_OFF, predicate);
    }

    /** @param part the fraction that is present, from 0 to 1 */
    public static StructureException cutOff(double part) {
        long percent = Math.round(100 * Math.max(0, Math.min(0.99, part)));
        return new StructureException(Reason.CUT_OFF, "is cut off: about " + percent + " % of it is present");
    }

    public MediaException of(Path file) {
        return new MediaException(reason, file.getFileName() + " " + getMessage(), this);
    }
}
