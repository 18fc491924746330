package io.longtake.workflows.failure;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The reason for a failure, for programs and for the user.
 *
 * @param message what happened, what was kept, what to do next; no credential, no stack trace
 */
public record Failure(
        @JsonProperty("type") FailureType type,
        @JsonProperty("message") String message) {}
