package io.longtake.workflows.session;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The status of a session in one word, for lists. */
public enum SessionStatus {
    /** A turn is queued or running, or a render is running. */
    WORKING,
    IDLE,
    /** The outcome of an edit or a render is unknown, and the user has to settle it. */
    UNSETTLED,
    /** The backend has forgotten it. */
    FORGOTTEN,
    CLOSED,
    /** A value from a newer version. */
    @JsonEnumDefaultValue
    UNKNOWN;

    /** @param turns the turns in the session's state: those in the archive have ended and are settled */
    public static SessionStatus of(SessionPhase phase, List<Turn> turns) {
        return switch (phase) {
            case CLOSED -> CLOSED;
            case FORGOTTEN -> FORGOTTEN;
            case OPEN, UNKNOWN -> ofOpen(turns);
        };
    }

    private static SessionStatus ofOpen(List<Turn> turns) {
        // Turns queued after an unknown outcome do not continue automatically.
        boolean stuck = turns.stream().anyMatch(Turn::blocks);
        if (turns.stream()
                .anyMatch(t -> t.status() == TurnStatus.RUNNING
                        || (!stuck && !t.status().ended()))) {
            return WORKING;
        }
        return turns.stream().anyMatch(t -> t.header().isOpen()) ? UNSETTLED : IDLE;
    }

    /** The value used in JSON, on the terminal and in search attributes. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The status with that value. */
    public static SessionStatus of(String word) {
        return Stream.of(values())
                .filter(status -> status.word().equals(word))
                .findFirst()
                .orElse(UNKNOWN);
    }
}
