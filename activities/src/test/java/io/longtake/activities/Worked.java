package io.longtake.activities;

import io.longtake.workflows.payload.Payloads;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.RetryOptions;
import io.temporal.testing.TestActivityEnvironment;
import io.temporal.testing.TestEnvironmentOptions;
import java.time.Duration;

/** Activities as a worker runs them: with the payloads of the product, one attempt each. */
public final class Worked {
    private Worked() {}

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
