package io.longtake.workflows.session;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/** A person's word on a turn whose outcome is unknown. Whatever it is, what is found done counts as done. */
public record SettleTurn(
        @JsonProperty("requestId") String requestId,
        @JsonProperty(value = "turn", required = true) int turn,
        @JsonProperty("verdict") Verdict verdict) {
    public enum Verdict {
        /** Look once more: a changed timeline makes an edit done; an export is taken up again under the render id it has. */
        LOOK,
        /** Leave it as it is and let the queue go on. */
        GO_ON,
        /** Take what is at the backend by now and begin nothing: a changed timeline, a render that is there. */
        ADOPT,
        /**
         * Bring it to its end: an export as {@link #LOOK} does; an edit that left no trace is sent again, as a new turn with
         * what was cancelled along with it. That may be paid twice, so only a person says it.
         */
        FINISH,
        /** Give it up: an edit that left no trace is cancelled; a render is stopped at the backend, and none is begun. */
        CANCEL,
        /** Of a version that knows more than this one. */
        @JsonEnumDefaultValue
        UNKNOWN
    }
}
