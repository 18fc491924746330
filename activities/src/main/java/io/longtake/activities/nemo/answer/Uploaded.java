package io.longtake.activities.nemo.answer;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The backend's response to an upload.
 *
 * @param appliedToState whether the backend says that the session's state already shows the files; empty if it does not say
 */
public record Uploaded(List<Entry> files, Optional<Boolean> appliedToState) {
    public Uploaded {
        files = List.copyOf(files);
    }

    /**
     * One file at the backend.
     *
     * @param durationSeconds as the backend reports it
     */
    public record Entry(
            String filename,
            Optional<String> fileType,
            Optional<String> cdnUrl,
            OptionalDouble durationSeconds,
            OptionalInt width,
            OptionalInt height,
            OptionalDouble fps,
            Optional<String> hash) {}
}
