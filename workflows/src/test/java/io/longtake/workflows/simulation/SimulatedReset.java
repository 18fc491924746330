package io.longtake.workflows.simulation;

import io.longtake.workflows.TaskQueue;
import io.longtake.workflows.render.RenderInput;
import io.longtake.workflows.render.RenderWorkflow;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptorBase;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.unsafe.WorkflowUnsafe;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Simulates what a workflow reset leaves behind. The in-memory server does not support resets; but a session that is
 * reset to a point before an export finds the render that it started before the reset. This class produces the same
 * situation: sometimes, directly before a session starts a render, it starts that render itself.
 */
final class SimulatedReset {
    private static final double RESETS = 0.15;

    /** A render that was started before the reset. */
    record Left(int exportTurn, String renderId) {}

    private final Supplier<WorkflowClient> client;
    private final UnaryOperator<String> idBefore;
    private final Predicate<RenderInput> wasReset;
    private final Map<String, List<Left>> left = new ConcurrentHashMap<>();

    /**
     * @param idBefore maps the current id of a render to its id before the reset: the same id if the code is correct
     */
    SimulatedReset(Supplier<WorkflowClient> client, UnaryOperator<String> idBefore) {
        this(client, idBefore, SimulatedReset::wasReset);
    }

    /** @param wasReset whether the session was reset to a point before this render */
    SimulatedReset(Supplier<WorkflowClient> client, UnaryOperator<String> idBefore, Predicate<RenderInput> wasReset) {
        this.client = client;
        this.idBefore = idBefore;
        this.wasReset = wasReset;
    }

    List<Left> of(String session) {
        return left.getOrDefault(session, List.of());
    }

    WorkflowOutboundCallsInterceptor between(WorkflowOutboundCallsInterceptor next) {
        return new WorkflowOutboundCallsInterceptorBase(next) {
            @Override
            public <R> ChildWorkflowOutput<R> executeChildWorkflow(ChildWorkflowInput<R> input) {
                if (input.getArgs()[0] instanceof RenderInput render
                        && render.aim().isEmpty()
                        && !WorkflowUnsafe.isReplaying()
                        && wasReset.test(render)) {
                    // Not on the workflow's own thread, on which no client may be used.
                    CompletableFuture.runAsync(() -> begin(render)).join();
                }
                return super.executeChildWorkflow(input);
            }
        };
    }

    private static boolean wasReset(RenderInput render) {
        String attempt = place(render.renderId()).replaceAll(".*_", "");
        return SeededRandom.of(Workflow.getInfo().getWorkflowId())
                .happens("reset before " + render.exportTurn() + "." + attempt, RESETS);
    }

    private void begin(RenderInput now) {
        String id = idBefore.apply(now.renderId());
        RenderInput before = new RenderInput(
                id,
                now.reportTo(),
                now.exportTurn(),
                now.account(),
                now.session(),
                now.draft(),
                now.pollInterval(),
                now.deadline(),
                now.lostAfter(),
                now.rateLimitDelay(),
                now.delivery(),
                now.aim());
        RenderWorkflow render = client.get()
                .newWorkflowStub(
                        RenderWorkflow.class,
                        WorkflowOptions.newBuilder()
                                .setWorkflowId("render-" + place(id))
                                .setTaskQueue(TaskQueue.SESSIONS.queueName())
                                .build());
        try {
            WorkflowClient.start(render::run, before);
            left.computeIfAbsent(session(now.reportTo()), name -> new CopyOnWriteArrayList<>())
                    .add(new Left(now.exportTurn(), id));
        } catch (WorkflowExecutionAlreadyStarted already) {
            // The workflow task was executed a second time.
        }
    }

    /** The workflow id of a render does not contain the draft. */
    private static String place(String renderId) {
        return renderId.replaceFirst("-.*", "");
    }

    private static String session(String workflowId) {
        return workflowId.replaceFirst("^session-", "");
    }
}
