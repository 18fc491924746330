package io.longtake.workflows.failure;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Why something ended badly, for a program and for a person.
 *
 * @param message what happened, what was kept, what to do next; no credential, no stack trace
 */
public record Failure(
        @JsonProperty("type") FailureType type,
        @JsonProperty("message") String message) {}
