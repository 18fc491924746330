package io.longtake.activities.nemo;

import java.util.function.LongConsumer;

/** Adds up what has left of an upload of several files. Used by one thread. */
final class SentBytes {
    private final LongConsumer listener;
    private long total;

    SentBytes(LongConsumer listener) {
        this.listener = listener;
    }

    void add(long bytes) {
        total += bytes;
        listener.accept(total);
    }
}
