package io.longtake.workflows.session;

/** A person's word on a turn whose outcome is unknown. */
public record SettleTurn(String requestId, int turn, Verdict verdict) {
    public enum Verdict {
        /** Look at the state once more; a change makes it done. */
        LOOK,
        /** Leave it as it is and let the queue go on. */
        GO_ON
    }
}
