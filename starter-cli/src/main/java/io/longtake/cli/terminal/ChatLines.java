package io.longtake.cli.terminal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.jline.terminal.TerminalBuilder;

/** The source of chat lines. */
public interface ChatLines extends AutoCloseable {
    /** @return the next message, usually a line; one that ends with a backslash continues on the next. Empty at the end */
    Optional<String> next();

    /** Whether a user at a terminal sees a prompt. */
    boolean interactive();

    /**
     * Makes Ctrl-C interrupt this thread instead of ending the process until the watch is closed. Only applies to a
     * terminal.
     */
    Watch onInterrupt(Thread thread);

    @Override
    void close();

    /** Restores the usual effect of Ctrl-C when closed. */
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }

    /** Opens standard input: a terminal with editing, completion and history, or a pipe read line by line. */
    static ChatLines open(Path history) {
        try {
            var terminal = TerminalBuilder.builder().system(true).dumb(false).build();
            return new TypedLines(terminal, history);
        } catch (IOException | IllegalStateException e) {
            // Standard input is not a terminal.
            return new PipedLines(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)));
        }
    }
}
