package io.longtake.cli.temporal;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The version of a Temporal server, such as {@code 1.29.1}. */
record ServerVersion(String text) implements Comparable<ServerVersion> {
    /** A program built with Go's tools does not report its own version, but reports that of its server. */
    private static final Pattern SERVER = Pattern.compile("\\(Server v?(\\d[^\\s,)]*)");

    /** Parses the output of {@code temporal --version}: {@code temporal version 1.5.1 (Server 1.29.1, UI 2.42.1)}. */
    static Optional<ServerVersion> told(String output) {
        Matcher found = SERVER.matcher(output);
        return found.find() ? Optional.of(new ServerVersion(found.group(1))) : Optional.empty();
    }

    /** Compares the numbers; suffixes are ignored. */
    @Override
    public int compareTo(ServerVersion other) {
        return Arrays.compare(numbers(), other.numbers());
    }

    private int[] numbers() {
        return Pattern.compile("\\D+")
                .splitAsStream(text.replaceFirst("[^0-9.].*", ""))
                .filter(part -> !part.isEmpty())
                .mapToInt(Integer::parseInt)
                .toArray();
    }

    @Override
    public String toString() {
        return text;
    }
}
