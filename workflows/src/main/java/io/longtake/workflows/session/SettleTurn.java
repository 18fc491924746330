package io.longtake.workflows.session;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The user's instruction for a turn whose outcome is unknown. Whatever the instruction, a turn that turns out to be
 * done counts as done.
 */
public record SettleTurn(
        @JsonProperty("requestId") String requestId,
        @JsonProperty(value = "turn", required = true) int turn,
        @JsonProperty("verdict") Verdict verdict) {
    public enum Verdict {
        /**
         * Read the backend's state again: if the timeline has changed, the edit counts as done; an export is resumed
         * under its existing render id.
         */
        LOOK,
        /** Leave it as it is and continue the queue. */
        GO_ON,
        /** Adopt what is at the backend now, and start nothing: a changed timeline, or an existing render. */
        ADOPT,
        /**
         * Finish it: an export like {@link #LOOK}; an edit without a visible effect is sent again as a new turn,
         * together with the turns that were cancelled with it. It may be charged twice, so only the user can request
         * this.
         */
        FINISH,
        /**
         * Abandon it: an edit without a visible effect is cancelled; a render is stopped at the backend, and none is
         * submitted.
         */
        CANCEL,
        /** A value from a newer version. */
        @JsonEnumDefaultValue
        UNKNOWN
    }
}
