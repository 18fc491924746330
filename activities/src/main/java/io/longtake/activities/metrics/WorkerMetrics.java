package io.longtake.activities.metrics;

import com.uber.m3.tally.RootScopeBuilder;
import com.uber.m3.tally.Scope;
import com.uber.m3.tally.ScopeCloseException;
import io.longtake.activities.nemo.http.NemoBackend;
import io.longtake.activities.nemo.http.RequestObserver;
import io.longtake.activities.telemetry.Origin;
import io.longtake.activities.telemetry.Step;
import io.longtake.activities.telemetry.StepObserver;
import io.longtake.activities.telemetry.TurnObserver;
import io.longtake.workflows.render.RenderCall;
import io.longtake.workflows.render.RenderObservation;
import io.longtake.workflows.render.RenderProgress;
import io.longtake.workflows.render.Video;
import io.longtake.workflows.session.EndedTurn;
import io.longtake.workflows.session.TurnStatus;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.temporal.activity.ActivityInfo;
import io.temporal.common.reporter.MicrometerClientStatsReporter;
import io.temporal.failure.ApplicationFailure;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * The metrics of a worker: Longtake's own, those of the Temporal SDK, and those of the JVM. Labels are names from code, never data
 * of users, so their number is limited.
 */
public final class WorkerMetrics implements TurnObserver, StepObserver, RequestObserver, AutoCloseable {
    /** The interval at which the SDK's metrics reach the registry. */
    private static final Duration SDK_INTERVAL = Duration.ofSeconds(5);

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Scope sdkScope = new RootScopeBuilder()
            .reporter(new MicrometerClientStatsReporter(registry))
            .reportEvery(com.uber.m3.util.Duration.ofMillis((double) SDK_INTERVAL.toMillis()));
    private final RenderProgressWatch renders;
    private final Clock clock;
    private final AtomicInteger openChats = new AtomicInteger();
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final Counter credits;
    private final Counter renderSeconds;
    private final Counter filmSeconds;

    public WorkerMetrics() {
        this(Clock.systemUTC());
    }

    WorkerMetrics(Clock clock) {
        this.clock = clock;
        this.renders = new RenderProgressWatch(clock);
        registry.config().meterFilter(new SdkLabels()).meterFilter(new Buckets());
        // Rates and alerts compare with the value before the first event, so that value has to exist.
        for (String kind : List.of("media", "edit", "export")) {
            Stream.of(TurnStatus.values()).filter(TurnStatus::ended).forEach(status -> turns(kind, status));
            timer(Metric.TURN_QUEUE, "kind", kind);
            timer(Metric.TURN, "kind", kind);
        }
        credits = counter(Metric.CREDITS_USED);
        renderSeconds = counter(Metric.RENDER_TIME);
        filmSeconds = counter(Metric.FILM_TIME);
        gauge(Metric.CHATS_OPEN, openChats::get);
        gauge(Metric.RENDERS_RUNNING, renders::running);
        gauge(Metric.RENDER_STALLED, renders::longestStandstillSeconds);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        collections.bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }

    /** The scope for the SDK's metrics, for the options of the worker's connection. */
    public Scope sdkScope() {
        return sdkScope;
    }

    /** All metrics, in the text format that the content type names. */
    String scrape(String contentType) {
        return registry.scrape(contentType);
    }

    // ---- turns ----

    @Override
    public void ended(EndedTurn turn, TurnPlace place) {
        turns(turn.kind(), turn.status()).increment();
        long started = turn.startedAt().orElse(turn.endedAt());
        turn.queuedAt().ifPresent(queued -> timer(Metric.TURN_QUEUE, "kind", turn.kind())
                .record(Duration.ofMillis(Math.max(0, started - queued))));
        turn.startedAt().ifPresent(start -> timer(Metric.TURN, "kind", turn.kind())
                .record(Duration.ofMillis(Math.max(0, turn.endedAt() - start))));
        turn.credits().ifPresent(credits::increment);
    }

    private Counter turns(String kind, TurnStatus status) {
        return counter(Metric.TURNS, "kind", kind, "outcome", status.word());
    }

    // ---- steps ----

    @Override
    public StepObserver.Observed begin(Step step, ActivityInfo info, Origin origin, Object request) {
        if (step == Step.CHAT) {
            openChats.incrementAndGet();
        }
        return new Attempt(step, System.nanoTime(), info.getScheduledTimestamp(), request);
    }

    private final class Attempt implements StepObserver.Observed {
        private final Step step;
        private final long begun;
        private final long scheduledMillis;
        private final Object request;

        Attempt(Step step, long begun, long scheduledMillis, Object request) {
            this.step = step;
            this.begun = begun;
            this.scheduledMillis = scheduledMillis;
            this.request = request;
        }

        @Override
        public void succeeded(Optional<Object> result) {
            if (step == Step.RENDER && request instanceof RenderCall call) {
                renders.ended(call.renderId());
                if (result.filter(RenderObservation.Completed.class::isInstance).isPresent()) {
                    renderSeconds.increment(taken().toMillis() / 1000.0);
                }
            }
            result.filter(Video.class::isInstance)
                    .map(Video.class::cast)
                    .ifPresent(film -> filmSeconds.increment(film.durationMs() / 1000.0));
            ended("ok");
        }

        @Override
        public void failed(String kind, Throwable failure) {
            if (step == Step.RENDER
                    && kind.equals(NOT_YET)
                    && failure instanceof ApplicationFailure notYet
                    && request instanceof RenderCall call) {
                renders.polled(call.renderId(), notYet.getDetails().get(0, RenderProgress.class));
            } else {
                ended(kind);
            }
        }

        private void ended(String outcome) {
            if (step == Step.CHAT) {
                openChats.decrementAndGet();
            }
            timer(Metric.STEP, "step", step.label(), "outcome", outcome).record(taken());
        }

        /** Polls of a render are attempts of one activity, whose first schedule is the submission of the render. */
        private Duration taken() {
            return step == Step.RENDER
                    ? Duration.ofMillis(Math.max(0, clock.millis() - scheduledMillis))
                    : Duration.ofNanos(System.nanoTime() - begun);
        }
    }

    // ---- requests ----

    @Override
    public RequestObserver.Observed begin(String route, NemoBackend backend) {
        long begun = System.nanoTime();
        return (status, outcome) -> timer(
                        Metric.BACKEND_REQUEST, "route", route, "status", Integer.toString(status), "outcome", outcome)
                .record(Duration.ofNanos(System.nanoTime() - begun));
    }

    private Counter counter(Metric metric, String... labels) {
        return Counter.builder(metric.id())
                .description(metric.documentation())
                .tags(labels)
                .register(registry);
    }

    private Timer timer(Metric metric, String... labels) {
        return Timer.builder(metric.id())
                .description(metric.documentation())
                .tags(labels)
                .register(registry);
    }

    private void gauge(Metric metric, java.util.function.Supplier<Number> value) {
        Gauge.builder(metric.id(), value).description(metric.documentation()).register(registry);
    }

    @Override
    public void close() {
        try {
            sdkScope.close();
        } catch (ScopeCloseException e) {
            // The process ends; nothing reads the last values.
        }
        collections.close();
        registry.close();
    }
}
