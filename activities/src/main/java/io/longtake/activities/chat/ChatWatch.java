package io.longtake.activities.chat;

import io.longtake.activities.sse.AgentEvent;
import io.longtake.workflows.chat.ChatLimits;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Watches the time limits of one chat. Silence is measured between events; keep-alives do not count as events. Two clocks are read,
 * because the monotonic clock stops while a laptop sleeps and the wall clock may be set back; the longer of the two durations
 * counts. Thread-safe.
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

    public synchronized void record(AgentEvent event) {
        if (event.breaksSilence()) {
            events++;
            lastEvent = now();
        }
    }

    /** How many "still working" messages the user should have received so far. */
    public synchronized int stillWorking() {
        Duration every = limits.stillWorkingEvery();
        return every.isZero() || every.isNegative() ? 0 : (int) since(start).dividedBy(every);
    }

    /** The limit that is exceeded; empty if none is. */
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
