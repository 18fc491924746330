package io.longtake.cli.reference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A file of the repository that is generated from the code. Each build compares it, and
 * {@code mvn -Pwrite-reference -pl starter-cli -am} writes it.
 *
 * @param path relative to the root of the repository
 */
record ReferenceFile(String path) {
    static final Path ROOT = Path.of("..");
    private static final boolean WRITE = Boolean.getBoolean("reference.write");

    /**
     * Writes the file, or checks that it has the expected content.
     *
     * @throws AssertionError naming the first line that differs, and the command that writes the file
     */
    void is(String text) {
        if (WRITE) {
            write(text);
        } else {
            difference(text).ifPresent(sentence -> {
                throw new AssertionError(sentence);
            });
        }
    }

    /** Writes a file that is not compared, such as a picture derived from one that is. */
    void alongside(String text) {
        if (WRITE) {
            write(text);
        }
    }

    private void write(String text) {
        try {
            Files.createDirectories(ROOT.resolve(path).getParent());
            Files.writeString(ROOT.resolve(path), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the first line that differs from the text and how to fix it; empty if the file matches. */
    Optional<String> difference(String text) {
        var actual = read();
        if (actual.equals(text)) {
            return Optional.empty();
        }
        var before = actual.lines().toList();
        var after = text.lines().toList();
        int line = 0;
        while (line < before.size() && line < after.size() && before.get(line).equals(after.get(line))) {
            line++;
        }
        return Optional.of(path + " is not what the code says. Line " + (line + 1) + "\n  in the file:    "
                + at(before, line) + "\n  by the code:    " + at(after, line)
                + "\nTo write it anew: mvn -Pwrite-reference -pl starter-cli -am; then read what changed: git diff "
                + path);
    }

    private String read() {
        try {
            return Files.exists(ROOT.resolve(path)) ? Files.readString(ROOT.resolve(path)) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String at(List<String> lines, int index) {
        return index < lines.size() ? lines.get(index) : "(the end)";
    }
}
