package io.longtake.workflows.session;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/**
 * Requests a new backend session with the kept media and, optionally, the edits of the session's {@link EditHistory},
 * which are charged again.
 *
 * @param maxCredits cost limit for the repeated edits in total, in credits; with {@link Replay#REST}, including those
 *     that were repeated before
 */
public record RebuildSession(
        @JsonProperty("requestId") String requestId,
        @JsonProperty("replay") Replay replay,
        @JsonProperty("maxCredits") Optional<Double> maxCredits) {
    /** Which edits to repeat. */
    public enum Replay {
        /** None: only the media. */
        NONE,
        /** The whole history. */
        ALL,
        /**
         * The missing rest of a replay that ended too early: no new backend session is opened. The same as {@link #ALL}
         * if none of its edits was done, or if the backend has forgotten the session in the meantime.
         */
        REST,
        /** A value from a newer version. */
        @JsonEnumDefaultValue
        UNKNOWN
    }
}
