package io.longtake.studio.chat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The processing of one message, as a listener sees it. The worker adds its events here and never waits for the listener. */
final class Run {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<ChatEvent> events = new ArrayDeque<>();
    private boolean ended;

    /** The result of waiting for an event. */
    sealed interface Next {
        record Event(ChatEvent event) implements Next {}

        /** No event occurred within the interval. */
        record Silence() implements Next {}

        record End() implements Next {}
    }

    void publish(ChatEvent event) {
        lock.lock();
        try {
            events.add(event);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void end() {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the next event, at most {@code timeout}. */
    Next next(Duration timeout) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = timeout.toNanos();
            while (events.isEmpty() && !ended && left > 0) {
                left = changed.awaitNanos(left);
            }
            Optional<ChatEvent> event = Optional.ofNullable(events.poll());
            if (event.isPresent()) {
                return new Next.Event(event.get());
            }
            return ended ? new Next.End() : new Next.Silence();
        } finally {
            lock.unlock();
        }
    }
}
