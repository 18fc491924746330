package io.longtake.cli.temporal;

import io.temporal.serviceclient.WorkflowServiceStubs;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** This process's connections to Temporal servers, one each: making one costs some hundred milliseconds. */
public final class TemporalConnections implements AutoCloseable {
    private final Map<String, WorkflowServiceStubs> open = new ConcurrentHashMap<>();

    /** Connects at first use, not here: works for a server that does not run yet. */
    public WorkflowServiceStubs to(TemporalTarget target) {
        return open.computeIfAbsent(
                target.address(), address -> WorkflowServiceStubs.newServiceStubs(target.options()));
    }

    /** Whether the server has our namespace; creates it where it is missing. At most about two seconds. */
    public TemporalNamespace.Answer answer(TemporalTarget target, Optional<String> installation) {
        if (!Reachability.accepts(target.address())) {
            return TemporalNamespace.Answer.SILENT;
        }
        return TemporalNamespace.ensure(to(target), target.namespace(), installation);
    }

    /** After a server was started again: a channel that was refused would wait before it tries again. */
    public void reconnect() {
        open.values().forEach(stubs -> stubs.getRawChannel().resetConnectBackoff());
    }

    @Override
    public void close() {
        open.values().forEach(WorkflowServiceStubs::shutdownNow);
        open.clear();
    }
}
