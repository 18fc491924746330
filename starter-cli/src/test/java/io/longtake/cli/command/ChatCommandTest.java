package io.longtake.cli.command;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.terminal.ChatLines;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChatCommandTest {
    @Test
    void jsonIsRefusedAtATerminal() {
        assertThatThrownBy(() -> ChatCommand.checkReader(true, lines(true)))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("Pipe the messages");
        ChatCommand.checkReader(true, lines(false));
        ChatCommand.checkReader(false, lines(true));
    }

    private static ChatLines lines(boolean typed) {
        return new ChatLines() {
            @Override
            public Optional<String> next() {
                return Optional.empty();
            }

            @Override
            public boolean interactive() {
                return typed;
            }

            @Override
            public Watch onInterrupt(Thread thread) {
                return () -> {};
            }

            @Override
            public void close() {}
        };
    }
}
