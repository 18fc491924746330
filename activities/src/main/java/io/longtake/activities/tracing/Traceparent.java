package io.longtake.activities.tracing;

import io.longtake.activities.telemetry.TurnObserver.TurnPlace;
import io.longtake.files.digest.Sha256;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The W3C format of a span's identity, and the identity of turns. */
final class Traceparent {
    private static final Pattern FORMAT = Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})");

    private Traceparent() {}

    static Optional<String> of(SpanContext span) {
        return span.isValid()
                ? Optional.of("00-" + span.getTraceId() + "-" + span.getSpanId() + "-"
                        + span.getTraceFlags().asHex())
                : Optional.empty();
    }

    /** The span of a header; empty if the text has another format. */
    static Optional<SpanContext> parse(String text) {
        Matcher parts = FORMAT.matcher(text);
        return parts.matches()
                ? Optional.of(SpanContext.createFromRemoteParent(
                                parts.group(1),
                                parts.group(2),
                                TraceFlags.fromHex(parts.group(3), 0),
                                TraceState.getDefault()))
                        .filter(SpanContext::isValid)
                : Optional.empty();
    }

    /** A context in which the span is the parent; without a span, the root. */
    static Context parent(Optional<String> text) {
        return text.flatMap(Traceparent::parse)
                .map(span -> Context.root().with(Span.wrap(span)))
                .orElse(Context.root());
    }

    /**
     * The span of a turn. Its ids follow from the turn, so that its steps have the right parent before the span of the turn
     * exists, in any worker, and after a crash. The trace is that of the request, or the turn's own. A request that was not
     * sampled has no sampled turns.
     */
    static SpanContext ofTurn(TurnPlace turn) {
        String hex = Sha256.of(turn.lineage() + "/" + turn.number());
        Optional<SpanContext> request = turn.parent().flatMap(Traceparent::parse);
        return SpanContext.create(
                request.map(SpanContext::getTraceId).orElse(hex.substring(16, 48)),
                hex.substring(0, 16),
                request.map(SpanContext::getTraceFlags).orElse(TraceFlags.getSampled()),
                TraceState.getDefault());
    }
}
