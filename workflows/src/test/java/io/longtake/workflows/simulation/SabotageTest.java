package io.longtake.workflows.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.workflows.simulation.Simulation.Violation;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The simulation detects deliberate bugs. */
@Tag("test-tools")
class SabotageTest {
    /** Maximum number of seeds until each bug has to be detected. */
    private static final long MAX_SEEDS = 100;

    private static final long SEEDS_AT_A_TIME = 5;

    /** A seed determines requests and faults, but not the order of threads in the in-memory server. */
    private static final int MAX_PLAYS = 5;

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void anInjectedBugIsFoundAndItsSeedFindsItAgain(Sabotage sabotage) {
        Violation first = find(sabotage);
        System.out.println("simulation: " + sabotage + " was found by " + first);

        assertThat(IntStream.range(0, MAX_PLAYS).anyMatch(play -> findsAgain(first.seed(), sabotage)))
                .as("seed %d repeated", first.seed())
                .isTrue();
    }

    private static boolean findsAgain(long seed, Sabotage sabotage) {
        return Simulation.play(seed, seed + 1, sabotage).violations().stream()
                .anyMatch(v -> v.what().contains(sabotage.words));
    }

    private static Violation find(Sabotage sabotage) {
        for (long from = 1; from <= MAX_SEEDS; from += SEEDS_AT_A_TIME) {
            Optional<Violation> found = Simulation.play(from, from + SEEDS_AT_A_TIME, sabotage).violations().stream()
                    .filter(v -> v.what().contains(sabotage.words))
                    .findFirst();
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw new AssertionError(sabotage + " was not noticed by " + MAX_SEEDS + " seeds");
    }
}
