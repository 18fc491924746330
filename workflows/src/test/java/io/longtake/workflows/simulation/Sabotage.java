package io.longtake.workflows.simulation;

import io.longtake.workflows.render.RenderObservation;
import io.longtake.workflows.render.RenderProgress;
import io.longtake.workflows.render.SubmitRender;
import io.longtake.workflows.session.ReadTimeline;
import io.longtake.workflows.session.SessionInput;
import io.longtake.workflows.session.SessionState;
import io.longtake.workflows.session.Turn;
import io.longtake.workflows.session.TurnQueue;
import io.longtake.workflows.session.TurnSpec;
import io.longtake.workflows.timeline.TimelineSnapshot;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptor.ActivityInput;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptor.ActivityOutput;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptorBase;
import io.temporal.workflow.Workflow;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Deliberate bugs of kinds that developers make, to show that the simulation detects them. */
enum Sabotage {
    NONE("", SimulatedCloud::new, calls -> calls),
    /** The activity that sends a message is retried like any other. */
    CHAT_IS_RETRIED("sent twice", SimulatedCloud::new, RetriedChat::new),
    /** A submission without a response is followed by another one under a new id. */
    RENDER_IS_POSTED_UNDER_ANOTHER_ID("an orphan", RepostingCloud::new, calls -> calls),
    /** A stalled render counts as stopped without a cancel request to the backend, and another one is submitted. */
    CANCEL_STAYS_AT_HOME("two live renders", SimulatedCloud::new, CancelAtHome::new),
    /** Two readings of the same timeline have two fingerprints, so that every edit seems to have an effect. */
    ANY_READING_COUNTS_AS_A_CHANGE("the state does not show it", RestlessCloud::new, calls -> calls),
    /** An export renders the timeline as it was read before the last edit. */
    EXPORT_OF_AN_OLD_READING("started before", SimulatedCloud::new, OldReading::new),
    /** A closing session waits for a condition on the state at the beginning of the wait. */
    CLOSED_WAITS_FOR_AN_OLD_STATE("closed, but its execution", SimulatedCloud::new, StaleConditions::new),
    /** The id of a render is random, so that it is different after a reset. */
    RENDER_ID_IS_DRAWN("a reset started a second render", SimulatedCloud::new, calls -> calls),
    /**
     * A run passes its turns to the next without the marks of replays, so that a replay and the edit that it repeats
     * count as two edits.
     */
    REPLAYS_COUNT_AS_EDITS("not replayed once", SimulatedCloud::new, ForgottenMarks::new),
    /** A reading returns the draft itself instead of a reference to it. */
    DRAFT_BY_VALUE("exceeds its bound", WordyCloud::new, calls -> calls);

    /** A part of the violation's text by which the bug is recognized. */
    final String words;

    @SuppressWarnings("ImmutableEnumChecker")
    private final Supplier<SimulatedCloud> cloud;

    @SuppressWarnings("ImmutableEnumChecker")
    private final UnaryOperator<WorkflowOutboundCallsInterceptor> calls;

    Sabotage(String words, Supplier<SimulatedCloud> cloud, UnaryOperator<WorkflowOutboundCallsInterceptor> calls) {
        this.words = words;
        this.cloud = cloud;
        this.calls = calls;
    }

    SimulatedCloud cloud() {
        return cloud.get();
    }

    /** Wraps the calls from the workflows to their activities. */
    WorkflowOutboundCallsInterceptor between(WorkflowOutboundCallsInterceptor next) {
        return calls.apply(next);
    }

    /** The id that a render had before its session was reset. */
    String idBeforeAReset(String renderId) {
        return this == RENDER_ID_IS_DRAWN ? "before_" + renderId : renderId;
    }

    private static final class RetriedChat extends WorkflowOutboundCallsInterceptorBase {
        RetriedChat(WorkflowOutboundCallsInterceptor next) {
            super(next);
        }

        @Override
        public <R> ActivityOutput<R> executeActivity(ActivityInput<R> input) {
            if (!input.getActivityName().equals("Chat")) {
                return super.executeActivity(input);
            }
            ActivityOptions retried = ActivityOptions.newBuilder(input.getOptions())
                    .setRetryOptions(
                            RetryOptions.newBuilder().setMaximumAttempts(3).build())
                    .build();
            return super.executeActivity(new ActivityInput<>(
                    input.getActivityName(),
                    input.getResultClass(),
                    input.getResultType(),
                    input.getArgs(),
                    retried,
                    input.getHeader()));
        }
    }

    private static final class CancelAtHome extends WorkflowOutboundCallsInterceptorBase {
        CancelAtHome(WorkflowOutboundCallsInterceptor next) {
            super(next);
        }

        @Override
        public <R> ActivityOutput<R> executeActivity(ActivityInput<R> input) {
            return input.getActivityName().equals("CancelRender")
                    ? answered(input, new RenderObservation.Cancelled())
                    : super.executeActivity(input);
        }
    }

    static final class StaleConditions extends WorkflowOutboundCallsInterceptorBase {
        private boolean closing;

        StaleConditions(WorkflowOutboundCallsInterceptor next) {
            super(next);
        }

        /** From now on conditions keep their first value. */
        void begin() {
            closing = true;
        }

        @Override
        public void await(String reason, Supplier<Boolean> condition) {
            if (closing) {
                boolean first = condition.get();
                super.await(reason, () -> first);
            } else {
                super.await(reason, condition);
            }
        }
    }

    private static final class OldReading extends WorkflowOutboundCallsInterceptorBase {
        private ActivityOutput<?> old;

        OldReading(WorkflowOutboundCallsInterceptor next) {
            super(next);
        }

        @Override
        public <R> ActivityOutput<R> executeActivity(ActivityInput<R> input) {
            boolean reads = input.getActivityName().equals("ReadTimeline");
            if (reads
                    && old != null
                    && "read the timeline to export".equals(input.getOptions().getSummary())) {
                return answered(input, old.getResult().get());
            }
            ActivityOutput<R> output = super.executeActivity(input);
            if (reads
                    && "read the timeline before the edit"
                            .equals(input.getOptions().getSummary())) {
                old = output;
            }
            return output;
        }
    }

    private static final class ForgottenMarks extends WorkflowOutboundCallsInterceptorBase {
        ForgottenMarks(WorkflowOutboundCallsInterceptor next) {
            super(next);
        }

        @Override
        public void continueAsNew(ContinueAsNewInput input) {
            Object[] arguments = Arrays.stream(input.getArgs())
                    .map(argument -> argument instanceof SessionInput session ? without(session) : argument)
                    .toArray();
            super.continueAsNew(
                    new ContinueAsNewInput(input.getWorkflowType(), input.getOptions(), arguments, input.getHeader()));
        }

        private static SessionInput without(SessionInput input) {
            return new SessionInput(
                    input.spec(),
                    input.carried()
                            .map(state -> new SessionState(
                                    state.phase(),
                                    state.backend(),
                                    without(state.queue()),
                                    state.renders(),
                                    state.archive(),
                                    state.notifications())),
                    input.listed());
        }

        private static TurnQueue without(TurnQueue queue) {
            return new TurnQueue(
                    queue.turns().stream().map(ForgottenMarks::without).toList(),
                    queue.nextNumber(),
                    queue.backendSessionFirstTurn(),
                    queue.handled());
        }

        private static Turn without(Turn turn) {
            return turn instanceof Turn.EditTurn edit
                    ? new Turn.EditTurn(
                            edit.header(),
                            new TurnSpec.Edit(edit.spec().prompt(), edit.spec().film()),
                            edit.maxCredits(),
                            edit.baseline(),
                            edit.cost())
                    : turn;
        }
    }

    private static <R> ActivityOutput<R> answered(ActivityInput<R> input, Object answer) {
        return new ActivityOutput<>(
                "", Workflow.newPromise(input.getResultClass().cast(answer)));
    }

    private static final class RepostingCloud extends SimulatedCloud {
        @Override
        RenderObservation submit(Ledger ledger, String session, SubmitRender request) {
            int attempt = Activity.getExecutionContext().getInfo().getAttempt();
            String id = attempt == 1 ? request.renderId() : request.renderId() + "-" + attempt;
            ledger.jobs.computeIfAbsent(id, i -> job(ledger, session, request, i));
            return new RenderObservation.Running(new RenderProgress("pending", 0));
        }
    }

    private static final class RestlessCloud extends SimulatedCloud {
        private final AtomicInteger readings = new AtomicInteger();

        @Override
        public TimelineSnapshot readTimeline(ReadTimeline request) {
            TimelineSnapshot now = super.readTimeline(request);
            return new TimelineSnapshot(
                    now.fingerprint() + "?" + readings.incrementAndGet(),
                    now.draft(),
                    now.summary(),
                    now.durationMs(),
                    now.exportable(),
                    now.tracks(),
                    now.uploads(),
                    List.of());
        }
    }

    private static final class WordyCloud extends SimulatedCloud {
        @Override
        public TimelineSnapshot readTimeline(ReadTimeline request) {
            TimelineSnapshot now = super.readTimeline(request);
            return new TimelineSnapshot(
                    now.fingerprint(),
                    now.draft(),
                    now.summary() + " {\"t\":[]}".repeat(PayloadBound.BYTES / 8),
                    now.durationMs(),
                    now.exportable(),
                    now.tracks(),
                    now.uploads(),
                    List.of());
        }
    }
}
