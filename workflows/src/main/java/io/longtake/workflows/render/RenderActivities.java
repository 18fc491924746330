package io.longtake.workflows.render;

import io.temporal.activity.ActivityInterface;

/** What a render asks of its backend and of the disk. All may be repeated. */
@ActivityInterface
public interface RenderActivities {
    /**
     * Sees to it that the backend has the render: asks for the id first, posts only when it is unknown, takes "duplicate"
     * for submitted. An unclear answer is retried, which begins with asking again.
     */
    RenderObservation submitRender(SubmitRender request);

    /**
     * Answers when the render has ended. While it runs: fails with {@code NOT_YET}, benign, {@code RenderProgress} in the
     * details, and the next look scheduled. Trouble on the way counts as {@code NOT_YET} too, with the last known progress.
     */
    RenderObservation pollRender(RenderCall request);

    /** One look, with a clear answer or a retryable failure. */
    RenderObservation lookAtRender(RenderCall request);

    /** Asks the backend to stop it, then looks: the answer is what became of the render. */
    RenderObservation cancelRender(RenderCall request);

    /** Downloads into the media store, resuming what is there; verified before it counts. Heartbeats {@code DownloadProgress}. */
    Video downloadRender(DownloadRender request);

    /**
     * Puts the video under the person's path, whole or not at all. Fails with {@code DELIVERY_FAILED}, or with {@code OUTPUT_TAKEN} where
     * something stands there that may not be replaced.
     */
    DeliveryReport deliverVideo(DeliverVideo request);
}
