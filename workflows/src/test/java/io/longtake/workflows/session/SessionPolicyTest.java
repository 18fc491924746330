package io.longtake.workflows.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionPolicyTest {
    private static final SessionPolicy USUAL = SessionPolicy.defaults();

    @Test
    void aLostRenderIsPolledForAtLeastTwoMinutes() {
        assertThat(USUAL.renderLostAfter()).isGreaterThanOrEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void aPollIntervalOfZeroIsRefusedWithTheLimit() {
        assertThatThrownBy(() -> polling(Duration.ZERO)).hasMessageContaining("at least PT0.1S, not PT0S");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 101})
    void aNumberOfReadingsOutOfRangeIsRefusedWithTheRange(int attempts) {
        assertThatThrownBy(() -> reading(attempts)).hasMessage("verify.attempts must be 1 to 100, not " + attempts);
    }

    @Test
    void theRangesIncludeTheirEnds() {
        assertThat(reading(1).verifyAttempts()).isEqualTo(1);
        assertThat(reading(100).verifyAttempts()).isEqualTo(100);
        assertThat(polling(Duration.ofMillis(100)).renderPollInterval()).hasMillis(100);
    }

    private static SessionPolicy reading(int attempts) {
        return policy(attempts, USUAL.renderPollInterval());
    }

    private static SessionPolicy polling(Duration interval) {
        return policy(USUAL.verifyAttempts(), interval);
    }

    private static SessionPolicy policy(int attempts, Duration interval) {
        return new SessionPolicy(
                USUAL.chat(),
                USUAL.verifyFirst(),
                USUAL.verifyEvery(),
                attempts,
                interval,
                USUAL.renderDeadline(),
                USUAL.renderLostAfter(),
                USUAL.rateLimitDelay());
    }
}
