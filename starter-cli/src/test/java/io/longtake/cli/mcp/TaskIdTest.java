package io.longtake.cli.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.cli.mcp.CommandCall.Job;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskIdTest {
    private final TaskId id = new TaskId(
            Tools.named("make").orElseThrow(),
            new Job("my.session_1-x", "019ac1d2-aaaa", List.of(4, 5, 7)),
            Instant.ofEpochSecond(1_764_310_000));

    @Test
    void aTaskIsFoundByWhatItsIdSays() {
        assertThat(TaskId.parse(id.toString())).contains(id);
    }

    @Test
    void itsReportIsThatOfItsTurns() {
        assertThat(id.report())
                .containsExactly("wait", "--turns=4,5,7", "--lineage=019ac1d2-aaaa", "--", "my.session_1-x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "make/s/1/abc",
                "status/s/1/abc/1",
                "make/../1/abc/1",
                "make/s/1;2/abc/1",
                "make/s/99999999999/abc/1",
                "nothing/s/1/abc/1"
            })
    void whatIsNoTaskIsNone(String text) {
        assertThat(TaskId.parse(text)).isEmpty();
    }
}
