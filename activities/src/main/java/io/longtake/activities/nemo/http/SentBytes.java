package io.longtake.activities.nemo.http;

import java.util.function.LongConsumer;

/** Counts the bytes sent during an upload of several files. For one thread. */
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
