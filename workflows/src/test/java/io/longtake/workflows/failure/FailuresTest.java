package io.longtake.workflows.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.workflows.account.AccountActivities;
import io.longtake.workflows.account.SealActivities;
import io.longtake.workflows.chat.ChatActivities;
import io.longtake.workflows.render.RenderActivities;
import io.longtake.workflows.session.SessionActivities;
import io.temporal.api.enums.v1.RetryState;
import io.temporal.api.enums.v1.TimeoutType;
import io.temporal.common.metadata.POJOActivityInterfaceMetadata;
import io.temporal.common.metadata.POJOActivityMethodMetadata;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.TimeoutFailure;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FailuresTest {
    static Stream<String> activityTypes() {
        return Stream.of(
                        AccountActivities.class,
                        SealActivities.class,
                        ChatActivities.class,
                        RenderActivities.class,
                        SessionActivities.class)
                .map(POJOActivityInterfaceMetadata::newInstance)
                .map(POJOActivityInterfaceMetadata::getMethodsMetadata)
                .flatMap(List::stream)
                .map(POJOActivityMethodMetadata::getActivityTypeName);
    }

    private static String timedOut(String activityType, TimeoutType how) {
        ActivityFailure failure = new ActivityFailure(
                "timed out",
                1,
                2,
                activityType,
                "3",
                RetryState.RETRY_STATE_TIMEOUT,
                "worker",
                new TimeoutFailure("timed out", null, how));
        return Failures.of(failure).message();
    }

    @ParameterizedTest
    @MethodSource("activityTypes")
    void aTimeoutDescribesTheStepWithoutTheNameOfItsActivity(String activityType) {
        assertThat(timedOut(activityType, TimeoutType.TIMEOUT_TYPE_START_TO_CLOSE))
                .startsWith("The ")
                .endsWith(" timed out (its time limit was reached).")
                .doesNotContain("The step")
                .doesNotContainPattern("[a-z][A-Z]");
    }

    @Test
    void aTimeoutStatesWhichLimitWasExceeded() {
        assertThat(timedOut("DeliverVideo", TimeoutType.TIMEOUT_TYPE_SCHEDULE_TO_START))
                .isEqualTo("The delivery of the film timed out (no worker started it).");
        assertThat(timedOut("Chat", TimeoutType.TIMEOUT_TYPE_HEARTBEAT))
                .isEqualTo("The edit timed out (the worker was lost).");
    }
}
