package io.longtake.cli.batch;

import java.util.Locale;
import java.util.Optional;

/**
 * A row as written in the manifest, before the check. A missing value is empty.
 *
 * @param unreadable why it could not be read as a row
 */
public record Entry(Place place, String file, String prompt, String output, String ratio, Optional<String> unreadable) {
    static Entry broken(Place place, String reason) {
        return new Entry(place, "", "", "", "", Optional.of(reason));
    }

    /**
     * Where the user finds it: the line of a text, or the position in an array or a folder, which have no lines.
     *
     * @param unit {@code line} or {@code row}
     * @param number from 1
     */
    record Place(String unit, int number) {
        static Place line(int number) {
            return new Place("line", number);
        }

        static Place row(int number) {
            return new Place("row", number);
        }

        /** Returns the place at the start of a sentence. */
        String title() {
            return unit.substring(0, 1).toUpperCase(Locale.ROOT) + unit.substring(1) + " " + number;
        }

        @Override
        public String toString() {
            return unit + " " + number;
        }
    }
}
