package io.longtake.workflows.render;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The render's report to its session. */
public record RenderEnded(
        @JsonProperty("renderId") String renderId,
        @JsonProperty(value = "exportTurn", required = true) int exportTurn,
        @JsonProperty("outcome") RenderOutcome outcome) {}
