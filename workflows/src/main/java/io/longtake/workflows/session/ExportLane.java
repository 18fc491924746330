package io.longtake.workflows.session;

import io.longtake.workflows.failure.Failure;
import io.longtake.workflows.failure.FailureType;
import io.longtake.workflows.failure.Failures;
import io.longtake.workflows.render.RenderInput;
import io.longtake.workflows.render.RenderOutcome;
import io.longtake.workflows.render.RenderWorkflow;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.ChildWorkflowCancellationType;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.SignalExternalWorkflowException;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Renders the frozen exports, one at a time, each as a child that outlives the session and reports by signal. */
final class ExportLane {
    /** A render that the backend calls failed may be tried once more, under a new id. */
    private static final int RENDERS_PER_EXPORT = 2;

    /** A render reports before it ends; after this long none will come. */
    private static final Duration REPORT_LIMIT = Duration.ofSeconds(30);

    /** Sessions of 0.1.0 render once more what was reported between two runs; theirs are replayed as they were. */
    private static final String REPORTED_BETWEEN_RUNS = "reported-between-runs";

    private final EditSessionWorkflowImpl session;
    /**
     * Exports that were told to stop in this run: a render that is just being started is stopped as soon as it is there. What
     * an earlier run was told, it has passed on itself.
     */
    private final Set<Integer> toldNow = new TreeSet<>();

    private Optional<String> started = Optional.empty();

    ExportLane(EditSessionWorkflowImpl session) {
        this.session = session;
    }

    void run() {
        while (true) {
            Workflow.await(
                    () -> session.leaving() || session.state().nextExport().isPresent());
            if (session.leaving()) {
                return;
            }
            export(session.state().nextExport().orElseThrow());
        }
    }

    private void export(Turn turn) {
        Optional<RenderOutcome> reported = reported(turn);
        // Asked only where it matters, so that other histories need no marker.
        if (reported.isPresent() && Workflow.getVersion(REPORTED_BETWEEN_RUNS, Workflow.DEFAULT_VERSION, 1) == 1) {
            end(turn, reported.get());
            return;
        }
        RenderRecord render = live(turn).orElseGet(() -> decide(turn));
        String renderId = render.renderId();
        if (render.waiting()) {
            follow(turn, render);
        }
        started = Optional.of(renderId);
        if (toldNow.contains(turn.number())) {
            signalCancel(render);
        }
        Workflow.await(() -> session.leaving() || outcome(renderId).isPresent());
        if (outcome(renderId).isEmpty()) {
            // This run ends and the render goes on: its report reaches the next run.
            return;
        }
        RenderOutcome outcome = outcome(renderId).orElseThrow();
        started = Optional.empty();
        if (mayTryAgain(turn, render, outcome)) {
            session.tell("the render failed at the backend; one more is tried");
            return;
        }
        end(turn, outcome);
    }

    private void end(Turn turn, RenderOutcome outcome) {
        toldNow.remove(turn.number());
        session.update(s -> s.end(turn.number(), meaning(outcome)));
        session.tell("");
    }

    /** What a render reported while one run handed over to the next, when no lane was there to end its turn. */
    private Optional<RenderOutcome> reported(Turn turn) {
        return session.state()
                .rendersOf(turn.number())
                .reduce((earlier, later) -> later)
                .flatMap(last -> last.outcome().filter(outcome -> !mayTryAgain(turn, last, outcome)));
    }

    private boolean mayTryAgain(Turn turn, RenderRecord render, RenderOutcome outcome) {
        return outcome instanceof RenderOutcome.Failed failed
                && failed.atBackend()
                && render.aim().isEmpty()
                && !session.state().turn(turn.number()).stopping()
                && session.state().rendersOf(turn.number()).count() < RENDERS_PER_EXPORT;
    }

    /** Decides the id; nothing is sent before that. */
    private RenderRecord decide(Turn turn) {
        String renderId = "render_" + Workflow.randomUUID().toString().replace("-", "");
        session.update(s -> s.renderDecided(renderId, turn.number()));
        return live(turn).orElseThrow();
    }

    /** Starts the child that answers for a render: the first submits it, a later one finds it at the backend. */
    private void follow(Turn turn, RenderRecord render) {
        String renderId = render.renderId();
        BackendSession home;
        try {
            // After a rebuild there may be none yet.
            home = session.backendSession();
        } catch (ActivityFailure failure) {
            session.update(s -> s.renderEnded(renderId, new RenderOutcome.Unknown(Failures.of(failure))));
            return;
        } catch (ApplicationFailure failure) {
            session.update(s -> s.renderEnded(renderId, new RenderOutcome.Unknown(Failures.of(failure))));
            return;
        }
        session.update(s -> s.renderFollowed(renderId));
        SessionSpec spec = session.spec();
        RenderWorkflow child = Workflow.newChildWorkflowStub(
                RenderWorkflow.class,
                ChildWorkflowOptions.newBuilder()
                        .setWorkflowId(render.workflowId())
                        .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
                        .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_ABANDON)
                        .setCancellationType(ChildWorkflowCancellationType.ABANDON)
                        .setStaticSummary("export " + turn.number() + " of session " + spec.name())
                        .build());
        Async.function(
                child::run,
                new RenderInput(
                        renderId,
                        Workflow.getInfo().getWorkflowId(),
                        turn.number(),
                        spec.lease(session.backend().generation()),
                        home,
                        turn.draft().orElseThrow(),
                        spec.policy().renderPollInterval(),
                        spec.policy().renderDeadline(),
                        spec.policy().rateLimitDelay(),
                        ((TurnSpec.Export) turn.spec()).delivery(),
                        render.aim()));
        try {
            WorkflowExecution ignored = Workflow.getWorkflowExecution(child).get();
        } catch (ChildWorkflowFailure failure) {
            session.update(s -> s.renderEnded(
                    renderId,
                    new RenderOutcome.Failed(
                            new Failure(
                                    FailureType.INTERNAL, "The render could not be started: " + failure.getMessage()),
                            false)));
        }
    }

    /** Stops what renders, and drops what only waits to. */
    void cancel() {
        for (Turn turn : session.state().turns()) {
            boolean frozen = turn.isExport()
                    && turn.status() == TurnStatus.RUNNING
                    && turn.draft().isPresent();
            if (!frozen) {
                continue;
            }
            if (session.state().rendersOf(turn.number()).findAny().isEmpty()) {
                session.update(s -> s.end(turn.number(), TurnEnd.cancelled("Cancelled before it was submitted.")));
            } else {
                stop(turn);
            }
        }
    }

    private void stop(Turn turn) {
        Optional<RenderRecord> live = live(turn);
        if (live.isEmpty() && session.leaving()) {
            if (reported(turn).isPresent()) {
                return;
            }
            // This run won't try again, and the next one must not either.
            session.update(
                    s -> s.end(turn.number(), TurnEnd.cancelled("Cancelled before it was submitted once more.")));
            return;
        }
        toldNow.add(turn.number());
        session.update(s -> s.toldToStop(turn.number()));
        live.filter(r -> started.equals(Optional.of(r.renderId())) || session.leaving())
                .ifPresent(this::signalCancel);
    }

    private void signalCancel(RenderRecord render) {
        try {
            Workflow.newExternalWorkflowStub(RenderWorkflow.class, render.workflowId())
                    .cancel();
        } catch (SignalExternalWorkflowException | ApplicationFailure ended) {
            // It ended by itself and its report is under way; or somebody terminated it, and none will come.
            if (!Workflow.await(REPORT_LIMIT, () -> outcome(render.renderId()).isPresent())) {
                session.update(s -> s.renderEnded(
                        render.renderId(),
                        new RenderOutcome.Unknown(new Failure(
                                FailureType.OUTCOME_UNKNOWN,
                                "The workflow " + render.workflowId() + " ended without a report; the render may run on"
                                        + " at the backend. `longtake reconcile` takes it up again."))));
            }
        }
    }

    private Optional<RenderRecord> live(Turn turn) {
        return session.state()
                .rendersOf(turn.number())
                .filter(r -> r.outcome().isEmpty())
                .findFirst();
    }

    private Optional<RenderOutcome> outcome(String renderId) {
        return session.state().renders().stream()
                .filter(r -> r.renderId().equals(renderId))
                .findFirst()
                .flatMap(RenderRecord::outcome);
    }

    private static TurnEnd meaning(RenderOutcome outcome) {
        if (outcome instanceof RenderOutcome.Completed done) {
            String size = done.video().widthPx() + "x" + done.video().heightPx();
            return TurnEnd.done("Rendered " + size + ", " + done.video().durationMs() / 1000.0 + " s, "
                    + done.video().file().bytes() + " bytes."
                    + done.deliveryTrouble().map(t -> " " + t.message()).orElse(""));
        }
        if (outcome instanceof RenderOutcome.Failed failed) {
            return TurnEnd.failed(failed.why());
        }
        return outcome instanceof RenderOutcome.Unknown unknown
                ? TurnEnd.unknown(unknown.why())
                : TurnEnd.cancelled("The render was cancelled.");
    }
}
