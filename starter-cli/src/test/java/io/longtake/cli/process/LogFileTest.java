package io.longtake.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {
    @TempDir
    Path folder;

    @Test
    void aLogThatIsTooLargeIsTruncatedWhileItIsOpen() throws IOException {
        var log = new LogFile(folder.resolve("a.log"));
        try (var writer = Files.newOutputStream(log.path(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            writer.write(new byte[(int) LogFile.LIMIT_BYTES + 1]);
            log.bound();
            writer.write("after\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        assertThat(log.path()).hasContent("after");
        assertThat(folder.resolve("a.log.1")).hasSize(LogFile.LIMIT_BYTES + 1);
    }

    @Test
    void theTailOfAMissingLogIsEmpty() {
        assertThat(new LogFile(folder.resolve("none")).tail(5)).isEmpty();
    }

    @Test
    void theTailHasTheLastLines() throws IOException {
        Files.writeString(folder.resolve("b.log"), "1\n2\n3\n");
        assertThat(new LogFile(folder.resolve("b.log")).tail(2)).containsExactly("2", "3");
    }
}
