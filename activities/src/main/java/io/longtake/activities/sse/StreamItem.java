package io.longtake.activities.sse;

/** What the event-stream grammar yields, before anybody looks at what the data means. */
sealed interface StreamItem {
    /** An event that was ended by an empty line. */
    record Event(String name, String data) implements StreamItem {}

    /** A comment line, sent to keep the connection open. */
    record Comment() implements StreamItem {}

    /** An event beyond the bounds; its bytes are dropped, the stream goes on. */
    record Oversized(long bytes) implements StreamItem {}

    /** The stream ended inside this event. */
    record Unfinished(String name, String data) implements StreamItem {}
}
