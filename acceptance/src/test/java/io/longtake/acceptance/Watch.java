package io.longtake.acceptance;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** Looks from outside until things stand as wanted. */
final class Watch {
    private Watch() {}

    /** Waits for a condition; fails when it does not come. */
    static void until(String what, Duration limit, BooleanSupplier condition) {
        Instant end = Instant.now().plus(limit);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("not reached in " + limit + ": " + what);
            }
            try {
                Thread.sleep(40);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
