package io.longtake.activities.nemo.http;

import java.nio.file.Path;

/**
 * A file to upload to the backend.
 *
 * @param name the name that the backend shows to users; not a path
 * @param contentType such as {@code image/jpeg}
 */
public record UploadFile(String name, String contentType, Path file) {
    public UploadFile {
        if (name.isBlank() || name.contains("/") || name.contains("\\")) {
            throw new IllegalArgumentException("'" + name + "' is not a file name.");
        }
    }
}
