package io.longtake.workflows.schedule;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import java.util.Optional;

/**
 * What came of one run of a schedule.
 *
 * @param session the session that makes the film
 * @param output the path of the film
 * @param message for the user
 */
public record RunResult(
        @JsonProperty("status") Status status,
        @JsonProperty("session") Optional<String> session,
        @JsonProperty("output") Optional<String> output,
        @JsonProperty("message") String message) {
    /** How a run stands. */
    public enum Status {
        RUNNING,
        COMPLETED,
        /** There was no file to make a film of. */
        NOTHING,
        /** The limit of credits for the day is reached. */
        LIMIT,
        FAILED,
        /** The outcome can't be determined. */
        @JsonEnumDefaultValue
        UNKNOWN;

        /** The value used on the terminal and in JSON. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static RunResult failed(String message) {
        return new RunResult(Status.FAILED, Optional.empty(), Optional.empty(), message);
    }
}
