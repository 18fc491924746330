package io.longtake.activities.nemo.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RetryDelayTextTest {
    @Test
    void aLongPauseIsNamedWithItsEnd() {
        Instant now = Instant.parse("2026-11-22T10:00:00Z");

        assertThat(RetryDelayText.of(Duration.ofSeconds(30), now)).isEqualTo("30 s");
        assertThat(RetryDelayText.of(Duration.ofMinutes(80), now)).isEqualTo("1 h 20 min, until 2026-11-22 11:20 UTC");
    }
}
