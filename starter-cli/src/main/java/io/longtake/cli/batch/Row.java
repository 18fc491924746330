package io.longtake.cli.batch;

import io.longtake.cli.media.IntakeResult.Checked;
import io.longtake.cli.media.Refusal;
import java.nio.file.Path;

/** A row after the check. */
public sealed interface Row {
    /** The position among the rows, from 1. */
    int number();

    /** The file as it was named. */
    String file();

    /** The source of a row's image or clip. */
    sealed interface Source {
        /** A file on this machine whose content was checked. */
        record OnDisk(Checked file) implements Source {}

        /** A URL; its content is fetched and checked when the row starts, and only if the film does not exist yet. */
        record OnTheWeb(String url) implements Source {}

        record Unusable(Refusal refusal) implements Source {}
    }

    /**
     * A film to make.
     *
     * @param prompt includes the ratio in words
     * @param output absolute
     * @param session the row's own; the same file, prompt and output always have the same session
     */
    record Wish(int number, String file, Source source, String prompt, Path output, String session) implements Row {
        /** The same row at another position. */
        public Wish numbered(int position) {
            return new Wish(position, file, source, prompt, output, session);
        }
    }

    /** A row that can't be made; {@code reason} names the line, the value and the error. */
    record Refused(int number, String file, Fault fault, String reason) implements Row {}

    /** The kind of error in a row. */
    enum Fault {
        /** Its file can't be used. */
        FILE,
        /** Its file can't be used at the moment, but may be usable later. */
        NOT_NOW,
        /** It requests something invalid. */
        WISH,
        /** Its output is an existing file that may not be replaced. */
        OUTPUT,
        /** An earlier row requests the same film. */
        REPEATED
    }
}
