package io.longtake.workflows;

import io.longtake.workflows.failure.FailureType;
import io.longtake.workflows.render.RenderCall;
import io.longtake.workflows.render.RenderObservation;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;

/** Failures of activities, in the form that the real activities use. */
public final class FakeFailures {
    private FakeFailures() {}

    /** A failure that Temporal retries if its type is retryable. */
    public static ApplicationFailure of(FailureType type, String message, Object... details) {
        return type.retryable()
                ? ApplicationFailure.newFailure(message, type.name(), details)
                : ApplicationFailure.newNonRetryableFailure(message, type.name(), details);
    }

    /** A poll of a render that is still running. */
    public static ApplicationFailure stillRendering(RenderObservation.Running seen, RenderCall request) {
        return ApplicationFailure.newBuilder()
                .setType(FailureType.NOT_YET.name())
                .setMessage("still rendering")
                .setDetails(seen.progress())
                .setCategory(ApplicationErrorCategory.BENIGN)
                .setNextRetryDelay(request.pollInterval())
                .build();
    }
}
