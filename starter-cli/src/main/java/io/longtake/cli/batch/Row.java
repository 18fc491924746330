package io.longtake.cli.batch;

import io.longtake.cli.media.IntakeResult.Checked;
import io.longtake.cli.media.Refusal;
import java.nio.file.Path;

/** A row after the check. */
public sealed interface Row {
    /** The place among the rows, the first is 1. */
    int number();

    /** The file as it was named. */
    String file();

    /** Where a row's picture or clip comes from. */
    sealed interface Source {
        /** A file of this machine, whose content was checked. */
        record OnDisk(Checked file) implements Source {}

        /** An address; what it leads to is fetched and checked when the row's turn comes, and only if it is not made yet. */
        record OnTheWeb(String url) implements Source {}

        record Unusable(Refusal refusal) implements Source {}
    }

    /**
     * A film to make.
     *
     * @param prompt with the ratio said in words
     * @param output absolute
     * @param session the row's own; the same file, wish and output always have the same one
     */
    record Wish(int number, String file, Source source, String prompt, Path output, String session) implements Row {}

    /** A row that can't be done; {@code reason} names the line, the value and what is wrong with it. */
    record Refused(int number, String file, Fault fault, String reason) implements Row {}

    /** What is wrong with a row. */
    enum Fault {
        /** Its file can't be used. */
        FILE,
        /** Its file can't be used at this moment, and perhaps soon. */
        NOT_NOW,
        /** It asks for something that can't be. */
        WISH,
        /** Its output is a file that may not be replaced. */
        OUTPUT,
        /** An earlier row asks for the very same film. */
        REPEATED
    }
}
