package io.longtake.acceptance;

import io.temporal.api.common.v1.Payloads;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** Looks at a home's Temporal server from outside, to know in which moment a job is. */
final class Watch implements AutoCloseable {
    private final WorkflowServiceStubs service;

    Watch(String address) {
        service = WorkflowServiceStubs.newServiceStubs(
                WorkflowServiceStubsOptions.newBuilder().setTarget(address).build());
    }

    /** Waits for a condition; fails when it does not come. */
    static void until(String what, Duration limit, BooleanSupplier condition) {
        Instant end = Instant.now().plus(limit);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("not reached in " + limit + ": " + what);
            }
            try {
                Thread.sleep(40);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    /** What a running activity of that type last said of itself, as JSON; empty when it isn't running or said nothing. */
    Optional<String> progress(String workflowId, String activityType) {
        return describe(workflowId).stream()
                .flatMap(d -> d.getPendingActivitiesList().stream())
                .filter(a -> a.getActivityType().getName().equals(activityType))
                .map(Watch::said)
                .filter(text -> !text.isEmpty())
                .findFirst();
    }

    private static String said(PendingActivityInfo activity) {
        return text(activity.getHeartbeatDetails())
                + text(activity.getLastFailure().getApplicationFailureInfo().getDetails());
    }

    private static String text(Payloads payloads) {
        return payloads.getPayloadsList().stream()
                .map(p -> p.getData().toStringUtf8())
                .collect(Collectors.joining());
    }

    /** The renders a session has running. */
    List<String> children(String workflowId) {
        return describe(workflowId).stream()
                .flatMap(d -> d.getPendingChildrenList().stream())
                .map(c -> c.getWorkflowId())
                .toList();
    }

    private Optional<DescribeWorkflowExecutionResponse> describe(String workflowId) {
        try {
            return Optional.of(service.blockingStub()
                    .withDeadlineAfter(5, java.util.concurrent.TimeUnit.SECONDS)
                    .describeWorkflowExecution(DescribeWorkflowExecutionRequest.newBuilder()
                            .setNamespace("longtake")
                            .setExecution(WorkflowExecution.newBuilder().setWorkflowId(workflowId))
                            .build()));
        } catch (io.grpc.StatusRuntimeException notThere) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        service.shutdownNow();
    }
}
