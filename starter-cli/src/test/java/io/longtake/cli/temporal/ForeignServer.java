package io.longtake.cli.temporal;

import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.api.workflowservice.v1.DescribeNamespaceResponse;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.api.workflowservice.v1.GetSystemInfoResponse;
import io.temporal.api.workflowservice.v1.RegisterNamespaceRequest;
import io.temporal.api.workflowservice.v1.RegisterNamespaceResponse;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A minimal Temporal server of another owner, which answers which namespaces it has and records registrations. */
public final class ForeignServer implements AutoCloseable {
    private final Set<String> namespaces = ConcurrentHashMap.newKeySet();
    private final Server server;

    private ForeignServer() throws IOException {
        server = ServerBuilder.forPort(0).addService(new Frontend()).build().start();
    }

    public static ForeignServer start() throws IOException {
        return new ForeignServer();
    }

    public int port() {
        return server.getPort();
    }

    public Set<String> namespaces() {
        return Set.copyOf(namespaces);
    }

    public ForeignServer with(String namespace) {
        namespaces.add(namespace);
        return this;
    }

    @Override
    public void close() {
        server.shutdownNow();
    }

    private final class Frontend extends WorkflowServiceGrpc.WorkflowServiceImplBase {
        @Override
        public void getSystemInfo(GetSystemInfoRequest request, StreamObserver<GetSystemInfoResponse> to) {
            to.onNext(GetSystemInfoResponse.getDefaultInstance());
            to.onCompleted();
        }

        @Override
        public void describeNamespace(DescribeNamespaceRequest request, StreamObserver<DescribeNamespaceResponse> to) {
            if (namespaces.contains(request.getNamespace())) {
                to.onNext(DescribeNamespaceResponse.getDefaultInstance());
                to.onCompleted();
            } else {
                to.onError(Status.NOT_FOUND.asRuntimeException());
            }
        }

        @Override
        public void registerNamespace(RegisterNamespaceRequest request, StreamObserver<RegisterNamespaceResponse> to) {
            namespaces.add(request.getNamespace());
            to.onNext(RegisterNamespaceResponse.getDefaultInstance());
            to.onCompleted();
        }
    }
}
