package io.longtake.workflows.render;

import io.temporal.activity.ActivityInterface;

/** Operations of a render on its backend and on the disk. All may be repeated. */
@ActivityInterface
public interface RenderActivities {
    /**
     * Ensures that the backend has the render: queries the id first, posts only if it is unknown, and treats
     * "duplicate" as submitted. After an unclear response the activity is retried, which starts with the query.
     */
    RenderObservation submitRender(SubmitRender request);

    /**
     * Returns when the render has ended. While it is running, fails with {@code NOT_YET} (benign), with
     * {@code RenderProgress} in the details and the delay until the next poll. Other failures, including a rate limit,
     * count as {@code NOT_YET} too, with the last known progress; only a refused or unavailable token fails as such.
     */
    RenderObservation pollRender(RenderCall request);

    /** Polls once; returns a clear answer or fails with a retryable failure. */
    RenderObservation lookAtRender(RenderCall request);

    /** Requests the backend to cancel the render, then polls once; returns the state of the render after that. */
    RenderObservation cancelRender(RenderCall request);

    /**
     * Downloads into the media store and resumes a partial download; the film is verified before it is returned.
     * Heartbeats {@code DownloadProgress}.
     */
    Video downloadRender(DownloadRender request);

    /**
     * Writes the film to the user's path atomically. Fails with {@code DELIVERY_FAILED}, or with {@code OUTPUT_TAKEN}
     * if a file exists there that must not be replaced.
     */
    DeliveryReport deliverVideo(DeliverVideo request);
}
