package io.longtake.workflows.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.longtake.workflows.failure.Failure;
import io.longtake.workflows.failure.FailureType;
import java.util.Optional;

/**
 * The properties that all kinds of turns have in common.
 *
 * @param number counted from 1 over the whole session
 * @param group turns of one request have the same group; it is the number of the first one
 * @param report what was done, for the user; while the turn runs, what is known so far
 * @param settled the outcome is unknown, but the user has settled it, and it no longer holds up the queue
 */
public record TurnHeader(
        @JsonProperty(value = "number", required = true) int number,
        @JsonProperty(value = "group", required = true) int group,
        @JsonProperty("status") TurnStatus status,
        @JsonProperty("report") String report,
        @JsonProperty("failure") Optional<Failure> failure,
        @JsonProperty(value = "settled", required = true) boolean settled) {
    public static TurnHeader queued(int number, int group) {
        return new TurnHeader(number, group, TurnStatus.QUEUED, "", Optional.empty(), false);
    }

    TurnHeader running() {
        return new TurnHeader(number, group, TurnStatus.RUNNING, report, failure, settled);
    }

    TurnHeader withReport(String soFar) {
        return new TurnHeader(number, group, status, soFar, failure, settled);
    }

    TurnHeader ended(TurnEnd end) {
        return new TurnHeader(number, group, end.status(), end.report(), end.failure(), settled);
    }

    TurnHeader markSettled() {
        return new TurnHeader(number, group, status, report, failure, true);
    }

    /** An unknown outcome that is not settled. */
    boolean isOpen() {
        return status == TurnStatus.UNKNOWN && !settled;
    }

    /** It was not started because another turn of its group did not succeed. */
    boolean isConsequence() {
        return failure.map(why -> why.type() == FailureType.GROUP_CANCELLED).orElse(false);
    }
}
