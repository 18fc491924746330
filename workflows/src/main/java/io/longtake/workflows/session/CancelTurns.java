package io.longtake.workflows.session;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/** Stops turns: all, or those of one kind. */
public record CancelTurns(
        @JsonProperty("requestId") String requestId,
        @JsonProperty("scope") Scope scope) {
    public enum Scope {
        ALL,
        EDITS,
        EXPORTS,
        /** Of a version that knows more than this one. */
        @JsonEnumDefaultValue
        UNKNOWN
    }
}
