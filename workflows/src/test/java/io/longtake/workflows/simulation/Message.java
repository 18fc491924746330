package io.longtake.workflows.simulation;

import java.util.OptionalLong;

/** A message that reached the cloud. */
final class Message {
    /** The effect of the message in the cloud. */
    enum Effect {
        AT_ONCE,
        /** A picture first; music and titles after one more reading of the state. */
        IN_TWO_STAGES,
        /** After several readings of the state. */
        LATE,
        NEVER
    }

    final String text;
    /** The turn for which it was sent, according to the message. */
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
