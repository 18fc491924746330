package io.longtake.workflows.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/**
 * An edit that was done, as stored in a session's {@link EditHistory}.
 *
 * @param number of the turn that did it first
 * @param spec the original request
 * @param latest the turn that did it last: the first one, or a replay of it
 * @param cost cost of the latest turn, in credits, or of an earlier one if that is not known
 */
public record EditRecord(
        @JsonProperty(value = "number", required = true) int number,
        @JsonProperty("spec") TurnSpec.Edit spec,
        @JsonProperty(value = "latest", required = true) int latest,
        @JsonProperty("cost") Optional<Double> cost) {
    private static final int BYTES_BESIDE_TEXTS = 300;

    static EditRecord first(int number, Turn.EditTurn turn) {
        return new EditRecord(number, turn.spec().asFirst(), turn.number(), turn.cost());
    }

    EditRecord withReplay(Turn turn) {
        return new EditRecord(number, spec, turn.number(), turn.cost().or(() -> cost));
    }

    /** The turn that a replay queues. */
    TurnSpec.Edit again() {
        return spec.replaying(number);
    }

    /** Whether the edit was done in the session's current backend session. */
    boolean isDoneSince(int backendSessionFirstTurn) {
        return latest >= backendSessionFirstTurn;
    }

    boolean isReplayedSince(int backendSessionFirstTurn) {
        return latest != number && isDoneSince(backendSessionFirstTurn);
    }

    /** Approximate size in a payload, in bytes. */
    int bytes() {
        return BYTES_BESIDE_TEXTS + Utf8.bytes(spec.prompt()) + Turn.pathBytes(spec.film());
    }
}
