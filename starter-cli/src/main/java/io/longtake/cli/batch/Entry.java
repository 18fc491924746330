package io.longtake.cli.batch;

import java.util.Optional;

/**
 * A row as written in the manifest, before the check. A missing value is empty.
 *
 * @param line in the manifest, from 1; for a folder, the position in the list of its files
 * @param unreadable why the line could not be read as a row
 */
public record Entry(int line, String file, String prompt, String output, String ratio, Optional<String> unreadable) {
    static Entry broken(int line, String reason) {
        return new Entry(line, "", "", "", "", Optional.of(reason));
    }
}
