package io.longtake.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.longtake.cli.command.LongtakeCommand;
import io.longtake.cli.environment.Environment;
import io.longtake.cli.invocation.Invocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The command lines in {@code docs/from-other-tools.md} and {@code docs/scripts.md} have the syntax of the commands. */
class OtherToolsPageTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern LINE = Pattern.compile("`longtake ([^`]+)`|^longtake ([^#\\n]+)", Pattern.MULTILINE);
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

    @Test
    void everyLineIsACommandOfThisVersion() throws IOException {
        for (var page : List.of("docs/from-other-tools.md", "docs/scripts.md")) {
            var text = Files.readString(ROOT.resolve(page));
            var lines = LINE.matcher(text)
                    .results()
                    .map(line -> line.group(1) == null ? line.group(2) : line.group(1))
                    .map(line -> line.replaceFirst(" \\|.*", ""))
                    .toList();
            assertThat(lines).as(page).hasSizeGreaterThan(5);
            lines.forEach(line -> assertThatCode(
                            () -> LongtakeCommand.line(new Invocation(Environment.ofThisProcess(), Longtake.class))
                                    .parseArgs(words(line)))
                    .as("longtake %s", line)
                    .doesNotThrowAnyException());
        }
    }

    private static String[] words(String line) {
        return WORD.matcher(line)
                .results()
                .map(word ->
                        word.group(1) != null ? word.group(1) : word.group(2) != null ? word.group(2) : word.group(3))
                .toArray(String[]::new);
    }
}
