package io.longtake.cli.temporal;

import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** This process's connections to Temporal servers, one each: making one costs some hundred milliseconds. */
public final class TemporalConnections implements AutoCloseable {
    private final Map<String, WorkflowServiceStubs> open = new ConcurrentHashMap<>();
    private final Map<String, OperatorServiceStubs> operators = new ConcurrentHashMap<>();
    private final Set<TemporalTarget> listing = ConcurrentHashMap.newKeySet();

    /** Connects at first use, not here: works for a server that does not run yet. */
    public WorkflowServiceStubs to(TemporalTarget target) {
        return open.computeIfAbsent(
                target.address(), address -> WorkflowServiceStubs.newServiceStubs(target.options()));
    }

    /** Whether the server has our namespace; creates it where it is missing. At most about two seconds. */
    public TemporalNamespace.Answer answer(TemporalTarget target, Optional<String> installation) {
        return isListening(target)
                ? TemporalNamespace.ensure(to(target), target.namespace(), installation)
                : TemporalNamespace.Answer.SILENT;
    }

    /** Whether the server has our namespace; changes nothing. At most about two seconds. */
    public TemporalNamespace.Answer look(TemporalTarget target, Optional<String> installation) {
        return isListening(target)
                ? TemporalNamespace.look(to(target), target.namespace(), installation)
                : TemporalNamespace.Answer.SILENT;
    }

    /** Whether somebody listens where a connection goes first: the proxy, or the server itself. */
    private static boolean isListening(TemporalTarget target) {
        return Reachability.accepts(
                target.proxy().map(proxy -> proxy.host() + ":" + proxy.port()).orElse(target.address()));
    }

    /** Makes an installation the owner of the server's namespace; false if the server did not take it. */
    public boolean handOver(TemporalTarget target, String installation) {
        return TemporalNamespace.handOver(to(target), target.namespace(), installation);
    }

    /**
     * Whether the namespace knows the search attributes of sessions.
     *
     * @throws io.grpc.StatusRuntimeException when the server gives no answer
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

    /** The same after adding those that are missing. */
    public boolean addAttributes(TemporalTarget target) {
        return NamespaceAttributes.add(operator(target), target.namespace());
    }

    private OperatorServiceStubs operator(TemporalTarget target) {
        return operators.computeIfAbsent(
                target.address(),
                address -> OperatorServiceStubs.newServiceStubs(
                        OperatorServiceStubsOptions.newBuilder(target.options()).validateAndBuildWithDefaults()));
    }

    /** After a server was started again: a channel that was refused would wait before it tries again. */
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
