package io.longtake.cli.terminal;

import java.util.Optional;

/** A message of several lines: a line that ends with a backslash continues on the next one. Two backslashes end a line with one. */
final class ContinuedLines {
    private ContinuedLines() {}

    /** Where the lines come from. */
    interface Source {
        /**
         * @param continued whether the line continues a message
         * @return the next line; empty at the end
         */
        Optional<String> line(boolean continued);
    }

    /** @return the next message, its lines separated by {@code \n}; empty at the end */
    static Optional<String> message(Source source) {
        var message = new StringBuilder();
        var line = source.line(false);
        if (line.isEmpty()) {
            return Optional.empty();
        }
        while (line.isPresent() && continues(line.get())) {
            message.append(withoutLast(line.get())).append('\n');
            line = source.line(true);
        }
        line.map(last -> last.endsWith("\\\\") ? withoutLast(last) : last).ifPresent(message::append);
        return Optional.of(message.toString());
    }

    private static boolean continues(String line) {
        return line.endsWith("\\") && !line.endsWith("\\\\");
    }

    private static String withoutLast(String line) {
        return line.substring(0, line.length() - 1);
    }
}
