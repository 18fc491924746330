package io.longtake.workflows.session;

import io.longtake.workflows.render.RenderEnded;
import io.longtake.workflows.render.RenderOutcome;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Renders the frozen exports, one at a time, each as a child workflow that outlives the session and reports by signal.
 */
final class ExportLane {
    private final SessionRun run;
    private final RenderChild child;
    /** The render whose workflow exists and can be signalled. */
    private Optional<String> started = Optional.empty();

    ExportLane(SessionRun run, SessionBackend backend) {
        this.run = run;
        this.child = new RenderChild(run, backend);
    }

    /** Runs until the run ends. */
    void perform() {
        try {
            exportUntilHandover();
        } catch (TemporalFailure uncaught) {
            // If rethrown, it would end the session; any other exception fails the workflow task, which is retried.
            throw new IllegalStateException("the export lane failed", uncaught);
        }
    }

    private void exportUntilHandover() {
        while (true) {
            Workflow.await(() -> run.handingOver() || run.queue().nextExport().isPresent());
            if (run.handingOver()) {
                return;
            }
            export(run.queue().nextExport().orElseThrow());
        }
    }

    private void export(Turn.ExportTurn turn) {
        TurnReports.current(Optional.of(turn.number()));
        Optional<RenderOutcome> reported = reported(turn);
        if (reported.isPresent()) {
            end(turn, reported.get());
            return;
        }
        String renderId =
                run.renders().live(turn.number()).orElseGet(() -> decide(turn)).renderId();
        while (!run.handingOver() && outcome(renderId).isEmpty()) {
            follow(turn, renderId);
        }
        if (outcome(renderId).isEmpty()) {
            // This run ends, and the render continues or waits: it reports to the next run, or the next run starts it.
            return;
        }
        if (mayTryAgain(turn.number(), run.renders().record(renderId))) {
            run.tell("the render failed at the backend; retrying once");
            return;
        }
        end(turn, outcome(renderId).orElseThrow());
    }

    /**
     * Follows the render until its workflow has reported, or is gone and another one has to follow it, or this run
     * ends.
     */
    private void follow(Turn.ExportTurn turn, String renderId) {
        if (run.renders().record(renderId).waiting()) {
            child.follow(turn, run.renders().record(renderId));
            return;
        }
        started = Optional.of(renderId);
        if (isStopping(turn)) {
            // The export was cancelled before this lane started it, possibly by a message in this run's first task.
            // Sending the signal twice is harmless.
            child.cancel(run.renders().record(renderId));
        }
        child.awaitReport(run.renders().record(renderId));
        if (!run.handingOver()) {
            started = Optional.empty();
        }
    }

    private void end(Turn turn, RenderOutcome outcome) {
        run.queue(q -> q.end(turn.number(), TurnEnd.of(outcome)));
        run.tell("");
    }

    /**
     * The result that a render reported during the handover between two runs, when no lane was running to end its turn.
     */
    private Optional<RenderOutcome> reported(Turn.ExportTurn turn) {
        return run.renders()
                .last(turn.number())
                .filter(last -> !mayTryAgain(turn.number(), last))
                .flatMap(RenderRecord::outcome);
    }

    private boolean isStopping(Turn.ExportTurn turn) {
        return run.queue().turn(turn.number()) instanceof Turn.ExportTurn now && now.stopping();
    }

    private boolean mayTryAgain(int number, RenderRecord render) {
        return run.queue().turn(number) instanceof Turn.ExportTurn now
                && run.renders().mayTryAgain(now, render);
    }

    /**
     * Decides the render id before anything is sent. The id is the same after a workflow reset, because it is derived
     * from the first run's id, so an export is not rendered twice.
     */
    private RenderRecord decide(Turn.ExportTurn turn) {
        int attempt = run.renders().of(turn.number()).size() + 1;
        String renderId = RenderId.of(
                Workflow.getInfo().getFirstExecutionRunId(),
                turn.number(),
                attempt,
                turn.draft().orElseThrow());
        run.renders(r -> r.decided(renderId, turn.number()));
        return run.renders().record(renderId);
    }

    /** Handles the report of a render's workflow that has ended. */
    void reported(RenderEnded report) {
        run.renders(r -> r.ended(report.renderId(), report.outcome()));
        child.reported(report.renderId());
    }

    /**
     * Stops running renders and drops waiting ones. First marks every export without blocking; the signals that follow
     * may take a while, and other turns continue during that time.
     */
    void cancel() {
        List<String> live = new ArrayList<>();
        for (Turn.ExportTurn turn : run.queue().rendering().toList()) {
            stop(turn).ifPresent(live::add);
        }
        for (String renderId : live) {
            RenderRecord render = run.renders().record(renderId);
            if (render.outcome().isEmpty()) {
                child.cancel(render);
            }
        }
    }

    /**
     * Marks an export as cancelled.
     *
     * @return the render whose workflow has to be signalled
     */
    private Optional<String> stop(Turn.ExportTurn turn) {
        int number = turn.number();
        if (run.renders().of(number).isEmpty()) {
            run.queue(q -> q.end(number, TurnEnd.cancelled("Cancelled before it was submitted.")));
            return Optional.empty();
        }
        Optional<RenderRecord> live = run.renders().live(number);
        if (live.isEmpty() && run.handingOver()) {
            if (reported(turn).isEmpty()) {
                // This run will not retry, and the next one must not do so either.
                run.queue(q -> q.end(number, TurnEnd.cancelled("Cancelled before it was submitted again.")));
            }
            return Optional.empty();
        }
        run.queue(q -> q.stopRequested(number));
        return live.filter(r -> started.equals(Optional.of(r.renderId())) || (run.handingOver() && !r.waiting()))
                .map(RenderRecord::renderId);
    }

    private Optional<RenderOutcome> outcome(String renderId) {
        return run.renders().outcome(renderId);
    }
}
