package io.longtake.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Random jobs under random kills and pauses, judged only by the backend's ledger, the files and the exit codes. A build runs a few
 * seeds; {@code acceptance/crash} runs any number.
 */
@Execution(ExecutionMode.CONCURRENT)
class CrashIT {
    private static final long FIRST = Long.getLong("crash.from", 9);
    private static final int SEEDS = Integer.getInteger("crash.seeds", 1);
    /** The number of jobs of each seed that run in a build. */
    private static final int JOBS = Integer.getInteger("crash.jobs", 1);

    private static final Path FOLDER = Path.of("target", "crash").toAbsolutePath();

    @Test
    void nothingIsSentTwiceLostOrReportedAsFailed() throws IOException {
        List<String> violations = new ArrayList<>();
        int kills = 0;
        int pauses = 0;
        for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
            Path folder = FOLDER.resolve("seed-" + seed);
            remove(folder);
            CrashRun.Verdict verdict = play(seed, Files.createDirectories(folder));
            System.out.println(verdict.line());
            kills += verdict.kills();
            pauses += verdict.pauses();
            if (verdict.violations().isEmpty()) {
                remove(folder);
            } else {
                System.out.println("crash: seed " + seed + ": files kept in " + folder);
                violations.add(verdict.line());
            }
        }
        System.out.printf(
                "crash: %d seeds from %d, %d kills, %d pauses, %d seeds with violations%n",
                SEEDS, FIRST, kills, pauses, violations.size());
        assertThat(kills + pauses).as("kills and pauses that hit a process").isPositive();
        if (CrashRun.SABOTAGED) {
            assertThat(violations).as("violations with sabotage").isNotEmpty();
        } else {
            assertThat(violations).isEmpty();
        }
    }

    /** An error outside the checks, such as a home that does not start, also counts as a violation. */
    private static CrashRun.Verdict play(long seed, Path folder) throws IOException {
        try (CrashRun run = new CrashRun(seed, folder, JOBS)) {
            return run.play();
        } catch (AssertionError e) {
            return new CrashRun.Verdict(
                    seed,
                    0,
                    0,
                    Map.of(),
                    0,
                    0,
                    false,
                    java.time.Duration.ZERO,
                    List.of(String.valueOf(e.getMessage())));
        }
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var all = Files.walk(folder)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
