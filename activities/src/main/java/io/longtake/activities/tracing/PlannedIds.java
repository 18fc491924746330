package io.longtake.activities.tracing;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.trace.IdGenerator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Random ids, except for spans whose ids other workers have to know before the span ends. */
final class PlannedIds implements IdGenerator {
    private static final ThreadLocal<@Nullable SpanContext> PLANNED = new ThreadLocal<>();

    private final IdGenerator random = IdGenerator.random();

    /** Runs {@code start}, which starts one span, with the ids of {@code span}. */
    <T> T with(SpanContext span, Supplier<T> start) {
        PLANNED.set(span);
        try {
            return start.get();
        } finally {
            PLANNED.remove();
        }
    }

    @Override
    public String generateSpanId() {
        SpanContext span = PLANNED.get();
        return span == null ? random.generateSpanId() : span.getSpanId();
    }

    @Override
    public String generateTraceId() {
        SpanContext span = PLANNED.get();
        return span == null ? random.generateTraceId() : span.getTraceId();
    }
}
