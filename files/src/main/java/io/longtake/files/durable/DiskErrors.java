package io.longtake.files.durable;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;

/** Describes errors of reading and writing files. */
public final class DiskErrors {
    private DiskErrors() {}

    /** Returns in a few words, without a path, why a file can't be read or written. */
    public static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof FileAlreadyExistsException || e instanceof NotDirectoryException) {
            return "a file exists where a folder is needed";
        }
        if (e instanceof FileSystemException error) {
            return error.getReason() != null ? error.getReason().toLowerCase(Locale.ROOT) : withoutReason(error);
        }
        // The system's own words, for example "No space left on device" of a channel.
        String words = String.valueOf(e.getMessage());
        return words.isEmpty() ? words : words.substring(0, 1).toLowerCase(Locale.ROOT) + words.substring(1);
    }

    private static String withoutReason(FileSystemException e) {
        return e instanceof NoSuchFileException
                ? "no such file or folder"
                : e.getClass().getSimpleName().replace("Exception", "");
    }
}
