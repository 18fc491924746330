package io.longtake.activities.chat;

import io.longtake.activities.sse.AgentEvent;
import io.longtake.workflows.chat.ChatLimits;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Watches one chat's time. Silence is measured in events: keep-alives don't end it. Time is read twice, since a laptop that sleeps
 * stops the monotonic clock and a corrected wall clock may jump back: the longer of both counts. Safe for several threads.
 */
public final class ChatWatch {
    private final ChatLimits limits;
    private final Clock wall;
    private final LongSupplier nanos;
    private final Moment start;
    private Moment lastEvent;
    private int events;

    private record Moment(Instant wall, long nanos) {}

    public ChatWatch(ChatLimits limits, Clock wall, LongSupplier nanos) {
        this.limits = limits;
        this.wall = wall;
        this.nanos = nanos;
        this.start = new Moment(wall.instant(), nanos.getAsLong());
        this.lastEvent = start;
    }

    public static ChatWatch started(ChatLimits limits) {
        return new ChatWatch(limits, Clock.systemUTC(), System::nanoTime);
    }

    public synchronized void saw(AgentEvent event) {
        if (event.breaksSilence()) {
            events++;
            lastEvent = now();
        }
    }

    /** How often by now the person is to hear that it is still working. */
    public synchronized int stillWorking() {
        Duration every = limits.stillWorkingEvery();
        return every.isZero() || every.isNegative() ? 0 : (int) since(start).dividedBy(every);
    }

    /** The limit that is reached, if any. */
    public synchronized Optional<ChatEnd> verdict() {
        if (since(start).compareTo(limits.deadline()) >= 0) {
            return Optional.of(ChatEnd.OVERDUE);
        }
        return since(lastEvent).compareTo(limits.silence()) >= 0 ? Optional.of(ChatEnd.SILENT) : Optional.empty();
    }

    public synchronized Duration elapsed() {
        return since(start);
    }

    public synchronized Duration sinceLastEvent() {
        return since(lastEvent);
    }

    public synchronized int events() {
        return events;
    }

    private Moment now() {
        return new Moment(wall.instant(), nanos.getAsLong());
    }

    private Duration since(Moment then) {
        Duration byWall = Duration.between(then.wall(), wall.instant());
        Duration byNanos = Duration.ofNanos(nanos.getAsLong() - then.nanos());
        return byWall.compareTo(byNanos) > 0 ? byWall : byNanos;
    }
}
