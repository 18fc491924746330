package io.longtake.cli.client;

import io.longtake.activities.encryption.PayloadEncryption;
import io.longtake.cli.temporal.TemporalConnections;
import io.longtake.cli.temporal.TemporalTarget;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The connection of a command to the Temporal server: the client for the server's current address, and the time limit of calls
 * through it.
 */
public final class ServerClient {
    private static final Duration ANSWER_LIMIT = Duration.ofMinutes(2);

    private final Supplier<TemporalTarget> target;
    private final TemporalConnections connections;
    private final ServerCalls serverCalls;
    private final PayloadEncryption payloads;
    private final Map<String, WorkflowClient> clients = new ConcurrentHashMap<>();

    /** @param target read before each call: a restarted server may have another address */
    public ServerClient(
            Supplier<TemporalTarget> target,
            TemporalConnections connections,
            ServerCalls serverCalls,
            PayloadEncryption payloads) {
        this.target = target;
        this.connections = connections;
        this.serverCalls = serverCalls;
        this.payloads = payloads;
    }

    /**
     * Makes a call that is answered within two minutes; see {@link ServerCalls#call}.
     *
     * @param what describes the call, for the message when there is no answer
     */
    <T> T call(String what, Function<WorkflowClient, T> call) {
        return call(what, ANSWER_LIMIT, call);
    }

    /** The same with another limit. */
    <T> T call(String what, Duration limit, Function<WorkflowClient, T> call) {
        return serverCalls.call(what, limit, () -> call.apply(client()));
    }

    /** Fails while the server's address is unknown, so only a call, which is repeated then, may use it. */
    private WorkflowClient client() {
        var now = target.get();
        return clients.computeIfAbsent(
                now.address(),
                address -> WorkflowClient.newInstance(
                        connections.to(now),
                        WorkflowClientOptions.newBuilder()
                                .setNamespace(now.namespace())
                                .setIdentity("longtake-cli")
                                .setDataConverter(payloads.converter())
                                .setInterceptors(connections.interceptors())
                                .build()));
    }

    /** The server namespace that contains the sessions. */
    public String namespace() {
        return target.get().namespace();
    }

    /** Whether the server has the search attributes of sessions; only to be used inside a call. */
    boolean hasSessionAttributes() {
        return connections.lists(target.get());
    }

    /** What decrypts the payloads of answers that the client does not decode. */
    PayloadEncryption payloads() {
        return payloads;
    }
}
