package io.longtake.activities.render;

import io.longtake.activities.nemo.answer.RenderAnswer;
import io.longtake.workflows.render.RenderObservation;
import io.longtake.workflows.render.RenderProgress;

/** Converts the backend's response about a render into the observation that its workflow receives. */
final class RenderObservations {
    private RenderObservations() {}

    static RenderObservation of(RenderAnswer answer) {
        return switch (answer.phase()) {
            // Anyone with the link can open the film, so the link is not stored in histories; the download requests
            // it again.
            case COMPLETED -> new RenderObservation.Completed();
            case FAILED -> new RenderObservation.Failed(answer.failure().orElse("no reason was given"));
            case CANCELLED -> new RenderObservation.Cancelled();
            case PENDING, PROCESSING, UNRECOGNISED -> new RenderObservation.Running(progress(answer));
        };
    }

    private static RenderProgress progress(RenderAnswer answer) {
        String word = answer.phase() == RenderAnswer.Phase.PENDING ? "pending" : "processing";
        return new RenderProgress(word, (int) Math.round(answer.percent().orElse(0)));
    }
}
