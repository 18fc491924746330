package io.longtake.workflows.session;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/**
 * Asks for a new backend session with the kept media, and with the edits of the session's {@link EditHistory} if that is
 * wanted: they are paid again.
 *
 * @param maxCredits what the repeated edits may cost together; with {@link Replay#REST}, including those that were repeated
 *     before
 */
public record RebuildSession(
        @JsonProperty("requestId") String requestId,
        @JsonProperty("replay") Replay replay,
        @JsonProperty("maxCredits") Optional<Double> maxCredits) {
    /** Which edits are made again. */
    public enum Replay {
        /** None: the media alone. */
        NONE,
        /** The whole history. */
        ALL,
        /**
         * What is missing of a replay that ended too early: no new backend session is begun. Where none of its edits was done, or
         * the backend has forgotten them meanwhile, the same as {@link #ALL}.
         */
        REST,
        /** Of a version that knows more than this one. */
        @JsonEnumDefaultValue
        UNKNOWN
    }
}
