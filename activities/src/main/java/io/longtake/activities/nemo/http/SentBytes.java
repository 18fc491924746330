package io.longtake.activities.nemo.http;

import java.util.function.LongConsumer;

/** Adds up what has left of an upload of several files. Used by one thread. */
public final class SentBytes {
    private final LongConsumer listener;
    private long total;

    public SentBytes(LongConsumer listener) {
        this.listener = listener;
    }

    void add(long bytes) {
        total += bytes;
        listener.accept(total);
    }
}
