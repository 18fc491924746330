package io.longtake.cli.temporal;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The version of Temporal's server, such as {@code 1.29.1}. */
record ServerVersion(String text) implements Comparable<ServerVersion> {
    /** One built by Go's tools says nothing of its own version; the server in it has one. */
    private static final Pattern SERVER = Pattern.compile("\\(Server v?(\\d[^\\s,)]*)");

    /** What {@code temporal --version} says: {@code temporal version 1.5.1 (Server 1.29.1, UI 2.42.1)}. */
    static Optional<ServerVersion> told(String output) {
        Matcher found = SERVER.matcher(output);
        return found.find() ? Optional.of(new ServerVersion(found.group(1))) : Optional.empty();
    }

    /** By their numbers; what follows them does not count. */
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
