package io.longtake.activities.tracing;

import io.opentelemetry.sdk.trace.IdGenerator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Random ids, except for spans whose ids other workers have to know before the span ends. */
final class PlannedIds implements IdGenerator {
    /** The ids of a span. */
    record Ids(String traceId, String spanId) {}

    private final IdGenerator random = IdGenerator.random();
    private final ThreadLocal<@Nullable Ids> planned = new ThreadLocal<>();

    /** Runs {@code start}, which starts one span, with these ids. */
    <T> T with(Ids ids, Supplier<T> start) {
        planned.set(ids);
        try {
            return start.get();
        } finally {
            planned.remove();
        }
    }

    @Override
    public String generateSpanId() {
        Ids ids = planned.get();
        return ids == null ? random.generateSpanId() : ids.spanId();
    }

    @Override
    public String generateTraceId() {
        Ids ids = planned.get();
        return ids == null ? random.generateTraceId() : ids.traceId();
    }
}
