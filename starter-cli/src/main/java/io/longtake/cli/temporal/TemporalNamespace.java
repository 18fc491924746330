package io.longtake.cli.temporal;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.namespace.v1.NamespaceConfig;
import io.temporal.api.namespace.v1.UpdateNamespaceInfo;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.api.workflowservice.v1.DescribeNamespaceResponse;
import io.temporal.api.workflowservice.v1.RegisterNamespaceRequest;
import io.temporal.api.workflowservice.v1.UpdateNamespaceRequest;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Longtake's namespace. It has a long retention period, because the check whether a render ID was used before and the
 * list of old renders only cover that period. The namespace {@code default} of a development server keeps closed
 * workflows for one day.
 */
public final class TemporalNamespace {
    /** How long the server keeps closed workflows. */
    public static final Duration RETENTION = Duration.ofDays(90);

    private static final String HOME_KEY = "longtake-installation";

    private TemporalNamespace() {}

    /** The result of querying the namespace. */
    public enum Answer {
        /** It exists and belongs to this installation. */
        READY,
        /** The server or the namespace of this name belongs to another installation. */
        FOREIGN,
        /** The server has no such namespace. */
        MISSING,
        /** No answer yet. */
        SILENT
    }

    /**
     * Creates the namespace if it is missing, and checks its owner.
     *
     * @param installation the home's ID; empty for a shared server, where any owner is accepted
     */
    public static Answer ensure(WorkflowServiceStubs stubs, String namespace, Optional<String> installation) {
        try {
            var found = describe(stubs, namespace);
            if (found.isEmpty()) {
                register(stubs, namespace, installation, RETENTION);
                found = describe(stubs, namespace);
            }
            if (found.isEmpty()) {
                return Answer.SILENT;
            }
            var owner = found.get().getNamespaceInfo().getDataMap().getOrDefault(HOME_KEY, "");
            if (installation.isPresent() && owner.isEmpty()) {
                // Created without an owner. The process on this port is the home's own server.
                adopt(stubs, namespace, installation.get());
                return Answer.READY;
            }
            return installation.isEmpty() || installation.get().equals(owner) ? Answer.READY : Answer.FOREIGN;
        } catch (StatusRuntimeException e) {
            return Answer.SILENT;
        }
    }

    /** Checks that the namespace exists and who owns it; changes nothing. */
    static Answer inspect(WorkflowServiceStubs stubs, String namespace, Optional<String> installation) {
        try {
            return describe(stubs, namespace)
                    .map(found -> found.getNamespaceInfo().getDataMap().getOrDefault(HOME_KEY, ""))
                    .map(owner -> installation.isEmpty()
                                    || owner.isEmpty()
                                    || installation.get().equals(owner)
                            ? Answer.READY
                            : Answer.FOREIGN)
                    .orElse(Answer.MISSING);
        } catch (StatusRuntimeException e) {
            return Answer.SILENT;
        }
    }

    /** Transfers the namespace to another installation, for a home that was copied together with its server's data. */
    static boolean handOver(WorkflowServiceStubs stubs, String namespace, String installation) {
        try {
            adopt(stubs, namespace, installation);
            return true;
        } catch (StatusRuntimeException e) {
            return false;
        }
    }

    private static Optional<DescribeNamespaceResponse> describe(WorkflowServiceStubs stubs, String namespace) {
        try {
            return Optional.of(stubs.blockingStub()
                    .withDeadlineAfter(2, TimeUnit.SECONDS)
                    .describeNamespace(DescribeNamespaceRequest.newBuilder()
                            .setNamespace(namespace)
                            .build()));
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static void adopt(WorkflowServiceStubs stubs, String namespace, String installation) {
        stubs.blockingStub()
                .withDeadlineAfter(5, TimeUnit.SECONDS)
                .updateNamespace(UpdateNamespaceRequest.newBuilder()
                        .setNamespace(namespace)
                        .setUpdateInfo(UpdateNamespaceInfo.newBuilder().putData(HOME_KEY, installation))
                        .build());
    }

    /**
     * Returns how long the namespace keeps closed workflows; empty if there is no such namespace.
     *
     * @throws StatusRuntimeException if the server refuses the answer or is unavailable
     */
    public static Optional<Duration> retention(WorkflowServiceStubs stubs, String namespace) {
        return describe(stubs, namespace)
                .map(found -> Duration.ofSeconds(
                        found.getConfig().getWorkflowExecutionRetentionTtl().getSeconds()));
    }

    /**
     * Creates the namespace; does nothing if it exists.
     *
     * @throws StatusRuntimeException if the server refuses it or is unavailable
     */
    public static void create(WorkflowServiceStubs stubs, String namespace, Duration retention) {
        register(stubs, namespace, Optional.empty(), retention);
    }

    /**
     * Changes how long the namespace keeps closed workflows.
     *
     * @throws StatusRuntimeException if the server refuses it or is unavailable
     */
    public static void keepFor(WorkflowServiceStubs stubs, String namespace, Duration retention) {
        stubs.blockingStub()
                .withDeadlineAfter(5, TimeUnit.SECONDS)
                .updateNamespace(UpdateNamespaceRequest.newBuilder()
                        .setNamespace(namespace)
                        .setConfig(NamespaceConfig.newBuilder().setWorkflowExecutionRetentionTtl(seconds(retention)))
                        .build());
    }

    private static com.google.protobuf.Duration seconds(Duration duration) {
        return com.google.protobuf.Duration.newBuilder()
                .setSeconds(duration.toSeconds())
                .build();
    }

    private static void register(
            WorkflowServiceStubs stubs, String namespace, Optional<String> installation, Duration retention) {
        var request = RegisterNamespaceRequest.newBuilder()
                .setNamespace(namespace)
                .setDescription("Longtake: videos from still images")
                .setWorkflowExecutionRetentionPeriod(seconds(retention));
        installation.ifPresent(id -> request.putData(HOME_KEY, id));
        try {
            stubs.blockingStub().withDeadlineAfter(5, TimeUnit.SECONDS).registerNamespace(request.build());
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() != Status.Code.ALREADY_EXISTS) {
                throw e;
            }
        }
    }
}
