package io.longtake.cli.outcome;

import io.longtake.files.durable.DiskErrors;
import java.io.IOException;

/** Describes file errors for the user. */
public final class FileErrors {
    private FileErrors() {}

    /** Returns in a few words why a file can't be read or written. */
    public static String reason(IOException e) {
        return DiskErrors.reason(e);
    }
}
