package io.longtake.cli.terminal;

import io.longtake.cli.environment.ChildEnvironment;
import io.longtake.cli.environment.Environment;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.jline.utils.WCWidth;

/** Determines the width of a terminal and of texts, in columns. */
public final class TerminalWidth implements IntSupplier {
    private static final int USUAL = 80;

    /**
     * The minimum time between two queries: a window may be resized while a command runs, but each query starts a child
     * process.
     */
    private static final Duration QUERY_INTERVAL = Duration.ofSeconds(1);

    private final Environment environment;
    private int columns = USUAL;
    private long asked;
    private boolean known;

    public TerminalWidth(Environment environment) {
        this.environment = environment;
    }

    /** Returns {@code COLUMNS}, else the width that the terminal reports, else 80. */
    @Override
    public synchronized int getAsInt() {
        long now = System.nanoTime();
        if (!known || Duration.ofNanos(now - asked).compareTo(QUERY_INTERVAL) > 0) {
            known = true;
            asked = now;
            columns = named().orElseGet(() -> told().orElse(USUAL));
        }
        return columns;
    }

    private OptionalInt named() {
        return environment.variable("COLUMNS").map(TerminalWidth::columns).orElseGet(OptionalInt::empty);
    }

    private static OptionalInt told() {
        try {
            var asking = ChildEnvironment.of("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!asking.waitFor(1, TimeUnit.SECONDS)) {
                asking.destroyForcibly();
                return OptionalInt.empty();
            }
            var rowsAndColumns = new String(asking.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                    .strip()
                    .split(" ", 2);
            return rowsAndColumns.length == 2 ? columns(rowsAndColumns[1]) : OptionalInt.empty();
        } catch (IOException e) {
            // There is no terminal, or the system lacks the program.
            return OptionalInt.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalInt.empty();
        }
    }

    /** A terminal that reports 0 does not know its width. */
    private static OptionalInt columns(String number) {
        return number.matches("[1-9]\\d{0,4}") ? OptionalInt.of(Integer.parseInt(number)) : OptionalInt.empty();
    }

    /** Returns the width of a text in columns: Chinese characters have two, combining marks none. */
    static int of(String text) {
        return text.codePoints().map(TerminalWidth::of).sum();
    }

    private static int of(int character) {
        return Math.max(0, WCWidth.wcwidth(character));
    }

    /** Returns the text, cut with an ellipsis if it is too wide. */
    static String cut(String text, int columns) {
        if (of(text) <= columns) {
            return text;
        }
        int end = 0;
        int width = 1;
        while (end < text.length()) {
            int character = text.codePointAt(end);
            width += of(character);
            if (width > columns) {
                break;
            }
            end += Character.charCount(character);
        }
        return columns < 1 ? "" : text.substring(0, end) + "…";
    }
}
