package io.longtake.workflows.session;

/** Stops turns: all, or those of one kind. */
public record CancelTurns(String requestId, Scope scope) {
    public enum Scope {
        ALL,
        EDITS,
        EXPORTS
    }
}
