package io.longtake.workflows.simulation;

import java.util.OptionalLong;

/** A message that reached the cloud. */
final class Message {
    /** What the cloud makes of it. */
    enum Effect {
        AT_ONCE,
        /** A picture first, music and titles when the state was read once more. */
        IN_TWO_STAGES,
        /** After some readings of the state. */
        LATE,
        NEVER
    }

    final String text;
    /** The turn it says it is sent for. */
    final int turn;

    final Effect effect;
    final long deliveredAt;
    OptionalLong appliedAt = OptionalLong.empty();
    int readingsUntilDone;

    Message(String text, int turn, Effect effect, long deliveredAt) {
        this.text = text;
        this.turn = turn;
        this.effect = effect;
        this.deliveredAt = deliveredAt;
    }
}
