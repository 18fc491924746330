package io.longtake.cli.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.longtake.cli.job.Progress.ConnectionFailure;
import io.longtake.cli.job.Progress.Step;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutageTest {
    private static final String WHY =
            "The proxy 127.0.0.1:9 (HTTPS_PROXY) can't be reached: the connection was refused or broke.";
    private static final Step FINE = new Step("render 1", "rendering, 25%");

    private final Outage outage = new Outage();

    private void observe(int second, Step... steps) {
        outage.observe(List.of(steps), Duration.ofSeconds(second).toNanos());
    }

    private CommandFailure end(int second, Step... steps) {
        return catchThrowableOfType(CommandFailure.class, () -> observe(second, steps));
    }

    private static Step connectionFailure(boolean trying) {
        return new Step("open", "opening a backend session").with(Optional.of(new ConnectionFailure(WHY, trying)));
    }

    @Test
    void aJobWithoutContactForAMinuteEndsTheCommandWith75AndTheReason() {
        observe(100, connectionFailure(false));
        observe(159, connectionFailure(false));
        var failure = end(160, connectionFailure(false));
        assertThat(failure.exitCode()).isEqualTo(ExitCode.TEMPORARY);
        assertThat(failure.sentence()).startsWith(WHY).contains("60 s");
    }

    @Test
    void anyContactRestartsTheMinute() {
        observe(0, connectionFailure(false));
        observe(30, FINE, connectionFailure(false));
        observe(40, connectionFailure(false));
        observe(50);
        observe(60, connectionFailure(false));
        observe(119, connectionFailure(false));
        assertThat(end(120, connectionFailure(false))).isNotNull();
    }

    @Test
    void aRequestInProgressIsWaitedFor() {
        observe(0, connectionFailure(false));
        observe(600, connectionFailure(true));
        assertThat(end(601, connectionFailure(false))).isNotNull();
    }
}
