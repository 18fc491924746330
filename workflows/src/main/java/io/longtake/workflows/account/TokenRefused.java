package io.longtake.workflows.account;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Reported by a workflow whose activity was refused; the answer is signalled to {@code reporterWorkflowId}. */
public record TokenRefused(
        @JsonProperty(value = "generation", required = true) int generation,
        @JsonProperty("reporterWorkflowId") String reporterWorkflowId) {}
