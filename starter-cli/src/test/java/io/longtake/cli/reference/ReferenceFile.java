package io.longtake.cli.reference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A file of the repository that is made from the code: compared with it in each build, and written with
 * {@code mvn -Pwrite-reference -pl starter-cli -am}.
 *
 * @param path relative to the root of the repository
 */
record ReferenceFile(String path) {
    private static final Path ROOT = Path.of("..");
    private static final boolean WRITE = Boolean.getBoolean("reference.write");

    /**
     * Writes the file, or looks whether it says what it should.
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

    /** Writes what is not compared, such as a picture of something that is. */
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

    /** The first line in which the file is not this text, and what to do about it; empty where it is. */
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
