package io.longtake.cli.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReferenceFileTest {
    private static final String PAGE = "docs/reference/exit-codes.md";

    @Test
    void a_file_that_differs_is_named_with_the_line_and_the_command_that_writes_it() {
        assertThat(new ReferenceFile(PAGE).difference("# Exit codes\nnone\n").orElseThrow())
                .startsWith(PAGE + " is not what the code says. Line 2\n")
                .contains("by the code:    none\n", "mvn -Pwrite-reference -pl starter-cli -am", "git diff " + PAGE);
    }

    @Test
    void a_file_that_is_missing_differs() {
        assertThat(new ReferenceFile("docs/reference/nothing.md")
                        .difference("text\n")
                        .orElseThrow())
                .contains("in the file:    (the end)\n", "by the code:    text\n");
    }

    @Test
    void a_file_that_says_the_same_does_not_differ() throws IOException {
        var text = Files.readString(Path.of("..", PAGE));
        assertThat(new ReferenceFile(PAGE).difference(text)).isEmpty();
    }
}
