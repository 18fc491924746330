package io.longtake.workflows.simulation;

import static io.longtake.workflows.simulation.FaultPoint.AFTER_CLOSE;
import static io.longtake.workflows.simulation.FaultPoint.AFTER_SENDING;
import static io.longtake.workflows.simulation.FaultPoint.BEFORE_SENDING;
import static io.longtake.workflows.simulation.FaultPoint.BEFORE_THE_RESULT_IS_RECORDED;
import static io.longtake.workflows.simulation.FaultPoint.MID_STREAM;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Faults, and the points of a request at which they can occur. */
enum Fault {
    /** The process is gone; the server detects it by a timeout. */
    WORKER_LOST(Set.of(BEFORE_SENDING, AFTER_SENDING, MID_STREAM, AFTER_CLOSE, BEFORE_THE_RESULT_IS_RECORDED)),
    CONNECTION_REFUSED(Set.of(BEFORE_SENDING)),
    RATE_LIMITED(Set.of(BEFORE_SENDING)),
    /** The current token is refused from now on, for every session of the account. */
    TOKEN_EXPIRED(Set.of(BEFORE_SENDING)),
    /** The backend no longer knows the session. */
    SESSION_FORGOTTEN(Set.of(BEFORE_SENDING)),
    CONNECTION_CUT(Set.of(AFTER_SENDING, MID_STREAM)),
    /** The client's time limits: for the whole chat, or for the time without text. */
    PATIENCE_ENDED(Set.of(MID_STREAM)),
    /** The user stops everything while the stream is open, and the activity receives the cancellation. */
    STOPPED_BY_THE_PERSON(Set.of(MID_STREAM));

    @SuppressWarnings("ImmutableEnumChecker")
    private final Set<FaultPoint> points;

    Fault(Set<FaultPoint> points) {
        this.points = points;
    }

    static List<Fault> at(FaultPoint point) {
        return Arrays.stream(values()).filter(f -> f.points.contains(point)).toList();
    }
}
