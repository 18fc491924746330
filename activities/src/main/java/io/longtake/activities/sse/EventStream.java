package io.longtake.activities.sse;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Reads agent events from a stream of bytes, one at a time. For one thread. */
public final class EventStream {
    private final InputStream bytes;
    private final StreamGrammar grammar;
    private final Deque<AgentEvent> ready = new ArrayDeque<>();
    private final byte[] buffer = new byte[16 << 10];
    private boolean ended;

    public EventStream(InputStream bytes, StreamBounds bounds) {
        this.bytes = bytes;
        this.grammar = new StreamGrammar(bounds, item -> ready.addAll(Dialects.read(item)));
    }

    /**
     * Waits for the next event. Empty if the stream was closed normally.
     *
     * @throws IOException if the connection breaks; the events read before were already returned
     */
    public Optional<AgentEvent> next() throws IOException {
        while (ready.isEmpty() && !ended) {
            int read = bytes.read(buffer);
            if (read < 0) {
                ended = true;
                grammar.end();
            } else {
                grammar.feed(buffer, 0, read);
            }
        }
        return Optional.ofNullable(ready.poll());
    }
}
