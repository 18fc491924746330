package io.longtake.cli.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.cli.environment.Environment;
import io.longtake.cli.invocation.CommandRunner;
import io.longtake.cli.mcp.protocol.Exchange;
import io.longtake.cli.mcp.protocol.ProtocolVersion;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CallsTest {
    private static final List<String> LINE = List.of("wait", "--", "lake");
    private static final Duration LONG = Duration.ofSeconds(20);

    private final AtomicInteger runs = new AtomicInteger();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private final CompletableFuture<Boolean> leftByAll = new CompletableFuture<>();

    /** Queues a job, and waits as commands do: until the job ends, or nobody waits for it. */
    private final CommandRunner runner = (environment, watch, args) -> {
        runs.incrementAndGet();
        watch.queued("lake", "run", List.of(1));
        begun.countDown();
        while (watch.patient() && release.getCount() > 0) {
            Thread.onSpinWait();
        }
        leftByAll.complete(!watch.patient());
        environment.out().println("{}");
        return 0;
    };

    private final Calls calls = new Calls(runner, Environment.ofThisProcess(), List.of());

    private static Exchange exchange() {
        return new Exchange(ProtocolVersion.V2025_11_25, Optional.empty(), false, any -> {});
    }

    @Test
    void aRepeatedCallJoinsTheOneThatRunsAndDoesNotEndItsWaiting() throws Exception {
        var first = CompletableFuture.supplyAsync(() -> calls.run(LINE, LONG, exchange()));
        begun.await();
        var second = calls.run(LINE, Duration.ofMillis(100), exchange());
        assertThat(second.result()).isEmpty();
        assertThat(second.job()).isPresent();
        assertThat(first).isNotDone();

        release.countDown();
        assertThat(first.get(20, TimeUnit.SECONDS).result()).isPresent();
        assertThat(runs).hasValue(1);
    }

    @Test
    void aCancelledCallEndsTheWaiting() throws Exception {
        var exchange = exchange();
        var call = CompletableFuture.supplyAsync(() -> calls.run(LINE, LONG, exchange));
        begun.await();
        exchange.cancel();
        call.get(20, TimeUnit.SECONDS);
        assertThat(leftByAll.get(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void allWaitingEndsWhenTheClientLeaves() throws Exception {
        var call = CompletableFuture.supplyAsync(() -> calls.run(LINE, LONG, exchange()));
        begun.await();
        calls.leave();
        assertThat(call.get(20, TimeUnit.SECONDS).job()).isPresent();
        assertThat(leftByAll.get(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aLookDoesNotWait() throws Exception {
        assertThat(calls.look(LINE, LONG).result()).isPresent();
        assertThat(leftByAll.get(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void untilQueuedEndsWithTheJob() {
        assertThat(calls.runUntilQueued(LINE, LONG, exchange()).job()).isPresent();
    }
}
