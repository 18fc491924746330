package io.longtake.workflows.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/**
 * An edit that was done, as a session's {@link EditHistory} keeps it.
 *
 * @param number of the turn that made it first
 * @param spec what was asked then
 * @param latest the turn that made it last: the first one, or a replay of it
 * @param cost of that one, in credits, as far as it is known; otherwise of an earlier one
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

    EditRecord madeAgain(Turn turn) {
        return new EditRecord(number, spec, turn.number(), turn.cost().or(() -> cost));
    }

    /** The turn that a replay queues. */
    TurnSpec.Edit again() {
        return spec.replaying(number);
    }

    /** Whether the session's present backend session has it. */
    boolean isMadeSince(int lifeBegan) {
        return latest >= lifeBegan;
    }

    boolean isReplayedSince(int lifeBegan) {
        return latest != number && isMadeSince(lifeBegan);
    }

    /** About how many bytes of a payload it takes. */
    int bytes() {
        return BYTES_BESIDE_TEXTS + Utf8.bytes(spec.prompt()) + Turn.pathBytes(spec.film());
    }
}
