package io.longtake.activities.telemetry;

import io.longtake.activities.telemetry.TurnObserver.TurnPlace;
import io.longtake.workflows.session.EndedTurn;
import io.longtake.workflows.session.Enqueued;
import io.longtake.workflows.session.TurnReports;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptorBase;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.unsafe.WorkflowUnsafe;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Follows one workflow run. It remembers which request queued each turn, and writes that origin into the headers of the activities
 * and children of the turn. A replay does not compare headers, so their content may differ. The
 * next run does not know the requests of this one: a turn that is still queued at continue-as-new begins a trace of its own.
 */
final class WorkflowTelemetry extends WorkflowInboundCallsInterceptorBase {
    private final List<TurnObserver> observers;
    /** The spans of the requests that queued turns, by the number of the turn. */
    private final Map<Integer, String> requests = new HashMap<>();

    private Origin start = Origin.NONE;

    WorkflowTelemetry(WorkflowInboundCallsInterceptor next, List<TurnObserver> observers) {
        super(next);
        this.observers = observers;
    }

    @Override
    public void init(WorkflowOutboundCallsInterceptor outbound) {
        super.init(new Outbound(outbound));
        TurnReports.listen(this::ended);
    }

    @Override
    public WorkflowOutput execute(WorkflowInput input) {
        start = Origin.of(input.getHeader());
        return super.execute(input);
    }

    @Override
    public UpdateOutput executeUpdate(UpdateInput input) {
        UpdateOutput output = super.executeUpdate(input);
        if (output.getResult() instanceof Enqueued enqueued) {
            Origin.of(input.getHeader()).traceparent().ifPresent(parent -> enqueued.numbers()
                    .forEach(number -> requests.putIfAbsent(number, parent)));
        }
        return output;
    }

    private void ended(EndedTurn turn) {
        if (!WorkflowUnsafe.isReplaying()) {
            TurnPlace place = place(turn.number());
            observers.forEach(observer -> observer.ended(turn, place));
        }
        requests.remove(turn.number());
    }

    private TurnPlace place(int number) {
        return new TurnPlace(
                session().orElse(""),
                Workflow.getInfo().getFirstExecutionRunId(),
                number,
                Optional.ofNullable(requests.get(number)));
    }

    private Optional<String> session() {
        return start.sessionOf(Workflow.getInfo().getWorkflowId());
    }

    /** The origin of what the current workflow thread does. */
    private Origin current() {
        Optional<Integer> turn = TurnReports.current();
        return turn.map(number -> new Origin(session(), turn, spanOf(number))).orElse(start);
    }

    private Optional<String> spanOf(int number) {
        TurnPlace place = place(number);
        return observers.stream()
                .flatMap(observer -> observer.spanOf(place).stream())
                .findFirst()
                // A worker that traces nothing passes on the span of the request to those that do.
                .or(place::parent);
    }

    private final class Outbound extends WorkflowOutboundCallsInterceptorBase {
        Outbound(WorkflowOutboundCallsInterceptor next) {
            super(next);
        }

        @Override
        public <R> ActivityOutput<R> executeActivity(ActivityInput<R> input) {
            return super.executeActivity(new ActivityInput<>(
                    input.getActivityName(),
                    input.getResultClass(),
                    input.getResultType(),
                    input.getArgs(),
                    input.getOptions(),
                    current().addedTo(input.getHeader())));
        }

        @Override
        public <R> ChildWorkflowOutput<R> executeChildWorkflow(ChildWorkflowInput<R> input) {
            return super.executeChildWorkflow(new ChildWorkflowInput<>(
                    input.getWorkflowId(),
                    input.getWorkflowType(),
                    input.getResultClass(),
                    input.getResultType(),
                    input.getArgs(),
                    input.getOptions(),
                    current().addedTo(input.getHeader())));
        }
    }
}
