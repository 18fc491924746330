package io.longtake.cli.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.cli.batch.RowResult.RowError;
import io.longtake.cli.batch.RowResult.Status;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.workflows.failure.Failure;
import io.longtake.workflows.failure.FailureType;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BatchReportTest {
    private static final RowResult DONE = row(Status.COMPLETED, Optional.empty());
    private static final RowResult AWAY = failed(FailureType.NOT_SENT);

    private static RowResult failed(FailureType type) {
        return row(Status.FAILED, Optional.of(RowError.of(new Failure(type, "Why."))));
    }

    private static RowResult row(Status status, Optional<RowError> error) {
        return new RowResult(
                1, "a.jpg", status, Optional.empty(), Optional.empty(), Optional.empty(), error, Optional.empty());
    }

    private static BatchReport of(RowResult... rows) {
        return new BatchReport("batch", Arrays.asList(rows));
    }

    @Test
    void aBatchWithOnlyTemporaryFailuresIsATemporaryFailure() {
        var report = of(DONE, AWAY, failed(FailureType.BACKEND_TROUBLE));
        assertThat(report.exitCode()).isEqualTo(ExitCode.TEMPORARY);
        assertThat(report.sum()).contains("2 failed").contains("same command");
    }

    @Test
    void aTemporaryFailureOfTheCommandItselfCountsToo() {
        var link = new CommandFailure(ExitCode.TEMPORARY, "LinkUnreachable", "The server is away.");
        assertThat(of(row(Status.FAILED, Optional.of(RowError.of(link)))).exitCode())
                .isEqualTo(ExitCode.TEMPORARY);
    }

    @Test
    void aPermanentFailureTakesPrecedence() {
        var report = of(AWAY, failed(FailureType.RENDER_FAILED));
        assertThat(report.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(report.sum()).doesNotContain("same command");
        assertThat(of(AWAY, row(Status.FAILED, Optional.empty())).exitCode()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void anUnknownOutcomeAndAReachedLimitTakePrecedence() {
        assertThat(of(AWAY, row(Status.UNKNOWN, Optional.empty())).exitCode()).isEqualTo(ExitCode.UNKNOWN);
        assertThat(of(AWAY, failed(FailureType.BUDGET_REACHED)).exitCode()).isEqualTo(ExitCode.NO_CREDITS);
    }

    @Test
    void aFileThatIsNotReadyYetIsTemporaryAndNotSkipped() {
        var row = RowResult.refused(new Row.Refused(1, "a.jpg", Row.Fault.NOT_NOW, "Line 2: it changes."), true);
        assertThat(row.status()).isEqualTo(Status.FAILED);
        assertThat(of(DONE, row).exitCode()).isEqualTo(ExitCode.TEMPORARY);
    }
}
