package io.longtake.activities.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The connection to OpenTelemetry, configured by its standard {@code OTEL_*} variables. Use it only if {@link Collector} names an
 * address, so that other commands load no class of OpenTelemetry.
 */
public final class Tracing implements AutoCloseable {
    static final AttributeKey<String> SESSION = AttributeKey.stringKey("longtake.session");
    static final AttributeKey<Long> TURN = AttributeKey.longKey("longtake.turn");
    static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("longtake.outcome");

    private static final String SCOPE = "io.longtake";
    /** How long an ending process waits for its last spans to be sent. */
    private static final long FLUSH_SECONDS = 3;

    private final PlannedIds ids;
    private final SdkTracerProvider provider;

    private Tracing(PlannedIds ids, SdkTracerProvider provider) {
        this.ids = ids;
        this.provider = provider;
    }

    /**
     * Reads the {@code OTEL_*} variables.
     *
     * @param service the name of this process, unless {@code OTEL_SERVICE_NAME} is set
     * @throws RuntimeException if a variable has an invalid value
     */
    public static Tracing configured(String service) {
        PlannedIds ids = new PlannedIds();
        OpenTelemetrySdk sdk = AutoConfiguredOpenTelemetrySdk.builder()
                .addPropertiesSupplier(() -> Map.of(
                        "otel.service.name", service,
                        "otel.exporter.otlp.protocol", "http/protobuf",
                        "otel.metrics.exporter", "none",
                        "otel.logs.exporter", "none"))
                .addTracerProviderCustomizer((builder, config) -> builder.setIdGenerator(ids))
                .disableShutdownHook()
                .build()
                .getOpenTelemetrySdk();
        return new Tracing(ids, sdk.getSdkTracerProvider());
    }

    /** Sends spans to a processor; for tests. */
    static Tracing to(SpanProcessor processor) {
        PlannedIds ids = new PlannedIds();
        return new Tracing(
                ids,
                SdkTracerProvider.builder()
                        .setIdGenerator(ids)
                        .addSpanProcessor(processor)
                        .build());
    }

    Tracer tracer() {
        return provider.get(SCOPE);
    }

    PlannedIds ids() {
        return ids;
    }

    /** Sends the last spans. */
    @Override
    public void close() {
        provider.shutdown().join(FLUSH_SECONDS, TimeUnit.SECONDS);
    }
}
