package io.longtake.cli.batch;

import java.util.Optional;

/**
 * A row as somebody wrote it, before anyone has judged it. What was left out is empty.
 *
 * @param line in the manifest, the first is 1; of a folder: the place in the list of its files
 * @param unreadable why the line could not even be read as a row
 */
public record Entry(int line, String file, String prompt, String output, String ratio, Optional<String> unreadable) {
    static Entry broken(int line, String reason) {
        return new Entry(line, "", "", "", "", Optional.of(reason));
    }
}
