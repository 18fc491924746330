package io.longtake.cli.terminal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.jline.terminal.TerminalBuilder;

/** Where the lines of a talk come from. */
public interface ChatLines extends AutoCloseable {
    /** @return empty at the end */
    Optional<String> next();

    /** Whether somebody sits there and sees a prompt. */
    boolean interactive();

    /** Until the watch is closed, Ctrl-C interrupts that thread instead of ending the process, where lines are typed. */
    Watch onInterrupt(Thread thread);

    @Override
    void close();

    /** Gives Ctrl-C back its usual meaning. */
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }

    /** From the terminal, with editing, completion and history; from a pipe as they are. */
    static ChatLines open(Path history) {
        try {
            var terminal = TerminalBuilder.builder().system(true).dumb(false).build();
            return new TypedLines(terminal, history);
        } catch (IOException | IllegalStateException e) {
            // No terminal on stdin.
            return new PipedLines(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)));
        }
    }
}
