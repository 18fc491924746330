package io.longtake.cli.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longtake.cli.environment.Environment;
import io.longtake.cli.invocation.CommandRunner;
import io.longtake.cli.mcp.protocol.Exchange;
import io.longtake.cli.mcp.protocol.Messages;
import io.longtake.cli.mcp.protocol.ProtocolVersion;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class TasksTest {
    private static final Duration LIMIT = Duration.ofSeconds(9);
    private static final ObjectNode MAKING = Messages.object().put("taskId", "make/lake/1,2,3/0a1b/1764310000");

    private static Tasks tasks(CommandRunner runner) {
        return new Tasks(new Calls(runner, Environment.ofThisProcess(), List.of()), LIMIT, Clock.systemUTC());
    }

    private static Exchange exchange(ProtocolVersion version) {
        return new Exchange(version, Optional.empty(), true, any -> {});
    }

    private static String document(String status) {
        return "{\"session\": \"lake\", \"status\": \"" + status + "\", \"error\": null}";
    }

    @ParameterizedTest
    @CsvSource({
        "running, 0, working",
        "running, 6, working",
        "running, 75, working",
        "unknown, 75, working",
        "'', 75, working",
        "failed, 75, failed",
        "unknown, 6, failed",
        "failed, 1, failed",
        "cancelled, 1, cancelled",
        "completed, 0, completed"
    })
    void aTaskWorksAsLongAsItsJobMayGoOn(String reported, int exit, String status) throws Exception {
        var task = tasks((environment, watch, args) -> {
                    environment.out().println(document(reported));
                    return exit;
                })
                .get(MAKING, exchange(ProtocolVersion.V2025_11_25));
        assertThat(task.path("status").asText()).isEqualTo(status);
    }

    @Test
    void commandsThatEndAtOnceAreNotRunOneAfterAnother() throws Exception {
        var runs = new AtomicInteger();
        long start = System.nanoTime();
        var result = tasks((environment, watch, args) -> {
                    runs.incrementAndGet();
                    boolean over = Duration.ofNanos(System.nanoTime() - start).compareTo(Duration.ofSeconds(1)) > 0;
                    environment.out().println(document(over ? "completed" : "unknown"));
                    return over ? 0 : 75;
                })
                .result(MAKING, exchange(ProtocolVersion.V2025_11_25));
        assertThat(result.at("/structuredContent/status").asText()).isEqualTo("completed");
        assertThat(runs).hasValueLessThan(10);
    }

    @Test
    void aCallThatQueuesNothingIsAnsweredWithinItsLimit() throws Exception {
        var limit = Duration.ofSeconds(3);
        long start = System.nanoTime();
        var result = tasks((environment, watch, args) -> {
                    while (watch.patient()) {
                        Thread.onSpinWait();
                    }
                    return 130;
                })
                .create(
                        Tools.named("make").orElseThrow(),
                        List.of("make", "--"),
                        limit,
                        exchange(ProtocolVersion.V2026_07_28),
                        seen -> Messages.object().put("answered", true));
        assertThat(result.path("answered").asBoolean()).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(limit.multipliedBy(2));
    }
}
