package io.longtake.workflows.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.longtake.workflows.failure.Failure;
import io.longtake.workflows.failure.FailureType;
import java.util.Optional;

/**
 * What every turn has, whatever it asks for.
 *
 * @param number counted from 1 over a session's whole life
 * @param group turns asked together share it; it is the number of the first
 * @param report what was done, for people; while the turn runs, what is known of it so far
 * @param settled an unknown turn that a person has looked at and no longer holds up the queue
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

    TurnHeader noting(String soFar) {
        return new TurnHeader(number, group, status, soFar, failure, settled);
    }

    TurnHeader ended(TurnEnd end) {
        return new TurnHeader(number, group, end.status(), end.report(), end.failure(), settled);
    }

    TurnHeader markSettled() {
        return new TurnHeader(number, group, status, report, failure, true);
    }

    /** An unknown end that nobody has settled. */
    boolean isOpen() {
        return status == TurnStatus.UNKNOWN && !settled;
    }

    /** It was not begun because another turn of its group did not end well. */
    boolean isAftermath() {
        return failure.map(why -> why.type() == FailureType.GROUP_CANCELLED).orElse(false);
    }
}
