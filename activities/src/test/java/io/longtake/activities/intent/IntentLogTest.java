package io.longtake.activities.intent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntentLogTest {
    @TempDir
    Path home;

    @Test
    void aSendingIsStartedOnce() throws IOException {
        IntentLog log = new FileIntentLog(home);

        assertThat(log.wasBegun("a")).isFalse();
        assertThat(log.begin("a")).isTrue();
        assertThat(new FileIntentLog(home).begin("a")).isFalse();
        assertThat(new FileIntentLog(home).wasBegun("a")).isTrue();
    }

    @Test
    void onlyOneOfManyConcurrentCallersStarts() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        Callable<Boolean> attempt = () -> new FileIntentLog(home).begin("a");

        List<Future<Boolean>> begun =
                threads.invokeAll(IntStream.range(0, 50).mapToObj(i -> attempt).toList());

        int winners = 0;
        for (Future<Boolean> one : begun) {
            winners += one.get() ? 1 : 0;
        }
        threads.shutdown();
        assertThat(winners).isEqualTo(1);
    }

    @Test
    void aSendingWithoutEffectMayStartAgain() throws IOException {
        IntentLog log = new FileIntentLog(home);
        log.begin("a");

        log.undo("a");

        assertThat(log.begin("a")).isTrue();
    }

    @Test
    void theOutcomeIsKept() throws IOException {
        IntentLog log = new FileIntentLog(home);

        log.recordOutcome("a", new byte[] {1, 2});

        assertThat(new FileIntentLog(home).outcome("a")).hasValue(new byte[] {1, 2});
        assertThat(log.outcome("b")).isEmpty();
    }

    @Test
    void anIdThatIsNotAFileNameStaysInsideTheFolder() throws IOException {
        IntentLog log = new FileIntentLog(home);

        assertThat(log.begin("../../outside")).isTrue();
        assertThat(log.wasBegun("../../outside")).isTrue();
        assertThat(home.resolve("../outside")).doesNotExist();
    }
}
