package io.longtake.cli.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.longtake.cli.Main;
import io.longtake.cli.client.ServerCalls;
import io.longtake.cli.client.SessionQueues;
import io.longtake.cli.environment.Environment;
import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.workflows.failure.FailureType;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueuedJobTest {
    private static final PrintStream NOWHERE = new PrintStream(OutputStream.nullOutputStream());

    @TempDir
    Path folder;

    private CommandFailure after(RuntimeException trouble) {
        try (var invocation = new Invocation(new Environment(Map.of(), folder, NOWHERE, NOWHERE, false), Main.class)) {
            return catchThrowableOfType(
                    CommandFailure.class,
                    () -> QueuedJob.of(invocation, "fz", failure -> Map.of(), () -> {
                        throw trouble;
                    }));
        }
    }

    @Test
    void aCommandThatStopsFollowingAQueuedJobMayBeRunAgain() {
        var failure = after(new CommandFailure(
                ExitCode.TEMPORARY, ServerCalls.NO_ANSWER, "No answer for 120 s. Run the same command again."));
        assertThat(failure.exitCode()).isEqualTo(ExitCode.TEMPORARY);
        assertThat(failure.sentence())
                .isEqualTo("The job is queued and continues when possible. To follow it, run `longtake wait fz` or the"
                        + " same command again; nothing is queued twice. Reason: The session fz does not answer.");
    }

    @Test
    void anUnreachableBackendIsNamed() {
        var failure = after(new CommandFailure(
                ExitCode.TEMPORARY,
                FailureType.NOT_SENT.name(),
                "The proxy 127.0.0.1:9 (HTTPS_PROXY) can't be reached: the connection was refused or broke."));
        assertThat(failure.exitCode()).isEqualTo(ExitCode.TEMPORARY);
        assertThat(failure.sentence()).contains("127.0.0.1:9 (HTTPS_PROXY)").contains("longtake wait fz");
    }

    @Test
    void processesThatDoNotStartAreNotAFailureOfTheJob() {
        var failure = after(new CommandFailure(ExitCode.FAILED, "StartFailed", "The worker ended, see worker.log."));
        assertThat(failure.exitCode()).isEqualTo(ExitCode.TEMPORARY);
        assertThat(failure.sentence()).contains("worker.log").contains("longtake wait fz");
    }

    @Test
    void settingsThatBecameInvalidAreNamedTogetherWithTheJob() {
        var failure = after(CommandFailure.usage("The Temporal program /x (from TEMPORAL_CLI) can't be run."));
        assertThat(failure.exitCode()).isEqualTo(ExitCode.TEMPORARY);
        assertThat(failure.sentence()).contains("TEMPORAL_CLI").contains("longtake wait fz");
    }

    @Test
    void otherFailuresArePassedOnUnchanged() {
        var failure = CommandFailure.notFound("No such session.");
        assertThat(after(failure)).isSameAs(failure);
    }

    @Test
    void aJobThatMayBeQueuedHasNotFailed() {
        var open = new CommandFailure(ExitCode.TEMPORARY, SessionQueues.MAY_BE_QUEUED, "It may be queued.");
        assertThat(JobRunner.failed("fz", open)).containsEntry("status", "unknown");
        assertThat(JobRunner.failed("fz", CommandFailure.temporary("No answer.")))
                .containsEntry("status", "failed");
        assertThat(JobRunner.failureDocument("fz", CommandFailure.temporary("No answer.")))
                .containsEntry("status", "unknown");
    }

    @Test
    void aCommandAtTheEndOfTheReasonIsNotFollowedByOtherWords() {
        var failure = after(CommandFailure.temporary("No answer from the worker. Restart it with: longtake up"));
        assertThat(failure.sentence()).endsWith("Restart it with: longtake up");
    }
}
