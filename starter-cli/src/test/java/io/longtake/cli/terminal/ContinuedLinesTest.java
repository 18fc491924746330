package io.longtake.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContinuedLinesTest {
    @Test
    void aLineThatEndsWithABackslashContinues() {
        assertThat(messages("make it 8 seconds, \\\nwith soft piano\\\n and rain\nexport"))
                .containsExactly("make it 8 seconds, \nwith soft piano\n and rain", "export");
    }

    @Test
    void twoBackslashesEndALineWithOne() {
        assertThat(messages("add the title a\\\\\nexport")).containsExactly("add the title a\\", "export");
    }

    @Test
    void theEndOfTheInputEndsTheMessage() {
        assertThat(messages("make it calm\\")).containsExactly("make it calm\n");
        assertThat(messages("")).isEmpty();
    }

    private static List<String> messages(String input) {
        var found = new ArrayList<String>();
        var lines = new PipedLines(new BufferedReader(new StringReader(input)));
        for (var message = lines.next(); message.isPresent(); message = lines.next()) {
            found.add(message.get());
        }
        return found;
    }
}
