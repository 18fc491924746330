package io.longtake.cli.intent;

import io.longtake.cli.media.FileLookup;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Files that were dropped on a terminal. Terminals type their absolute paths: with backslashes or quotation marks as a shell reads
 * them, or as {@code file:} addresses.
 */
public final class DroppedFiles {
    private DroppedFiles() {}

    /** @return the paths, if the message consists only of existing files with absolute paths; otherwise empty */
    public static Optional<List<String>> in(String message) {
        var whole = path(message.strip());
        if (whole.isPresent()) {
            return whole.map(List::of);
        }
        var words = words(message);
        var files = words.stream().flatMap(word -> path(word).stream()).toList();
        return files.isEmpty() || files.size() < words.size() ? Optional.empty() : Optional.of(files);
    }

    private static Optional<String> path(String word) {
        try {
            return Optional.of(FileLookup.ofAddress(word).orElseGet(() -> Path.of(word)))
                    .filter(Path::isAbsolute)
                    .filter(Files::isRegularFile)
                    .map(Path::toString);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** The words of a message, as a shell separates them; a quotation mark that is not closed belongs to the word. */
    private static List<String> words(String message) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        for (int at = 0; at < message.length(); at++) {
            char next = message.charAt(at);
            int end = next == '\'' || next == '"' ? message.indexOf(next, at + 1) : -1;
            if (end > 0) {
                word.append(message, at + 1, end);
                at = end;
            } else if (next == '\\' && at + 1 < message.length()) {
                word.append(message.charAt(++at));
            } else if (Character.isWhitespace(next)) {
                add(word, words);
            } else {
                word.append(next);
            }
        }
        add(word, words);
        return words;
    }

    private static void add(StringBuilder word, List<String> words) {
        if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
        }
    }
}
