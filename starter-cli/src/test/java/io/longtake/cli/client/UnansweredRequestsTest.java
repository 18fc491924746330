package io.longtake.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.longtake.activities.credential.KeyRing;
import io.longtake.activities.encryption.PayloadEncryption;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.cli.request.Request;
import io.longtake.cli.request.RequestBook;
import io.longtake.cli.request.RequestContent;
import io.longtake.cli.request.RequestIdentity;
import io.longtake.cli.temporal.TemporalConnections;
import io.longtake.workflows.session.TurnSpec;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The record of a request depends on how its sending ended. */
class UnansweredRequestsTest {
    @TempDir
    Path folder;

    private final TemporalConnections connections = new TemporalConnections();
    private final ServerCalls serverCalls = new ServerCalls(() -> {});
    private RuntimeException end = CommandFailure.temporary("No answer.");

    private SessionQueues queues() {
        return new SessionQueues(new ServerClient(
                () -> {
                    throw end;
                },
                connections,
                serverCalls,
                new PayloadEncryption(new KeyRing(folder), () -> false)));
    }

    private Request send(String prompt) {
        var wish = RequestContent.of("edit").with("prompt", prompt);
        var request = new RequestBook(folder, Clock.systemUTC()).record(wish, new RequestIdentity.ByContent(), "fz");
        return queues().enqueue("fz", List.of(new TurnSpec.Edit(prompt)), JobTerms.NONE, request);
    }

    @AfterEach
    void close() {
        serverCalls.close();
        connections.close();
    }

    private CommandFailure edit(String prompt) {
        return catchThrowableOfType(CommandFailure.class, () -> send(prompt));
    }

    @Test
    void withoutAnAnswerTheRequestMayBeQueuedAndTheSameCommandChecksIt() throws IOException {
        var failure = edit("brighter");
        assertThat(failure.exitCode()).isEqualTo(ExitCode.TEMPORARY);
        assertThat(failure.type()).isEqualTo(SessionQueues.MAY_BE_QUEUED);
        assertThat(failure.sentence()).contains("may be queued").contains("fz");
        var left = requests();
        assertThat(left).hasSize(1);
        assertThat(edit("brighter").type()).isEqualTo(SessionQueues.MAY_BE_QUEUED);
        assertThat(requests()).isEqualTo(left);
        assertThat(edit("darker").type()).isEqualTo(SessionQueues.MAY_BE_QUEUED);
        assertThat(requests()).hasSize(2);
    }

    @Test
    void aRefusedRequestIsDiscarded() throws IOException {
        end = ApplicationFailure.newNonRetryableFailure("The session is closed.", "CLOSED");
        assertThatThrownBy(() -> send("brighter")).isInstanceOf(ApplicationFailure.class);
        assertThat(requests()).isEmpty();
        end = new CommandFailure(ExitCode.NOT_FOUND, "NoSuchSession", "There is none.");
        assertThat(edit("brighter").type()).isEqualTo("NoSuchSession");
        assertThat(requests()).isEmpty();
    }

    private List<Path> requests() throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().length() > 64)
                    .sorted()
                    .toList();
        }
    }

    @Test
    void aSilentServerIsNamedOnceWithWhatToDo() {
        end = new NoAnswer("sending the request to the session fz", Duration.ofMinutes(2));
        assertThat(edit("brighter").sentence())
                .isEqualTo("The Temporal server did not answer for 120 s (sending the request to the session fz). The"
                        + " request may be queued in session fz. Check with `longtake doctor`, then run the same command"
                        + " again within an hour; nothing is queued twice.");
    }

    @Test
    void aCommandAtTheEndOfTheReasonIsNotFollowedByOtherWords() {
        end = CommandFailure.temporary("No answer from the worker. Restart it with: longtake up");
        assertThat(edit("brighter").sentence())
                .endsWith("Reason: No answer from the worker. Restart it with: longtake up");
    }
}
