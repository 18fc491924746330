package io.longtake.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StartFailureTest {
    @Test
    void aUserWithoutAnEntryGetsARemedy() {
        var line = "{\"level\":\"ERROR\",\"error\":\"error detecting resource: user: unknown userid 54321\"}";
        assertThat(StartFailure.told(List.of("starting", line)))
                .contains("54321")
                .contains("/etc/passwd")
                .contains("TEMPORAL_ADDRESS")
                .hasLineCount(1);
    }

    @Test
    void otherFailuresShowTheLastLinesShortened() {
        assertThat(StartFailure.told(List.of("one", "x".repeat(5_000))))
                .startsWith("Its last lines:\n  one\n  xxx")
                .hasSizeLessThan(400);
    }
}
