package io.longtake.cli.job;

import java.time.Duration;

/** A moment after which a command stops waiting. It does not depend on the clock of the system. */
final class Deadline {
    private final long startNanos = System.nanoTime();
    private final Duration limit;

    private Deadline(Duration limit) {
        this.limit = limit;
    }

    static Deadline in(Duration limit) {
        return new Deadline(limit);
    }

    boolean isOver() {
        return Duration.ofNanos(System.nanoTime() - startNanos).compareTo(limit) >= 0;
    }
}
