package io.longtake.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.cli.environment.Environment;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatusOutputTest {
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private int columns = 20;

    private StatusOutput statusOutput() {
        return new StatusOutput(
                new PrintStream(shown, true, StandardCharsets.UTF_8), false, false, true, () -> columns);
    }

    private String shown() {
        return shown.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aLiveLineStaysWithinTheTerminal() {
        statusOutput().live("0:05 editing, 5 s: making it brighter");
        assertThat(shown()).isEqualTo("\r0:05 editing, 5 s:…");
        assertThat(TerminalWidth.of(shown().strip())).isEqualTo(19);
    }

    @Test
    void chineseCharactersHaveTwoColumns() {
        var statusOutput = statusOutput();
        statusOutput.live("0:05 正在为这张照片添加轻柔的钢琴音乐");
        assertThat(shown()).isEqualTo("\r0:05 正在为这张照…");
        statusOutput.live("好");
        // Erased by columns, not by characters.
        assertThat(shown()).endsWith("\r好" + " ".repeat(18 - 2));
    }

    @Test
    void aLineThatFitsIsUnchanged() {
        statusOutput().live("0:05 rendering, 50%");
        assertThat(shown()).isEqualTo("\r0:05 rendering, 50%");
    }

    @Test
    void theWidthIsQueriedForEachLine() {
        var statusOutput = statusOutput();
        columns = 8;
        statusOutput.live("0:05 rendering");
        assertThat(shown()).isEqualTo("\r0:05 r…");
    }

    @Test
    void textOfABackendDoesNotControlTheTerminal() {
        statusOutput().live("a\u001b[2Jb\nc");
        assertThat(shown()).isEqualTo("\ra␛[2Jb c");
    }

    @Test
    void theWidthIsReadFromColumnsUnlessItIsInvalid() {
        assertThat(width("60")).isEqualTo(60);
        assertThat(width("wide")).isPositive();
        assertThat(width("0")).isPositive();
    }

    private static int width(String named) {
        var nullOutput = new PrintStream(new ByteArrayOutputStream());
        return new TerminalWidth(new Environment(Map.of("COLUMNS", named), Path.of("/"), nullOutput, nullOutput, true))
                .getAsInt();
    }
}
