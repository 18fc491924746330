package io.longtake.activities.intent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every intent log does. */
public abstract class IntentLogContract {
    /** Opens the log as another process would. */
    protected abstract IntentLog log();

    @Test
    void aSendingIsStartedOnce() throws IOException {
        IntentLog log = log();

        assertThat(log.wasBegun("a")).isFalse();
        assertThat(log.begin("a")).isTrue();
        assertThat(log.begin("a")).isFalse();
        assertThat(log().begin("a")).isFalse();
        assertThat(log().wasBegun("a")).isTrue();
        assertThat(log().wasBegun("b")).isFalse();
    }

    @Test
    void onlyOneOfManyConcurrentCallersStarts() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        for (int round = 0; round < 20; round++) {
            String id = "round-" + round;
            Callable<Boolean> attempt = () -> log().begin(id);
            List<Future<Boolean>> begun = threads.invokeAll(
                    IntStream.range(0, 16).mapToObj(i -> attempt).toList());
            int winners = 0;
            for (Future<Boolean> one : begun) {
                winners += one.get() ? 1 : 0;
            }
            assertThat(winners).as(id).isEqualTo(1);
        }
        threads.shutdown();
    }

    @Test
    void aSendingWithoutEffectMayStartAgain() throws IOException {
        IntentLog log = log();
        log.begin("a");

        log.undo("a");

        assertThat(log.wasBegun("a")).isFalse();
        assertThat(log.begin("a")).isTrue();
        assertThat(log.begin("a")).isFalse();
        log.undo("a");
        assertThat(log().begin("a")).isTrue();
    }

    @Test
    void theOutcomeIsKept() throws IOException {
        IntentLog log = log();

        log.recordOutcome("a", new byte[] {1, 2});

        assertThat(log().outcome("a")).hasValue(new byte[] {1, 2});
        assertThat(log.outcome("b")).isEmpty();
    }

    @Test
    void anyTextIsAnId() throws IOException {
        assertThat(log().begin("../../outside")).isTrue();
        assertThat(log().wasBegun("../../outside")).isTrue();
        assertThat(log().begin("../../outside?x=1&y#é")).isTrue();
    }
}
