package io.longtake.cli.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatienceTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Unable to perform workflow execution update due to Workflow Task in failed state.",
                "Unable to query workflow due to Workflow Task in failed state.",
                "no poller seen for task queue recently, worker may be down"
            })
    void a_session_that_can_not_be_asked_right_now_is_asked_again(String words) {
        var refusal = Status.FAILED_PRECONDITION.withDescription(words).asRuntimeException();
        assertThat(Patience.isPassing(new IllegalStateException(refusal))).isTrue();
    }

    @Test
    void a_refusal_for_good_is_not_tried_again() {
        var refusal = Status.FAILED_PRECONDITION
                .withDescription("something else has to happen first")
                .asRuntimeException();
        assertThat(Patience.isPassing(refusal)).isFalse();
        assertThat(Patience.isPassing(Status.INVALID_ARGUMENT.asRuntimeException()))
                .isFalse();
    }
}
