package io.longtake.workflows.simulation;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.MethodDescriptor;
import io.longtake.workflows.InspectedCall;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.common.v1.Payloads;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.enums.v1.TimeoutType;
import io.temporal.api.failure.v1.Failure;
import io.temporal.api.failure.v1.TimeoutFailureInfo;
import io.temporal.api.history.v1.ActivityTaskFailedEventAttributes;
import io.temporal.api.history.v1.ActivityTaskTimedOutEventAttributes;
import io.temporal.api.history.v1.History;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryRequest;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryResponse;
import io.temporal.api.workflowservice.v1.PollWorkflowTaskQueueResponse;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskCompletedResponse;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.failure.ApplicationFailure;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Changes histories so that they look like those of a larger server. Continue-as-new is suggested after some dozens of
 * events instead of thousands, which no session of a simulation would reach. An activity whose worker was lost appears
 * as timed out, which the in-memory server can't be made to do while it skips time.
 *
 * @param limit by workflow id: the number of events after which continue-as-new is suggested
 */
public record AlteredHistory(Function<String, Optional<Long>> limit) implements ClientInterceptor {
    private static final String WORKER_LOST = "SIMULATED_WORKER_LOST";

    /** The exception that an activity throws to simulate that its worker is lost in the middle of it. */
    static ApplicationFailure lostWorker(TimeoutType noticedBy, Optional<?> lastHeartbeat) {
        return lastHeartbeat
                .map(beat -> ApplicationFailure.newFailure("the worker is gone", WORKER_LOST, noticedBy.name(), beat))
                .orElseGet(() -> ApplicationFailure.newFailure("the worker is gone", WORKER_LOST, noticedBy.name()));
    }

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        return new InspectedCall<>(next.newCall(method, options)) {
            private String workflow = "";

            @Override
            public void sendMessage(Q message) {
                if (message instanceof GetWorkflowExecutionHistoryRequest request) {
                    workflow = request.getExecution().getWorkflowId();
                }
                super.sendMessage(message);
            }

            @Override
            protected A heard(A answer) {
                return altered(answer, workflow);
            }
        };
    }

    @SuppressWarnings("unchecked")
    private <A> A altered(A message, String workflow) {
        if (message instanceof PollWorkflowTaskQueueResponse task) {
            return (A) altered(task);
        }
        if (message instanceof RespondWorkflowTaskCompletedResponse answer && answer.hasWorkflowTask()) {
            return (A) answer.toBuilder()
                    .setWorkflowTask(altered(answer.getWorkflowTask()))
                    .build();
        }
        if (message instanceof GetWorkflowExecutionHistoryResponse page) {
            return (A) page.toBuilder()
                    .setHistory(altered(page.getHistory(), workflow))
                    .build();
        }
        return message;
    }

    private PollWorkflowTaskQueueResponse altered(PollWorkflowTaskQueueResponse task) {
        return task.toBuilder()
                .setHistory(
                        altered(task.getHistory(), task.getWorkflowExecution().getWorkflowId()))
                .build();
    }

    private History altered(History history, String workflow) {
        long last = limit.apply(workflow).orElse(Long.MAX_VALUE);
        History.Builder changed = history.toBuilder();
        for (int i = 0; i < history.getEventsCount(); i++) {
            HistoryEvent event = history.getEvents(i);
            if (event.getEventType() == EventType.EVENT_TYPE_WORKFLOW_TASK_STARTED && event.getEventId() > last) {
                HistoryEvent.Builder suggested = event.toBuilder();
                suggested.getWorkflowTaskStartedEventAttributesBuilder().setSuggestContinueAsNew(true);
                changed.setEvents(i, suggested);
            } else if (event.getActivityTaskFailedEventAttributes()
                    .getFailure()
                    .getApplicationFailureInfo()
                    .getType()
                    .equals(WORKER_LOST)) {
                changed.setEvents(i, timedOut(event));
            }
        }
        return changed.build();
    }

    private static HistoryEvent timedOut(HistoryEvent event) {
        ActivityTaskFailedEventAttributes failed = event.getActivityTaskFailedEventAttributes();
        List<Payload> details =
                failed.getFailure().getApplicationFailureInfo().getDetails().getPayloadsList();
        String type = DefaultDataConverter.STANDARD_INSTANCE.fromPayload(details.get(0), String.class, String.class);
        TimeoutFailureInfo.Builder info = TimeoutFailureInfo.newBuilder().setTimeoutType(TimeoutType.valueOf(type));
        if (details.size() > 1) {
            info.setLastHeartbeatDetails(Payloads.newBuilder().addPayloads(details.get(1)));
        }
        return event.toBuilder()
                .setEventType(EventType.EVENT_TYPE_ACTIVITY_TASK_TIMED_OUT)
                .setActivityTaskTimedOutEventAttributes(ActivityTaskTimedOutEventAttributes.newBuilder()
                        .setScheduledEventId(failed.getScheduledEventId())
                        .setStartedEventId(failed.getStartedEventId())
                        .setRetryState(failed.getRetryState())
                        .setFailure(Failure.newBuilder()
                                .setMessage("activity timed out")
                                .setTimeoutFailureInfo(info)))
                .build();
    }
}
