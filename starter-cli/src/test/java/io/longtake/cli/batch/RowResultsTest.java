package io.longtake.cli.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.cli.outcome.ExitCode;
import io.longtake.workflows.failure.Failure;
import io.longtake.workflows.failure.FailureType;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class RowResultsTest {
    private static final Row.Wish ROW = new Row.Wish(
            1, "a.jpg", new Row.Source.OnTheWeb("https://host.example/a.jpg"), "calm", Path.of("/out.mp4"), "list-a-1");

    private static String message(OptionalInt edit, String why) {
        var failure = new Failure(FailureType.OUTCOME_UNKNOWN, why);
        var error = RowResults.unknownOutcome(ROW, new RowStatus.Unknown(edit, Optional.empty(), Optional.of(failure)));
        assertThat(error.exit()).isEqualTo(ExitCode.UNKNOWN);
        return error.message();
    }

    @Test
    void anUnknownRenderIsResumedAndNotRenderedASecondTime() {
        assertThat(message(OptionalInt.empty(), "The connection broke."))
                .isEqualTo("The connection broke. To check, and to continue that render: longtake reconcile list-a-1");
    }

    @Test
    void anUnknownEditIsChecked() {
        assertThat(message(OptionalInt.of(2), "The connection broke."))
                .isEqualTo("The connection broke. To check: longtake reconcile list-a-1");
    }

    @Test
    void aReasonThatNamesTheCommandIsNotExtended() {
        var why = "The film could not be downloaded. To download it again: longtake reconcile list-a-1";
        assertThat(message(OptionalInt.empty(), why)).isEqualTo(why);
    }
}
