package io.longtake.cli.terminal;

import java.io.PrintStream;

/**
 * What a command says while it works: lines on stderr. On a terminal the last line may be a live one, redrawn in place;
 * elsewhere only whole lines appear, so that a log stays a log.
 */
public final class Talk {
    private final PrintStream err;
    private final boolean quiet;
    private final boolean verbose;
    private final boolean live;
    private int liveLength;

    public Talk(PrintStream err, boolean quiet, boolean verbose, boolean terminal) {
        this.err = err;
        this.quiet = quiet;
        this.verbose = verbose;
        this.live = terminal && !quiet;
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

    /** Redraws the live line; nothing where there is no terminal. */
    public synchronized void live(String line) {
        if (!live) {
            return;
        }
        err.print("\r" + line + " ".repeat(Math.max(0, liveLength - line.length())));
        err.flush();
        liveLength = line.length();
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
        err.println(line);
        err.flush();
    }
}
