package io.longtake.cli.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/**
 * Messages on stderr while a command works. On a terminal the last line may be a live line that is redrawn in place.
 * Otherwise only whole lines are written, so that logs stay readable.
 */
public final class StatusOutput {
    private final PrintStream err;
    private final boolean quiet;
    private final boolean verbose;
    private final boolean live;
    private final IntSupplier columns;
    private Optional<Consumer<String>> log = Optional.empty();
    /** In columns. */
    private int liveLength;

    /** @param columns returns the terminal's current width */
    public StatusOutput(PrintStream err, boolean quiet, boolean verbose, boolean terminal, IntSupplier columns) {
        this.err = err;
        this.quiet = quiet;
        this.verbose = verbose;
        this.live = terminal && !quiet;
        this.columns = columns;
    }

    /** Passes lines to a log from now on, for services whose stderr contains log entries only. */
    public synchronized void writeTo(Consumer<String> entries) {
        log = Optional.of(entries);
    }

    /** Whether {@link #live} has an effect. */
    public boolean hasLiveLine() {
        return live;
    }

    public boolean verbose() {
        return verbose;
    }

    /** Prints a line unless quiet. */
    public synchronized void info(String line) {
        if (!quiet) {
            print(line);
        }
    }

    /** Prints a line if verbose. */
    public synchronized void detail(String line) {
        if (verbose) {
            print(line);
        }
    }

    /** Prints a line even if quiet, for failures. */
    public synchronized void always(String line) {
        print(line);
    }

    /**
     * Redraws the live line; does nothing without a terminal. The line is cut to the terminal's width, because a
     * wrapped line can't be erased. The last column stays empty, because some terminals wrap when it is written.
     */
    public synchronized void live(String line) {
        if (!live) {
            return;
        }
        var shown = TerminalWidth.cut(Printable.line(line.replaceAll("\\s+", " ")), columns.getAsInt() - 1);
        int length = TerminalWidth.of(shown);
        err.print("\r" + shown + " ".repeat(Math.max(0, liveLength - length)));
        err.flush();
        liveLength = length;
    }

    /** Rings the terminal's bell; does nothing without a terminal. */
    public synchronized void bell() {
        if (live) {
            err.print('\u0007');
            err.flush();
        }
    }

    /** Erases the live line before other output, which may go to the same terminal. */
    public synchronized void endLive() {
        if (liveLength > 0) {
            err.print("\r" + " ".repeat(liveLength) + "\r");
            err.flush();
            liveLength = 0;
        }
    }

    /** Copies the output of another program until it ends. */
    public void passThrough(InputStream output) {
        try (output) {
            output.transferTo(err);
            err.flush();
        } catch (IOException e) {
            // The program has ended; the rest of its output is lost.
        }
    }

    private void print(String line) {
        endLive();
        if (log.isPresent()) {
            log.get().accept(line);
            return;
        }
        err.println(Printable.text(line));
        err.flush();
    }
}
