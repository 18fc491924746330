package io.longtake.activities.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Gives the SDK's metrics of requests the same labels in all cases. The SDK adds some labels for certain operations only, and
 * Prometheus accepts one set of labels for each name. Without this, such requests are not counted.
 */
final class SdkLabels implements MeterFilter {
    private static final List<String> OF_REQUESTS = List.of("namespace", "operation", "status_code");

    @Override
    public Meter.Id map(Meter.Id id) {
        if (!id.getName().startsWith("temporal_request") && !id.getName().startsWith("temporal_long_request")) {
            return id;
        }
        return id.replaceTags(Tags.of(
                OF_REQUESTS.stream().map(name -> Tag.of(name, value(id, name))).collect(Collectors.toList())));
    }

    private static String value(Meter.Id id, String name) {
        String value = id.getTag(name);
        return value == null ? "none" : value;
    }
}
