package io.longtake.studio.film.render;

import io.longtake.media.MediaException;
import io.longtake.media.MediaException.Reason;
import java.io.IOException;
import java.nio.file.Path;

/** Adds the file's name to the error of a failed render, so that the user knows which of many files to replace. */
public final class FailedFile {
    private FailedFile() {}

    /** A step that processes one file. */
    public interface Step<T> {
        T run() throws IOException;
    }

    /** @throws IOException whose message names {@code file} */
    public static <T> T named(Path file, Step<T> step) throws IOException {
        try {
            return step.run();
        } catch (IOException e) {
            String name = String.valueOf(file.getFileName());
            String why = String.valueOf(e.getMessage());
            if (why.contains(name)) {
                throw e;
            }
            Reason reason = e instanceof MediaException media ? media.reason() : Reason.INTERNAL;
            throw new MediaException(reason, name + " can't be used: " + why, e);
        }
    }
}
