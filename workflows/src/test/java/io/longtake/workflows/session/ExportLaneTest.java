package io.longtake.workflows.session;

import static io.longtake.workflows.WorkflowTestServer.turn;
import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.workflows.FakeBackend;
import io.longtake.workflows.FakeBackend.OnRender;
import io.longtake.workflows.OutboundCalls;
import io.longtake.workflows.WorkflowTestServer;
import io.longtake.workflows.render.RenderEnded;
import io.longtake.workflows.render.RenderInput;
import io.longtake.workflows.render.RenderOutcome;
import io.temporal.api.enums.v1.EventType;
import io.temporal.client.WorkflowUpdateStage;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptorBase;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("records-histories")
class ExportLaneTest {
    private static final String ID = "session-holiday";
    private static final TurnSpec EDIT = new TurnSpec.Edit("one");
    private static final TurnSpec EXPORT = new TurnSpec.Export(Optional.empty());

    private final FakeBackend backend = new FakeBackend();

    /** Throws where the lane waits for its render, as a bug in its code would. */
    private static final class Mistake extends WorkflowOutboundCallsInterceptorBase {
        private final AtomicBoolean made;

        Mistake(WorkflowOutboundCallsInterceptor outside, AtomicBoolean made) {
            super(outside);
            this.made = made;
        }

        private static boolean isInTheLane() {
            return StackWalker.getInstance()
                    .walk(frames ->
                            frames.anyMatch(frame -> frame.getClassName().endsWith(".ExportLane")
                                    && frame.getMethodName().equals("export")));
        }

        @Override
        public void await(String reason, Supplier<Boolean> condition) {
            if (made.get() && isInTheLane()) {
                throw new IllegalStateException("a mistake");
            }
            super.await(reason, condition);
        }
    }

    @Test
    void aBugInTheExportLaneFailsTheWorkflowTaskUntilItIsFixed() {
        AtomicBoolean made = new AtomicBoolean(true);
        OutboundCalls mistaken = new OutboundCalls(outside -> new Mistake(outside, made));
        try (WorkflowTestServer stage =
                new WorkflowTestServer(backend, new WorkflowTestServer.Options(600, List.of(mistaken), List.of()))) {
            stage.account("account-1");
            EditSessionWorkflow session = stage.session("holiday", "account-1");
            stage.untyped(ID)
                    .startUpdate(
                            "enqueue",
                            WorkflowUpdateStage.ACCEPTED,
                            Enqueued.class,
                            new EnqueueTurns("r", List.of(EDIT, EXPORT), Optional.empty(), Optional.empty()));
            WorkflowTestServer.await(
                    "the task fails", () -> stage.client().fetchHistory(ID).getHistory().getEventsList().stream()
                            .anyMatch(e -> e.getEventType() == EventType.EVENT_TYPE_WORKFLOW_TASK_FAILED));

            made.set(false);

            assertThat(turn(stage.untilIdle(session), 2).status()).isEqualTo(TurnStatus.DONE);
            assertThat(backend.count("chat")).isEqualTo(1);
        }
    }

    @Test
    void aQueuedExportIsCancelledImmediatelyEvenIfTheRenderBeforeItStopsSlowly() {
        try (WorkflowTestServer stage = new WorkflowTestServer(backend)) {
            stage.account("account-1");
            EditSessionWorkflow session = stage.session("holiday", "account-1");
            backend.renders.add(OnRender.NEVER_END);
            stage.ask(session, EDIT, EXPORT);
            stage.ask(session, EXPORT);
            stage.until(
                    session,
                    v -> backend.count("render") == 1
                            && WorkflowTestServer.export(v, 3).draft().isPresent());
            RenderRecord render = session.view().renders().get(0);
            // No workflow is left to receive the signal; the lane waits 30 s for a report.
            stage.untyped(render.workflowId()).terminate("a test");
            stage.untyped(ID)
                    .startUpdate(
                            "cancel",
                            WorkflowUpdateStage.ACCEPTED,
                            CancelAccepted.class,
                            new CancelTurns("c", CancelTurns.Scope.EXPORTS));
            stage.skip(Duration.ofSeconds(5));

            session.renderEnded(new RenderEnded(render.renderId(), 2, new RenderOutcome.Cancelled()));
            SessionView view = stage.untilIdle(session);

            assertThat(view.turns())
                    .extracting(Turn::status)
                    .containsExactly(TurnStatus.DONE, TurnStatus.CANCELLED, TurnStatus.CANCELLED);
            assertThat(backend.count("render")).isEqualTo(1);
            assertThat(view.turns()).noneMatch(t -> t instanceof Turn.ExportTurn export && export.stopping());
        }
    }

    /**
     * Ends a render's workflow before it does anything, as if it had been terminated; the in-memory server does not
     * notify the parent of a termination.
     */
    private static final class Broken extends WorkerInterceptorBase {
        @Override
        public WorkflowInboundCallsInterceptor interceptWorkflow(WorkflowInboundCallsInterceptor next) {
            return new WorkflowInboundCallsInterceptorBase(next) {
                @Override
                public WorkflowOutput execute(WorkflowInput input) {
                    if (input.getArguments()[0] instanceof RenderInput) {
                        throw ApplicationFailure.newNonRetryableFailure("broken off", "test");
                    }
                    return super.execute(input);
                }
            };
        }
    }

    @Test
    void anExportWhoseRenderWorkflowIsTerminatedIsUnknown() {
        try (WorkflowTestServer stage = new WorkflowTestServer(
                backend, new WorkflowTestServer.Options(600, List.of(new Broken()), List.of()))) {
            stage.account("account-1");
            EditSessionWorkflow session = stage.session("holiday", "account-1");
            stage.ask(session, EDIT, EXPORT);

            SessionView view = stage.untilIdle(session);

            RenderRecord render = view.renders().get(0);
            assertThat(turn(view, 2).status()).isEqualTo(TurnStatus.UNKNOWN);
            assertThat(turn(view, 2).report()).contains(render.workflowId(), "`longtake reconcile` resumes it");
        }
    }
}
