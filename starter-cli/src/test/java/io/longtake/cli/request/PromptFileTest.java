package io.longtake.cli.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromptFileTest {
    @TempDir
    Path folder;

    @Test
    void aPromptIsReadWithItsLinesAndWithoutAByteOrderMark() throws IOException {
        var file = Files.writeString(folder.resolve("prompt.txt"), "\uFEFFcalm,\n做成 30 秒\n");

        assertThat(PromptFile.read(file)).isEqualTo("calm,\n做成 30 秒\n");
    }

    @Test
    void aFileThatIsAbsentTooLongOrNoTextIsRefusedByName() throws IOException {
        refused(folder.resolve("absent.txt"), ExitCode.NOT_FOUND, "does not exist");
        refused(folder, ExitCode.USAGE, "is a folder");
        refused(Files.write(folder.resolve("latin"), new byte[] {'a', (byte) 0xe9}), ExitCode.USAGE, "not valid UTF-8");
        refused(Files.writeString(folder.resolve("long"), "x".repeat(32_004)), ExitCode.USAGE, "8000 characters");
    }

    private static void refused(Path file, ExitCode code, String words) {
        assertThatThrownBy(() -> PromptFile.read(file))
                .isInstanceOfSatisfying(CommandFailure.class, failure -> assertThat(failure.exitCode())
                        .isEqualTo(code))
                .hasMessageContaining(file.toString())
                .hasMessageContaining(words);
    }
}
