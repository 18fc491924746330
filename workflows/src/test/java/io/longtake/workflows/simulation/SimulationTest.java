package io.longtake.workflows.simulation;

import static io.longtake.workflows.simulation.Simulation.BATCH;
import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.workflows.simulation.Simulation.Result;
import io.longtake.workflows.simulation.Simulation.Violation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Random requests against random faults, hundreds of seeds. A violation names its seed:
 * {@code -Dsimulation.first=<seed> -Dsimulation.seeds=1} runs it again; {@code -Dsimulation.seeds=10000} is a long run.
 */
class SimulationTest {
    private static final long FIRST = Long.getLong("simulation.first", 1);
    private static final long SEEDS = Long.getLong("simulation.seeds", 80);

    @Test
    void noSeedBreaksARule() {
        long began = System.nanoTime();
        List<Violation> violations = new ArrayList<>();
        Map<FaultPoint, Map<Fault, Long>> faults = new TreeMap<>();
        for (long from = FIRST; from < FIRST + SEEDS; from += BATCH) {
            Result result = Simulation.play(from, Math.min(from + BATCH, FIRST + SEEDS), Sabotage.NONE);
            result.violations().forEach(v -> System.out.println("simulation: " + v));
            violations.addAll(result.violations());
            result.faults()
                    .forEach((point, counts) -> counts.forEach((fault, n) ->
                            faults.computeIfAbsent(point, p -> new TreeMap<>()).merge(fault, n, Long::sum)));
            System.out.printf(
                    "simulation: %d seeds from %d after %d s, %d violations, faults %s%n",
                    Math.min(from + BATCH, FIRST + SEEDS) - FIRST,
                    FIRST,
                    Duration.ofNanos(System.nanoTime() - began).toSeconds(),
                    violations.size(),
                    faults);
        }
        assertThat(violations).isEmpty();
        assertThat(faults.values().stream()
                        .flatMap(m -> m.values().stream())
                        .mapToLong(n -> n)
                        .sum())
                .isGreaterThan(SEEDS);
    }
}
