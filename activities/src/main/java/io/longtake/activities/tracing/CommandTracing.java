package io.longtake.activities.tracing;

import io.longtake.activities.telemetry.Origin;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.temporal.api.common.v1.Payload;
import io.temporal.client.WorkflowUpdateHandle;
import io.temporal.common.interceptors.Header;
import io.temporal.common.interceptors.WorkflowClientCallsInterceptor;
import io.temporal.common.interceptors.WorkflowClientCallsInterceptorBase;
import io.temporal.common.interceptors.WorkflowClientInterceptor;
import io.temporal.common.interceptors.WorkflowClientInterceptorBase;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * The spans of one command: one for the command, and one for each start and update that it sends. Queries are not traced: a waiting
 * command sends many.
 */
public final class CommandTracing extends WorkflowClientInterceptorBase
        implements WorkflowClientInterceptor, AutoCloseable {
    private final Tracing tracing;
    private final Span command;

    /**
     * @param name the command, such as {@code make}
     * @param parent the span of whoever ran the command: a {@code traceparent}
     */
    public CommandTracing(Tracing tracing, String name, Optional<String> parent) {
        this.tracing = tracing;
        this.command = tracing.tracer()
                .spanBuilder("longtake " + name)
                .setParent(Traceparent.parent(parent))
                .startSpan();
    }

    /**
     * Ends the span of the command.
     *
     * @param exitCode empty if the command failed with an exception
     */
    public void ended(OptionalInt exitCode) {
        exitCode.ifPresent(code -> command.setAttribute(AttributeKey.longKey("process.exit.code"), (long) code));
        if (exitCode.orElse(1) != 0) {
            command.setStatus(StatusCode.ERROR);
        }
        command.end();
    }

    @Override
    public void close() {
        tracing.close();
    }

    @Override
    public WorkflowClientCallsInterceptor workflowClientCallsInterceptor(WorkflowClientCallsInterceptor next) {
        return new Calls(next);
    }

    private final class Calls extends WorkflowClientCallsInterceptorBase {
        Calls(WorkflowClientCallsInterceptor next) {
            super(next);
        }

        @Override
        public WorkflowStartOutput start(WorkflowStartInput input) {
            return traced(
                    "start " + input.getWorkflowType(),
                    input.getWorkflowId(),
                    input.getHeader(),
                    () -> super.start(input));
        }

        @Override
        public <R> WorkflowUpdateWithStartOutput<R> updateWithStart(WorkflowUpdateWithStartInput<R> input) {
            StartUpdateInput<R> update = input.getStartUpdateInput();
            return traced(
                    "update " + update.getUpdateName(),
                    update.getWorkflowExecution().getWorkflowId(),
                    update.getHeader(),
                    () -> super.updateWithStart(input));
        }

        @Override
        public <R> WorkflowUpdateHandle<R> startUpdate(StartUpdateInput<R> input) {
            return traced(
                    "update " + input.getUpdateName(),
                    input.getWorkflowExecution().getWorkflowId(),
                    input.getHeader(),
                    () -> super.startUpdate(input));
        }
    }

    private <T> T traced(String name, String workflowId, Header header, Supplier<T> call) {
        SpanBuilder builder = tracing.tracer()
                .spanBuilder(name)
                .setSpanKind(SpanKind.CLIENT)
                .setParent(Context.root().with(command))
                .setAttribute(AttributeKey.stringKey("temporal.workflow.id"), workflowId);
        Span span = builder.startSpan();
        Map<String, Payload> entries = new Origin(
                        Optional.empty(), Optional.empty(), Traceparent.of(span.getSpanContext()))
                .addedTo(Header.empty())
                .getValues();
        header.getValues().putAll(entries);
        try {
            return call.get();
        } catch (RuntimeException e) {
            span.setStatus(StatusCode.ERROR);
            span.setAttribute(AttributeKey.stringKey("error.type"), e.getClass().getSimpleName());
            throw e;
        } finally {
            span.end();
        }
    }
}
