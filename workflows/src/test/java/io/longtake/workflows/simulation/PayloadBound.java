package io.longtake.workflows.simulation;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall;
import io.grpc.MethodDescriptor;
import io.temporal.api.workflowservice.v1.RespondActivityTaskCompletedRequest;
import io.temporal.api.workflowservice.v1.RespondQueryTaskCompletedRequest;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskCompletedRequest;
import io.temporal.api.workflowservice.v1.SignalWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.UpdateWorkflowExecutionRequest;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Measures every payload that workflows, activities and clients send to the server: the payloads of a session must be
 * bounded.
 */
final class PayloadBound implements ClientInterceptor {
    /** Well below the server's limit of 2 MB. */
    static final int BYTES = 64 << 10;

    /** The first payload of each workflow that was too large. */
    private final Map<String, String> exceeded = new ConcurrentHashMap<>();

    private final AtomicInteger largest = new AtomicInteger();

    /** Size of the largest payload, in bytes. */
    int largest() {
        return largest.get();
    }

    /** The payload of that workflow that exceeded the bound, if any. */
    Optional<String> brokenBy(String workflowId) {
        return Optional.ofNullable(exceeded.get(workflowId));
    }

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        return new ForwardingClientCall.SimpleForwardingClientCall<>(next.newCall(method, options)) {
            @Override
            public void sendMessage(Q message) {
                if (message instanceof RespondWorkflowTaskCompletedRequest task) {
                    watch(
                            task.getTaskToken(),
                            Stream.of(
                                            task.getCommandsList(),
                                            task.getMessagesList(),
                                            task.getQueryResultsMap().values())
                                    .flatMap(pieces -> pieces.stream()));
                } else if (message instanceof RespondActivityTaskCompletedRequest task) {
                    watch(task.getTaskToken(), Stream.of(task.getResult()));
                } else if (message instanceof RespondQueryTaskCompletedRequest task) {
                    watch(task.getTaskToken(), Stream.of(task.getQueryResult()));
                } else if (message instanceof UpdateWorkflowExecutionRequest update) {
                    watch(update.getWorkflowExecution().getWorkflowId(), Stream.of(update.getRequest()));
                } else if (message instanceof SignalWorkflowExecutionRequest signal) {
                    watch(signal.getWorkflowExecution().getWorkflowId(), Stream.of(signal.getInput()));
                }
                super.sendMessage(message);
            }
        };
    }

    private void watch(ByteString token, Stream<? extends MessageLite> pieces) {
        watch(workflowOf(token), pieces);
    }

    private void watch(String workflow, Stream<? extends MessageLite> pieces) {
        pieces.forEach(piece -> {
            int bytes = piece.getSerializedSize();
            largest.accumulateAndGet(bytes, Math::max);
            if (bytes > BYTES) {
                exceeded.putIfAbsent(workflow, piece.getClass().getSimpleName() + " of " + bytes + " bytes");
            }
        });
    }

    /** The server writes namespace and workflow id at the beginning of all its tokens. */
    private static String workflowOf(ByteString token) {
        try (DataInputStream in = new DataInputStream(token.newInput())) {
            List<String> names = List.of(in.readUTF(), in.readUTF());
            return names.get(1);
        } catch (IOException e) {
            throw new UncheckedIOException("the format of the server's tokens has changed", e);
        }
    }
}
