package io.longtake.cli.process;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Explains to the user, from the end of its log, why a process did not start. */
final class StartFailure {
    private static final int LINE_CHARACTERS = 300;
    private static final Pattern NAMELESS_USER = Pattern.compile("unknown userid (\\d+)");

    private StartFailure() {}

    /** Whether the log names a cause that would also prevent the next start. */
    static boolean isLasting(List<String> tail) {
        return tail.stream().anyMatch(line -> NAMELESS_USER.matcher(line).find());
    }

    /** Returns a known cause and its remedy; else the lines, each shortened to a maximum length. */
    static String told(List<String> tail) {
        var nameless = tail.stream()
                .map(NAMELESS_USER::matcher)
                .filter(java.util.regex.Matcher::find)
                .map(found -> found.group(1))
                .findFirst();
        return nameless.map(id -> "The user ID " + id + " has no entry in this system's user database (/etc/passwd),"
                        + " which the Temporal server needs. Add one, run as another user, or set TEMPORAL_ADDRESS to a"
                        + " running server.")
                .orElseGet(() -> "Its last lines:\n  "
                        + tail.stream().map(StartFailure::cut).collect(Collectors.joining("\n  ")));
    }

    private static String cut(String line) {
        return line.length() <= LINE_CHARACTERS ? line : line.substring(0, LINE_CHARACTERS) + "…";
    }
}
