package io.longtake.activities.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** Histograms with fixed buckets for the times that dashboards and alerts show quantiles of. Others have a sum and a count. */
final class Buckets implements MeterFilter {
    /** From a request within a machine to the longest render; in seconds. */
    private static final double[] SECONDS = {0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 900, 3600};

    private static final double[] NANOS =
            DoubleStream.of(SECONDS).map(seconds -> seconds * 1e9).toArray();

    private static final Set<String> SDK = Set.of(
            "temporal_workflow_task_schedule_to_start_latency",
            "temporal_activity_schedule_to_start_latency",
            "temporal_workflow_task_execution_latency");

    @Override
    public @Nullable DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
        if (id.getType() != Meter.Type.TIMER) {
            return config;
        }
        DistributionStatisticConfig.Builder times = DistributionStatisticConfig.builder();
        if (id.getName().startsWith("temporal_")) {
            // The SDK's reporter requests 69 buckets for each of its times.
            times.percentilesHistogram(false);
        }
        if (id.getName().startsWith("longtake.") || SDK.contains(id.getName())) {
            times.serviceLevelObjectives(NANOS);
        }
        return times.build().merge(config);
    }
}
