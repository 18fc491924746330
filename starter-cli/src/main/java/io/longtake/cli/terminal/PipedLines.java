package io.longtake.cli.terminal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Reads one message per line. */
final class PipedLines implements ChatLines {
    private final BufferedReader in;

    PipedLines(BufferedReader in) {
        this.in = in;
    }

    @Override
    public Optional<String> next() {
        return ContinuedLines.message(continued -> line());
    }

    private Optional<String> line() {
        try {
            return Optional.ofNullable(in.readLine());
        } catch (IOException e) {
            throw new UncheckedIOException("can't read the messages", e);
        }
    }

    @Override
    public boolean interactive() {
        return false;
    }

    @Override
    public Watch onInterrupt(Thread thread) {
        return () -> {};
    }

    @Override
    public void close() {
        // The process owns standard input.
    }
}
