package io.longtake.workflows.render;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The backend's report on a running render: {@code pending} or {@code processing}, and 0 to 100 percent. */
public record RenderProgress(
        @JsonProperty("status") String status,
        @JsonProperty(value = "percent", required = true) int percent) {}
