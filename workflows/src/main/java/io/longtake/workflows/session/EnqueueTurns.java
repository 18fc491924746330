package io.longtake.workflows.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;

/**
 * A group of turns. If one turn does not succeed, the rest of its group is cancelled.
 *
 * @param requestId unique per request; a repeated id gets the same answer and queues nothing
 * @param expected the fixed properties that the caller expects; the session refuses the request if it has different
 *     ones
 * @param maxCredits cost limit for the edits of the group in total, in credits; an edit that would exceed it is not
 *     started
 * @param repeated whether the request may have been sent before, even long ago: the session then also searches its
 *     archive for an answer
 * @param notifyTo where the end of the request is reported
 */
public record EnqueueTurns(
        @JsonProperty("requestId") String requestId,
        @JsonProperty("turns") List<TurnSpec> turns,
        @JsonProperty("expected") Optional<SessionSpec> expected,
        @JsonProperty("maxCredits") Optional<Double> maxCredits,
        @JsonProperty(value = "repeated", required = true) boolean repeated,
        @JsonProperty("notifyTo") Optional<NotifyAddress> notifyTo) {
    public EnqueueTurns {
        turns = List.copyOf(turns);
    }

    /** A request that is sent for the first time, or again immediately. */
    public EnqueueTurns(
            String requestId, List<TurnSpec> turns, Optional<SessionSpec> expected, Optional<Double> maxCredits) {
        this(requestId, turns, expected, maxCredits, false, Optional.empty());
    }
}
