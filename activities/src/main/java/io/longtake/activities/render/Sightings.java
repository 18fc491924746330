package io.longtake.activities.render;

import io.longtake.activities.nemo.answer.RenderAnswer;
import io.longtake.workflows.render.RenderProgress;
import io.longtake.workflows.render.RenderSighting;

/** From the backend's answer on a render to what its workflow is told. */
final class Sightings {
    private Sightings() {}

    static RenderSighting of(RenderAnswer answer) {
        return switch (answer.phase()) {
            // The link opens the film to whoever has it, so it stays out of histories: who downloads asks for it anew.
            case COMPLETED -> new RenderSighting.Completed();
            case FAILED -> new RenderSighting.Failed(answer.failure().orElse("no reason was given"));
            case CANCELLED -> new RenderSighting.Cancelled();
            case PENDING, PROCESSING, UNRECOGNISED -> new RenderSighting.Running(progress(answer));
        };
    }

    private static RenderProgress progress(RenderAnswer answer) {
        String word = answer.phase() == RenderAnswer.Phase.PENDING ? "pending" : "processing";
        return new RenderProgress(word, (int) Math.round(answer.percent().orElse(0)));
    }
}
