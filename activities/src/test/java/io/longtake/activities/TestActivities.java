package io.longtake.activities;

import io.longtake.workflows.payload.Payloads;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.RetryOptions;
import io.temporal.testing.TestActivityEnvironment;
import io.temporal.testing.TestEnvironmentOptions;
import java.time.Duration;

/** Runs activities as a worker does: with the product's payload converter, and one attempt for each. */
public final class TestActivities {
    private TestActivities() {}

    public static TestActivityEnvironment by(Object activities) {
        TestActivityEnvironment temporal = TestActivityEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                        .setDataConverter(Payloads.converter())
                        .build())
                .build());
        temporal.registerActivitiesImplementations(activities);
        return temporal;
    }

    public static ActivityOptions once(Duration atMost) {
        return ActivityOptions.newBuilder()
                .setStartToCloseTimeout(atMost)
                .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(1).build())
                .build();
    }
}
