package io.longtake.workflows.render;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What the backend says of a running render: {@code pending} or {@code processing}, and percent 0 to 100. */
public record RenderProgress(
        @JsonProperty("status") String status,
        @JsonProperty(value = "percent", required = true) int percent) {}
