package io.longtake.cli.event;

import io.longtake.cli.outcome.CommandFailure;
import java.util.ArrayList;
import java.util.List;

/**
 * A program and its arguments in one line. Spaces and tabs separate the words; within '…' or "…" they belong to the word. No other
 * character has a meaning: no shell reads the line.
 */
final class ProgramLine {
    private ProgramLine() {}

    /** @throws CommandFailure exit 2, if there is no word or a quotation mark is not closed */
    static List<String> words(String line) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        boolean open = false;
        for (int at = 0; at < line.length(); at++) {
            char next = line.charAt(at);
            if (next == '\'' || next == '"') {
                int end = line.indexOf(next, at + 1);
                if (end < 0) {
                    throw CommandFailure.usage(
                            "--on-done: the quotation mark " + next + " in " + line + " is not closed.");
                }
                word.append(line, at + 1, end);
                open = true;
                at = end;
            } else if (Character.isWhitespace(next)) {
                if (open) {
                    words.add(word.toString());
                }
                word.setLength(0);
                open = false;
            } else {
                word.append(next);
                open = true;
            }
        }
        if (open) {
            words.add(word.toString());
        }
        if (words.isEmpty() || words.get(0).isEmpty()) {
            throw CommandFailure.usage("--on-done needs the name of a program; '" + line + "' contains none.");
        }
        return List.copyOf(words);
    }
}
