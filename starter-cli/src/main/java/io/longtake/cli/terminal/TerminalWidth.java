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

/** How many columns a terminal has, and how many of them a text takes. */
public final class TerminalWidth implements IntSupplier {
    private static final int USUAL = 80;

    /** Windows change their size while a command works; asking costs a child process. */
    private static final Duration ASKED_EVERY = Duration.ofSeconds(1);

    private final Environment surroundings;
    private int columns = USUAL;
    private long asked;
    private boolean known;

    public TerminalWidth(Environment surroundings) {
        this.surroundings = surroundings;
    }

    /** {@code COLUMNS}, else what the terminal says, else 80. */
    @Override
    public synchronized int getAsInt() {
        long now = System.nanoTime();
        if (!known || Duration.ofNanos(now - asked).compareTo(ASKED_EVERY) > 0) {
            known = true;
            asked = now;
            columns = named().orElseGet(() -> told().orElse(USUAL));
        }
        return columns;
    }

    private OptionalInt named() {
        return surroundings.variable("COLUMNS").map(TerminalWidth::columns).orElseGet(OptionalInt::empty);
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
            // No terminal, or a system without the program.
            return OptionalInt.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalInt.empty();
        }
    }

    /** A terminal that says 0 does not know. */
    private static OptionalInt columns(String number) {
        return number.matches("[1-9]\\d{0,4}") ? OptionalInt.of(Integer.parseInt(number)) : OptionalInt.empty();
    }

    /** How many columns the text takes: Chinese characters two, combining marks none. */
    static int of(String text) {
        return text.codePoints().map(TerminalWidth::of).sum();
    }

    private static int of(int character) {
        return Math.max(0, WCWidth.wcwidth(character));
    }

    /** The text, or as much of its beginning as fits with a sign that there is more. */
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
