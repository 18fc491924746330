package io.longtake.activities.render;

import io.longtake.activities.nemo.RenderAnswer;
import io.longtake.workflows.render.RenderProgress;
import io.longtake.workflows.render.RenderSighting;
import okhttp3.HttpUrl;

/** From the backend's answer on a render to what its workflow is told. */
final class Sightings {
    private Sightings() {}

    static RenderSighting of(RenderAnswer answer) {
        return switch (answer.phase()) {
            // Without a link the film is still to be had from the backend itself.
            case COMPLETED ->
                new RenderSighting.Completed(
                        answer.output().map(HttpUrl::toString).orElse(""));
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
