package io.longtake.workflows.session;

import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowLocal;
import io.temporal.workflow.WorkflowThreadLocal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reports ended turns to the worker, which counts and traces them. A report changes neither the state nor the history. Times are
 * those of this run: a turn that was queued before continue-as-new is reported without the time when it was queued.
 */
public final class TurnReports {
    /** Receives the report of each turn that ends; also during a replay, so it has to check for one. */
    public interface Listener {
        void ended(EndedTurn turn);
    }

    private static final WorkflowLocal<Listener> LISTENER = WorkflowLocal.withCachedInitial(() -> turn -> {});
    private static final WorkflowThreadLocal<Optional<Integer>> CURRENT =
            WorkflowThreadLocal.withCachedInitial(Optional::empty);

    private final Map<Integer, Long> queuedAt = new HashMap<>();
    private final Map<Integer, Long> startedAt = new HashMap<>();

    TurnReports() {}

    /** Sets the listener of the current workflow run. */
    public static void listen(Listener listener) {
        LISTENER.set(listener);
    }

    /** The number of the turn that the current workflow thread carries out. */
    public static Optional<Integer> current() {
        return CURRENT.get();
    }

    /** Marks the turn that the current workflow thread carries out from now on. */
    static void current(Optional<Integer> number) {
        CURRENT.set(number);
    }

    /** Compares the queue before and after a transition. */
    @SuppressWarnings("ReferenceEquality") // a transition that leaves the queue alone keeps the object
    void changed(TurnQueue before, TurnQueue after) {
        if (before == after) {
            return;
        }
        Map<Integer, TurnStatus> earlier =
                before.turns().stream().collect(Collectors.toMap(Turn::number, Turn::status));
        for (Turn turn : after.turns()) {
            TurnStatus was = earlier.get(turn.number());
            if (was != turn.status()) {
                changed(turn);
            }
        }
    }

    private void changed(Turn turn) {
        long now = Workflow.currentTimeMillis();
        switch (turn.status()) {
            case QUEUED -> queuedAt.put(turn.number(), now);
            case RUNNING -> startedAt.putIfAbsent(turn.number(), now);
            case DONE, FAILED, CANCELLED, UNKNOWN ->
                LISTENER.get()
                        .ended(EndedTurn.of(
                                turn,
                                Optional.ofNullable(queuedAt.remove(turn.number())),
                                Optional.ofNullable(startedAt.remove(turn.number())),
                                now));
        }
    }
}
