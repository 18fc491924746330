package io.longtake.cli.batch;

import java.nio.file.Path;

/** A row after the check. */
public sealed interface Row {
    /** The place among the rows, the first is 1. */
    int number();

    /** The file as it was named. */
    String file();

    /**
     * A film to make.
     *
     * @param prompt with the ratio said in words
     * @param output absolute
     * @param session the row's own; the same file, wish and output always have the same one
     */
    record Wish(int number, String file, Path source, String prompt, Path output, String session) implements Row {}

    /** A row that can't be done; {@code reason} names the line, the value and what is wrong with it. */
    record Refused(int number, String file, String reason) implements Row {}
}
