package io.longtake.cli.telemetry;

import io.longtake.activities.metrics.MetricsServer;
import io.longtake.activities.metrics.WorkerMetrics;
import io.longtake.activities.telemetry.Telemetry;
import io.longtake.activities.tracing.Collector;
import io.longtake.activities.tracing.Tracing;
import io.longtake.activities.tracing.WorkerTracing;
import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.setting.Setting;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The metrics and traces of a worker, as far as they are switched on. */
public final class ServiceTelemetry implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ServiceTelemetry.class);

    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private Telemetry observers = Telemetry.NONE;

    private ServiceTelemetry() {}

    /** @param connection receives the recorder of the SDK's own metrics */
    public static ServiceTelemetry start(Invocation invocation, WorkflowServiceStubsOptions.Builder connection) {
        var telemetry = new ServiceTelemetry();
        invocation
                .settings()
                .optionalAddress(Setting.METRICS_ADDRESS)
                .ifPresent(address -> telemetry.measure(address, connection));
        if (Collector.isConfigured(invocation.environment().environment())) {
            telemetry.trace();
        }
        return telemetry;
    }

    /** If the port is taken, for example by another worker on this machine, the worker runs without metrics. */
    private void measure(InetSocketAddress address, WorkflowServiceStubsOptions.Builder connection) {
        var metrics = new WorkerMetrics();
        try {
            var server = MetricsServer.start(address, metrics);
            started.push(metrics);
            started.push(server);
            connection.setMetricsScope(metrics.sdkScope());
            observers = observers.with(metrics);
            log.info("Metrics at http://{}:{}/metrics", address.getHostString(), server.port());
        } catch (IOException | java.nio.channels.UnresolvedAddressException e) {
            metrics.close();
            log.warn(
                    "This worker serves no metrics: metrics.address {}:{} can't be used ({}). Specify a free address and"
                            + " restart the worker.",
                    address.getHostString(),
                    address.getPort(),
                    e.getMessage());
        }
    }

    private void trace() {
        var tracing = tracing("longtake-worker");
        started.push(tracing);
        observers = observers.with(new WorkerTracing(tracing));
    }

    /**
     * Traces as the environment configures them.
     *
     * @param service the name under which the collector shows them
     * @throws CommandFailure exit 2, if the settings are not valid
     */
    static Tracing tracing(String service) {
        try {
            return Tracing.configured(service);
        } catch (RuntimeException e) {
            throw CommandFailure.usage("The OpenTelemetry settings (OTEL_*) can't be used: " + e.getMessage() + ".");
        }
    }

    /** The observers for the worker. */
    public Telemetry observers() {
        return observers;
    }

    @Override
    public void close() {
        while (!started.isEmpty()) {
            try {
                started.pop().close();
            } catch (Exception e) {
                log.warn("did not stop cleanly", e);
            }
        }
    }
}
