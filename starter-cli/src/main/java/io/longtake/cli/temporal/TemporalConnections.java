package io.longtake.cli.temporal;

import io.temporal.common.interceptors.WorkflowClientInterceptor;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * This process's connections to Temporal servers, one per server, because creating one takes several hundred
 * milliseconds.
 */
public final class TemporalConnections implements AutoCloseable {
    private final Map<String, WorkflowServiceStubs> open = new ConcurrentHashMap<>();
    private final Map<String, OperatorServiceStubs> operators = new ConcurrentHashMap<>();
    private final Set<TemporalTarget> listing = ConcurrentHashMap.newKeySet();
    private final List<WorkflowClientInterceptor> interceptors = new CopyOnWriteArrayList<>();

    /** Adds an interceptor for the requests of all clients that are created later. */
    public void intercept(WorkflowClientInterceptor interceptor) {
        interceptors.add(interceptor);
    }

    public WorkflowClientInterceptor[] interceptors() {
        return interceptors.toArray(WorkflowClientInterceptor[]::new);
    }

    /** Returns a connection that is opened at its first use, so the server need not run yet. */
    public WorkflowServiceStubs to(TemporalTarget target) {
        return open.computeIfAbsent(
                target.address(), address -> WorkflowServiceStubs.newServiceStubs(target.options()));
    }

    /** Checks whether the server has our namespace, and creates it if it is missing. Takes about two seconds at most. */
    public TemporalNamespace.Answer answer(TemporalTarget target, Optional<String> installation) {
        return isListening(target)
                ? TemporalNamespace.ensure(to(target), target.namespace(), installation)
                : TemporalNamespace.Answer.SILENT;
    }

    /** Checks whether the server has our namespace; changes nothing. Takes about two seconds at most. */
    public TemporalNamespace.Answer inspect(TemporalTarget target, Optional<String> installation) {
        return isListening(target)
                ? TemporalNamespace.inspect(to(target), target.namespace(), installation)
                : TemporalNamespace.Answer.SILENT;
    }

    /** Whether the first hop of a connection accepts connections: the proxy, or the server itself. */
    private static boolean isListening(TemporalTarget target) {
        return Reachability.accepts(
                target.proxy().map(proxy -> proxy.host() + ":" + proxy.port()).orElse(target.address()));
    }

    /** Makes an installation the owner of the server's namespace; returns false if the server did not accept it. */
    public boolean handOver(TemporalTarget target, String installation) {
        return TemporalNamespace.handOver(to(target), target.namespace(), installation);
    }

    /**
     * Whether the namespace has the search attributes of sessions.
     *
     * @throws io.grpc.StatusRuntimeException if the server does not answer
     */
    public boolean lists(TemporalTarget target) {
        if (listing.contains(target)) {
            return true;
        }
        boolean complete = NamespaceAttributes.complete(operator(target), target.namespace());
        if (complete) {
            listing.add(target);
        }
        return complete;
    }

    /** Same as {@link #lists}, after adding missing attributes. */
    public boolean addAttributes(TemporalTarget target) {
        return NamespaceAttributes.add(operator(target), target.namespace());
    }

    private OperatorServiceStubs operator(TemporalTarget target) {
        return operators.computeIfAbsent(
                target.address(),
                address -> OperatorServiceStubs.newServiceStubs(
                        OperatorServiceStubsOptions.newBuilder(target.options()).validateAndBuildWithDefaults()));
    }

    /** Reconnects after a server restart, because a refused channel waits before it retries. */
    public void reconnect() {
        open.values().forEach(stubs -> stubs.getRawChannel().resetConnectBackoff());
        operators.values().forEach(stubs -> stubs.getRawChannel().resetConnectBackoff());
    }

    @Override
    public void close() {
        open.values().forEach(WorkflowServiceStubs::shutdownNow);
        open.clear();
        operators.values().forEach(OperatorServiceStubs::shutdownNow);
        operators.clear();
    }
}
