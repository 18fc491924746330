package io.longtake.workflows.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.workflows.simulation.Simulation.Violation;
import java.util.Map;
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

    /** The first seed that found each bug when this was written. It is tried first; if it finds nothing, all are. */
    private static final Map<Sabotage, Long> FOUND_BY = Map.of(
            Sabotage.CHAT_IS_RETRIED, 1L,
            Sabotage.RENDER_IS_POSTED_UNDER_ANOTHER_ID, 10L,
            Sabotage.CANCEL_STAYS_AT_HOME, 43L,
            Sabotage.ANY_READING_COUNTS_AS_A_CHANGE, 5L,
            Sabotage.EXPORT_OF_AN_OLD_READING, 20L,
            Sabotage.CLOSED_WAITS_FOR_AN_OLD_STATE, 28L,
            Sabotage.RENDER_ID_IS_DRAWN, 9L,
            Sabotage.REPLAYS_COUNT_AS_EDITS, 24L,
            Sabotage.DRAFT_BY_VALUE, 1L);

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
        return find(sabotage, seed, seed + 1).isPresent();
    }

    private static Optional<Violation> find(Sabotage sabotage, long from, long to) {
        return Simulation.play(from, to, sabotage).violations().stream()
                .filter(v -> v.what().contains(sabotage.words))
                .findFirst();
    }

    private static Violation find(Sabotage sabotage) {
        long likely = FOUND_BY.getOrDefault(sabotage, 1L);
        Optional<Violation> again = find(sabotage, likely, likely + 1);
        if (again.isPresent()) {
            return again.get();
        }
        for (long from = 1; from <= MAX_SEEDS; from += SEEDS_AT_A_TIME) {
            Optional<Violation> found = find(sabotage, from, from + SEEDS_AT_A_TIME);
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw new AssertionError(sabotage + " was not noticed by " + MAX_SEEDS + " seeds");
    }
}
