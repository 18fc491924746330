package io.longtake.workflows.session;

/** A person's word on a turn whose outcome is unknown. */
public record SettleTurn(String requestId, int turn, Verdict verdict) {
    public enum Verdict {
        /** Look once more: a changed timeline makes an edit done; an export is taken up again under the render id it has. */
        LOOK,
        /** Leave it as it is and let the queue go on. */
        GO_ON
    }
}
