package io.longtake.activities.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.workflows.render.RenderProgress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class RenderProgressWatchTest {
    private Instant now = Instant.parse("2026-11-28T10:00:00Z");
    private final RenderProgressWatch watch =
            new RenderProgressWatch(((InstantSource) () -> now).withZone(ZoneOffset.UTC));

    @Test
    void aRenderStandsStillSinceItsProgressLastChanged() {
        poll("a", 10);
        pass(60);
        poll("a", 20);
        pass(30);
        poll("a", 20);
        poll("b", 5);

        assertThat(watch.longestStandstillSeconds()).isEqualTo(30);
        assertThat(watch.running()).isEqualTo(2);
    }

    @Test
    void anEndedRenderNoLongerCounts() {
        poll("a", 10);
        pass(60);
        watch.ended("a");

        assertThat(watch.longestStandstillSeconds()).isZero();
        assertThat(watch.running()).isZero();
    }

    @Test
    void aRenderThatAnotherWorkerFollowsIsForgotten() {
        poll("a", 10);
        pass(601);

        assertThat(watch.running()).isZero();
        assertThat(watch.longestStandstillSeconds()).isZero();
    }

    private void poll(String id, int percent) {
        watch.polled(id, new RenderProgress("processing", percent));
    }

    private void pass(int seconds) {
        now = now.plus(Duration.ofSeconds(seconds));
    }
}
