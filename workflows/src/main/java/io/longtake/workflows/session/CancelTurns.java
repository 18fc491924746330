package io.longtake.workflows.session;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/** Requests to cancel turns: all, or those of one kind. */
public record CancelTurns(
        @JsonProperty("requestId") String requestId,
        @JsonProperty("scope") Scope scope) {
    public enum Scope {
        ALL,
        EDITS,
        EXPORTS,
        /** A value from a newer version. */
        @JsonEnumDefaultValue
        UNKNOWN
    }
}
