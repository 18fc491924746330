package io.longtake.workflows.account;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Sent by a workflow whose activity was refused; the account signals the answer to {@code reporterWorkflowId}. */
public record TokenRefused(
        @JsonProperty(value = "generation", required = true) int generation,
        @JsonProperty("reporterWorkflowId") String reporterWorkflowId) {}
