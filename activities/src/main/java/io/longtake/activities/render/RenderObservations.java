package io.longtake.activities.render;

import io.longtake.activities.nemo.answer.RenderAnswer;
import io.longtake.workflows.render.RenderObservation;
import io.longtake.workflows.render.RenderProgress;

/** From the backend's answer on a render to what its workflow is told. */
final class RenderObservations {
    private RenderObservations() {}

    static RenderObservation of(RenderAnswer answer) {
        return switch (answer.phase()) {
            // The link opens the film to whoever has it, so it stays out of histories: who downloads asks for it anew.
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
