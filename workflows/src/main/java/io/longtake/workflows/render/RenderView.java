package io.longtake.workflows.render;

import java.util.Optional;

/** Where a render stands. */
public record RenderView(String renderId, RenderPhase phase, Optional<RenderOutcome> outcome) {
    public enum RenderPhase {
        SUBMITTING,
        RENDERING,
        DOWNLOADING,
        DELIVERING,
        CANCELLING,
        ENDED
    }
}
