package io.longtake.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.TemporaryFailures;
import io.longtake.cli.temporal.ServerUnavailableException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerCallsTest {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    @Test
    void aCallIsRepeatedWhileAnotherCommandStartsTheServer() {
        var looked = new AtomicInteger();
        var calls = new AtomicInteger();
        try (var serverCalls = new ServerCalls(looked::incrementAndGet)) {
            String answer = serverCalls.call("asking", LIMIT, () -> {
                if (calls.incrementAndGet() < 3) {
                    throw new ServerUnavailableException();
                }
                return "here";
            });

            assertThat(answer).isEqualTo("here");
            assertThat(looked).hasValue(2);
        }
    }

    @Test
    void aRefusalIsNotRetried() {
        var calls = new AtomicInteger();
        try (var serverCalls = new ServerCalls(() -> {})) {
            assertThatThrownBy(() -> serverCalls.call("asking", LIMIT, () -> {
                        calls.incrementAndGet();
                        throw CommandFailure.temporary("not now");
                    }))
                    .hasMessage("not now");
        }
        assertThat(calls).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Unable to perform workflow execution update due to Workflow Task in failed state.",
                "Unable to query workflow due to Workflow Task in failed state.",
                "no poller seen for task queue recently, worker may be down"
            })
    void aSessionThatCannotAnswerNowIsAskedAgain(String words) {
        var refusal = Status.FAILED_PRECONDITION.withDescription(words).asRuntimeException();
        assertThat(TemporaryFailures.is(new IllegalStateException(refusal))).isTrue();
    }

    @Test
    void aPermanentRefusalIsNotRetried() {
        var refusal = Status.FAILED_PRECONDITION
                .withDescription("something else has to happen first")
                .asRuntimeException();
        assertThat(TemporaryFailures.is(refusal)).isFalse();
        assertThat(TemporaryFailures.is(Status.INVALID_ARGUMENT.asRuntimeException()))
                .isFalse();
    }
}
