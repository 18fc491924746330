package io.longtake.cli.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JobEventsTest {
    private final AtomicLong nanos = new AtomicLong(5);
    private final JobEvents events =
            new JobEvents(Clock.fixed(Instant.parse("2026-11-01T08:00:00Z"), ZoneOffset.UTC), nanos::get);
    private final List<Map<String, @Nullable Object>> lines = new ArrayList<>();

    @Test
    void nothingIsWrittenBeforeSomebodyReads() {
        events.started("trip", List.of(1));
        assertThat(events.isOn()).isFalse();
        events.writeTo(lines::add);
        assertThat(lines).isEmpty();
        assertThat(events.isOn()).isTrue();
    }

    @Test
    void anEventNamesItsTypeAndTimeFirst() {
        events.writeTo(lines::add);
        events.progress("trip", "render", OptionalInt.of(40), "rendering, 40%");
        assertThat(lines)
                .containsExactly(Map.of(
                        "type", "progress",
                        "at", "2026-11-01T08:00:00Z",
                        "session", "trip",
                        "stage", "render",
                        "percent", 40,
                        "text", "rendering, 40%"));
        assertThat(lines.get(0).keySet()).startsWith("type", "at");
    }

    @Test
    void aJobThatSaysNothingIsReportedAsWorkingAfterThirtySeconds() {
        events.writeTo(lines::add);
        pass(29);
        stillWorking();
        assertThat(lines).isEmpty();
        pass(1);
        stillWorking();
        assertThat(lines).extracting(line -> line.get("type")).containsExactly("still-working");
        pass(29);
        events.progress("trip", "edit", OptionalInt.empty(), "editing");
        pass(29);
        stillWorking();
        assertThat(lines).hasSize(2);
        pass(1);
        stillWorking();
        assertThat(lines).hasSize(3);
    }

    private void stillWorking() {
        events.stillWorking(Optional.of("trip"), Duration.ofSeconds(30), "editing");
    }

    private void pass(int seconds) {
        nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }
}
