package io.longtake.workflows.session;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** How a session stands, in one word, for lists. */
public enum SessionStatus {
    /** Something waits, runs or renders. */
    WORKING,
    IDLE,
    /** The outcome of an edit or a render is unknown, and a person has to settle it. */
    UNSETTLED,
    /** The backend has forgotten it. */
    FORGOTTEN,
    CLOSED,
    /** Of a version that knows more than this one. */
    @JsonEnumDefaultValue
    UNKNOWN;

    /** @param turns those at hand: what is in the archive has ended and is settled */
    public static SessionStatus of(SessionPhase phase, List<Turn> turns) {
        return switch (phase) {
            case CLOSED -> CLOSED;
            case FORGOTTEN -> FORGOTTEN;
            case OPEN, UNKNOWN -> ofOpen(turns);
        };
    }

    private static SessionStatus ofOpen(List<Turn> turns) {
        // What is queued behind an unknown outcome does not go on by itself.
        boolean stuck = turns.stream().anyMatch(Turn::blocks);
        if (turns.stream()
                .anyMatch(t -> t.status() == TurnStatus.RUNNING
                        || (!stuck && !t.status().ended()))) {
            return WORKING;
        }
        return turns.stream().anyMatch(t -> t.standing().isOpen()) ? UNSETTLED : IDLE;
    }

    /** As it is written in JSON, on the terminal and in search attributes. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The status that is written so. */
    public static SessionStatus of(String word) {
        return Stream.of(values())
                .filter(status -> status.word().equals(word))
                .findFirst()
                .orElse(UNKNOWN);
    }
}
