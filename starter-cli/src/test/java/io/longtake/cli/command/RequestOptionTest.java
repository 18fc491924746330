package io.longtake.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.cli.CommandRun;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestOptionTest {
    @TempDir
    Path folder;

    private CommandRun edit(String... options) {
        var command = new String[3 + options.length];
        command[0] = "edit";
        command[1] = "calm";
        command[2] = "brighter";
        System.arraycopy(options, 0, command, 3, options.length);
        return CommandRun.in(folder, command);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "-x", "ä", "a/b", "..", "a\nb"})
    void anInvalidIdIsRefusedBeforeAnythingIsStarted(String id) {
        var run = edit("--request-id=" + id);
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("is not a valid request ID");
    }

    @Test
    void anIdThatIsTooLongIsRefusedWithItsLength() {
        var run = edit("--request-id", "x".repeat(129));
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("129 characters; the limit is 128");
    }

    @Test
    void againAndAnIdCannotBeCombined() {
        var run = edit("--again", "--request-id", "order-7");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("--again", "--request-id");
    }
}
