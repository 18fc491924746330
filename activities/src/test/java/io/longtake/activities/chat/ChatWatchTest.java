package io.longtake.activities.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.activities.sse.AgentEvent;
import io.longtake.workflows.chat.ChatLimits;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ChatWatchTest {
    private final ChatLimits limits =
            new ChatLimits(Duration.ofMinutes(15), Duration.ofMinutes(10), Duration.ofMinutes(2));
    private Instant wall = Instant.parse("2026-11-22T10:00:00Z");
    private long nanos;
    private final InstantSource clock = () -> wall;
    private final ChatWatch watch = new ChatWatch(limits, clock.withZone(ZoneOffset.UTC), () -> nanos);

    @Test
    void keepAlivesDoNotEndASilence() {
        for (int minute = 0; minute < 10; minute++) {
            assertThat(watch.verdict()).isEmpty();
            pass(Duration.ofMinutes(1));
            watch.record(new AgentEvent.KeepAlive());
        }
        assertThat(watch.verdict()).contains(ChatEnd.SILENT);
    }

    @Test
    void activityResetsTheSilenceLimitButNotTheDeadline() {
        for (int minute = 0; minute < 15; minute++) {
            assertThat(watch.verdict()).isEmpty();
            pass(Duration.ofMinutes(1));
            watch.record(new AgentEvent.Other("state"));
        }
        assertThat(watch.verdict()).contains(ChatEnd.OVERDUE);
    }

    @Test
    void timeThatALaptopSleepsCounts() {
        wall = wall.plus(Duration.ofMinutes(20));

        assertThat(watch.verdict()).contains(ChatEnd.OVERDUE);
    }

    @Test
    void aClockThatWasSetBackDoesNotExtendTheLimits() {
        nanos += Duration.ofMinutes(16).toNanos();
        wall = wall.minus(Duration.ofHours(1));

        assertThat(watch.verdict()).contains(ChatEnd.OVERDUE);
    }

    private void pass(Duration time) {
        wall = wall.plus(time);
        nanos += time.toNanos();
    }
}
