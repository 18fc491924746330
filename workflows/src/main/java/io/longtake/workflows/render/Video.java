package io.longtake.workflows.render;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.longtake.workflows.media.MediaRef;

/** A verified film in the media store. */
public record Video(
        @JsonProperty("file") MediaRef file,
        @JsonProperty(value = "widthPx", required = true) int widthPx,
        @JsonProperty(value = "heightPx", required = true) int heightPx,
        @JsonProperty(value = "durationMs", required = true) long durationMs) {}
