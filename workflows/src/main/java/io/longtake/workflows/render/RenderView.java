package io.longtake.workflows.render;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/** The state of a render. */
public record RenderView(
        @JsonProperty("renderId") String renderId,
        @JsonProperty("phase") RenderPhase phase,
        @JsonProperty("outcome") Optional<RenderOutcome> outcome) {
    public enum RenderPhase {
        SUBMITTING,
        @JsonEnumDefaultValue
        RENDERING,
        DOWNLOADING,
        DELIVERING,
        CANCELLING,
        ENDED
    }
}
