package io.longtake.workflows.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SessionPolicyTest {
    private static final SessionPolicy USUAL = SessionPolicy.ofTheContract();

    @Test
    void aRenderIsLookedForForAtLeastTwoMinutes() {
        assertThat(USUAL.renderLostAfter()).isGreaterThanOrEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void aPollIntervalOfNothingIsRefusedWithTheLimit() {
        assertThatThrownBy(() -> new SessionPolicy(
                        USUAL.chat(),
                        USUAL.verifyFirst(),
                        USUAL.verifyEvery(),
                        USUAL.verifyAttempts(),
                        Duration.ZERO,
                        USUAL.renderDeadline(),
                        USUAL.renderLostAfter(),
                        USUAL.rateLimitDelay()))
                .hasMessageContaining("at least PT0.1S, not PT0S");
    }
}
