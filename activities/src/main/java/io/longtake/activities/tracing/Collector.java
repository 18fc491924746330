package io.longtake.activities.tracing;

import java.util.Map;
import java.util.stream.Stream;

/** The collector of traces in the environment. Refers to no class of OpenTelemetry, so that commands without traces load none. */
public final class Collector {
    private Collector() {}

    /** Whether the environment names a collector and does not switch traces off. */
    public static boolean isConfigured(Map<String, String> environment) {
        boolean named = Stream.of("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
                .anyMatch(name -> !environment.getOrDefault(name, "").isBlank());
        return named
                && !environment.getOrDefault("OTEL_SDK_DISABLED", "").equalsIgnoreCase("true")
                && !environment.getOrDefault("OTEL_TRACES_EXPORTER", "").equals("none");
    }
}
