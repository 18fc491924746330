package io.longtake.workflows.simulation;

import static io.longtake.workflows.simulation.Simulation.BATCH;
import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.workflows.simulation.Simulation.Result;
import io.longtake.workflows.simulation.Simulation.Violation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random wishes against random faults, by the hundred. A violation names its seed: {@code -Dsimulation.first=<seed>
 * -Dsimulation.seeds=1} plays it again; {@code -Dsimulation.seeds=10000} is a long run.
 */
class SimulationTest {
    private static final long FIRST = Long.getLong("simulation.first", 1);
    private static final long SEEDS = Long.getLong("simulation.seeds", 120);
    /** By this many seeds each sabotage has to be found out. */
    private static final long MOST_SEEDS_FOR_SABOTAGE = 100;

    private static final long SEEDS_AT_A_TIME = 20;

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

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aMistakeMadeOnPurposeIsFoundAndItsSeedFindsItAgain(Sabotage sabotage) {
        Violation first = find(sabotage);
        System.out.println("simulation: " + sabotage + " was found by " + first);

        Result again = Simulation.play(first.seed(), first.seed() + 1, sabotage);

        assertThat(again.violations()).as("seed %d played again", first.seed()).anyMatch(v -> v.what()
                .contains(sabotage.words));
    }

    private static Violation find(Sabotage sabotage) {
        for (long from = 1; from <= MOST_SEEDS_FOR_SABOTAGE; from += SEEDS_AT_A_TIME) {
            Optional<Violation> found = Simulation.play(from, from + SEEDS_AT_A_TIME, sabotage).violations().stream()
                    .filter(v -> v.what().contains(sabotage.words))
                    .findFirst();
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw new AssertionError(sabotage + " was not noticed by " + MOST_SEEDS_FOR_SABOTAGE + " seeds");
    }
}
