package io.longtake.cli.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReferenceFileTest {
    private static final String PAGE = "docs/reference/exit-codes.md";

    @Test
    void aFileThatDiffersIsNamedWithTheLineAndTheCommandThatWritesIt() {
        assertThat(new ReferenceFile(PAGE).difference("# Exit codes\nnone\n").orElseThrow())
                .startsWith(PAGE + " is not what the code says. Line 2\n")
                .contains("by the code:    none\n", "mvn -Pwrite-reference -pl starter-cli -am", "git diff " + PAGE);
    }

    @Test
    void aFileThatIsMissingDiffers() {
        assertThat(new ReferenceFile("docs/reference/nothing.md")
                        .difference("text\n")
                        .orElseThrow())
                .contains("in the file:    (the end)\n", "by the code:    text\n");
    }

    @Test
    void aFileThatSaysTheSameDoesNotDiffer() throws IOException {
        var text = Files.readString(Path.of("..", PAGE));
        assertThat(new ReferenceFile(PAGE).difference(text)).isEmpty();
    }
}
