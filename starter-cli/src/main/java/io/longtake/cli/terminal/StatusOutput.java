package io.longtake.cli.terminal;

import java.io.PrintStream;
import java.util.function.IntSupplier;

/**
 * What a command says while it works: lines on stderr. On a terminal the last line may be a live one, redrawn in place;
 * elsewhere only whole lines appear, so that a log stays a log.
 */
public final class StatusOutput {
    private final PrintStream err;
    private final boolean quiet;
    private final boolean verbose;
    private final boolean live;
    private final IntSupplier columns;
    /** In columns. */
    private int liveLength;

    /** @param columns how many there are on the terminal, now */
    public StatusOutput(PrintStream err, boolean quiet, boolean verbose, boolean terminal, IntSupplier columns) {
        this.err = err;
        this.quiet = quiet;
        this.verbose = verbose;
        this.live = terminal && !quiet;
        this.columns = columns;
    }

    /** Whether {@link #live} draws. */
    public boolean hasLiveLine() {
        return live;
    }

    public boolean verbose() {
        return verbose;
    }

    /** A line for everybody who has not asked for quiet. */
    public synchronized void say(String line) {
        if (!quiet) {
            print(line);
        }
    }

    /** A line for those who want to know more. */
    public synchronized void detail(String line) {
        if (verbose) {
            print(line);
        }
    }

    /** A line that is said even to those who asked for quiet: failures. */
    public synchronized void always(String line) {
        print(line);
    }

    /**
     * Redraws the live line; nothing where there is no terminal. Cut to the terminal's width: a line that goes over the edge
     * can't be taken back. The last column stays free, as some terminals go on to the next line with it.
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

    /** Takes the live line away, for what is printed next, perhaps elsewhere on the same terminal. */
    public synchronized void endLive() {
        if (liveLength > 0) {
            err.print("\r" + " ".repeat(liveLength) + "\r");
            err.flush();
            liveLength = 0;
        }
    }

    private void print(String line) {
        endLive();
        err.println(Printable.text(line));
        err.flush();
    }
}
