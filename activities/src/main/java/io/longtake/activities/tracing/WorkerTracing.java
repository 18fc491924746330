package io.longtake.activities.tracing;

import io.longtake.activities.nemo.http.NemoBackend;
import io.longtake.activities.nemo.http.RequestObserver;
import io.longtake.activities.telemetry.Origin;
import io.longtake.activities.telemetry.Step;
import io.longtake.activities.telemetry.StepObserver;
import io.longtake.activities.telemetry.TurnObserver;
import io.longtake.workflows.session.EndedTurn;
import io.longtake.workflows.session.TurnStatus;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;
import io.temporal.activity.ActivityInfo;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The spans of a worker: one for each turn, each attempt of a step, and each request to a backend. They contain ids and types, no
 * prompts, file names or addresses with ids. A render is one span: its polls are too many.
 */
@SuppressWarnings("MustBeClosedChecker") // an attempt closes its scope when it ends, on the same thread
public final class WorkerTracing implements TurnObserver, StepObserver, RequestObserver {
    /** Set while requests of an untraced step are sent. */
    private static final ContextKey<Boolean> UNTRACED = ContextKey.named("longtake-untraced");

    private final Tracing tracing;

    public WorkerTracing(Tracing tracing) {
        this.tracing = tracing;
    }

    // ---- turns ----

    @Override
    public Optional<String> spanOf(TurnPlace turn) {
        return Traceparent.of(Traceparent.ofTurn(turn));
    }

    @Override
    public void ended(EndedTurn turn, TurnPlace place) {
        SpanBuilder span = tracing.tracer()
                .spanBuilder("turn " + turn.kind())
                .setParent(Traceparent.parent(place.parent()))
                .setStartTimestamp(turn.queuedAt().or(turn::startedAt).orElse(turn.endedAt()), TimeUnit.MILLISECONDS)
                .setAttribute(Tracing.SESSION, place.session())
                .setAttribute(Tracing.TURN, (long) turn.number())
                .setAttribute(Tracing.OUTCOME, turn.status().word());
        Span started = tracing.ids().with(Traceparent.ofTurn(place), span::startSpan);
        turn.startedAt().ifPresent(start -> started.addEvent("started", start, TimeUnit.MILLISECONDS));
        if (turn.status() == TurnStatus.FAILED || turn.status() == TurnStatus.UNKNOWN) {
            started.setStatus(StatusCode.ERROR);
        }
        started.end(turn.endedAt(), TimeUnit.MILLISECONDS);
    }

    // ---- steps ----

    @Override
    public StepObserver.Observed begin(Step step, ActivityInfo info, Origin origin, Object request) {
        SpanBuilder span = tracing.tracer()
                .spanBuilder(step.label())
                .setParent(Traceparent.parent(origin.traceparent()))
                .setAttribute(AttributeKey.stringKey("temporal.workflow.id"), info.getWorkflowId())
                .setAttribute(AttributeKey.stringKey("temporal.run.id"), info.getWorkflowRunId())
                .setAttribute(AttributeKey.stringKey("temporal.activity.type"), info.getActivityType())
                .setAttribute(AttributeKey.longKey("temporal.attempt"), (long) info.getAttempt());
        origin.session().ifPresent(name -> span.setAttribute(Tracing.SESSION, name));
        origin.turn().ifPresent(number -> span.setAttribute(Tracing.TURN, number.longValue()));
        if (step == Step.RENDER) {
            span.setStartTimestamp(info.getScheduledTimestamp(), TimeUnit.MILLISECONDS);
            return new Attempt(span, Context.root().with(UNTRACED, true).makeCurrent());
        }
        return new Attempt(span);
    }

    private static final class Attempt implements StepObserver.Observed {
        private final SpanBuilder builder;
        private final Optional<Span> running;
        private final Scope scope;

        Attempt(SpanBuilder builder) {
            Span span = builder.startSpan();
            this.builder = builder;
            this.running = Optional.of(span);
            this.scope = span.makeCurrent();
        }

        /** The span is created at the end, if at all. */
        Attempt(SpanBuilder builder, Scope scope) {
            this.builder = builder;
            this.running = Optional.empty();
            this.scope = scope;
        }

        @Override
        public void succeeded(Optional<Object> result) {
            scope.close();
            running.orElseGet(builder::startSpan)
                    .setAttribute(Tracing.OUTCOME, "ok")
                    .end();
        }

        @Override
        public void failed(String kind, Throwable failure) {
            scope.close();
            if (running.isPresent() || !kind.equals(NOT_YET)) {
                running.orElseGet(builder::startSpan)
                        .setAttribute(Tracing.OUTCOME, kind)
                        .setStatus(StatusCode.ERROR)
                        .end();
            }
        }
    }

    // ---- requests ----

    @Override
    public RequestObserver.Observed begin(String route, NemoBackend backend) {
        if (Context.current().get(UNTRACED) != null) {
            return RequestObserver.Observed.NOTHING;
        }
        Span span = tracing.tracer()
                .spanBuilder("request " + route)
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute(
                        AttributeKey.stringKey("server.address"), backend.api().host())
                .setAttribute(AttributeKey.longKey("server.port"), (long)
                        backend.api().port())
                .startSpan();
        return new TracedRequest(span, backend.isCloud());
    }

    private record TracedRequest(Span span, boolean toTheCloud) implements RequestObserver.Observed {
        /** The cloud belongs to somebody else: what Longtake does there is not linked with the user's traces. */
        @Override
        public Optional<String> traceparent() {
            return toTheCloud ? Optional.empty() : Traceparent.of(span.getSpanContext());
        }

        @Override
        public void ended(int status, String outcome) {
            if (status > 0) {
                span.setAttribute(AttributeKey.longKey("http.response.status_code"), (long) status);
            }
            if (!outcome.equals("ok")) {
                span.setAttribute(AttributeKey.stringKey("error.type"), outcome);
                span.setStatus(StatusCode.ERROR);
            }
            span.end();
        }
    }
}
