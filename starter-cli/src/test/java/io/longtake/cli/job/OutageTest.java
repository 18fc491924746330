package io.longtake.cli.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.longtake.cli.job.Progress.Step;
import io.longtake.cli.job.Progress.Unreached;
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

    private void see(int second, Step... steps) {
        outage.see(List.of(steps), Duration.ofSeconds(second).toNanos());
    }

    private CommandFailure end(int second, Step... steps) {
        return catchThrowableOfType(CommandFailure.class, () -> see(second, steps));
    }

    private static Step unreached(boolean trying) {
        return new Step("open", "opening a backend session", Optional.of(new Unreached(WHY, trying)));
    }

    @Test
    void a_job_without_contact_for_a_minute_ends_the_command_with_75_and_the_reason() {
        see(100, unreached(false));
        see(159, unreached(false));
        var failure = end(160, unreached(false));
        assertThat(failure.exitCode()).isEqualTo(ExitCode.TEMPORARY);
        assertThat(failure.sentence()).startsWith(WHY).contains("60 s");
    }

    @Test
    void any_contact_restarts_the_minute() {
        see(0, unreached(false));
        see(30, FINE, unreached(false));
        see(40, unreached(false));
        see(50);
        see(60, unreached(false));
        see(119, unreached(false));
        assertThat(end(120, unreached(false))).isNotNull();
    }

    @Test
    void a_request_in_progress_is_waited_for() {
        see(0, unreached(false));
        see(600, unreached(true));
        assertThat(end(601, unreached(false))).isNotNull();
    }
}
