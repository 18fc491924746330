package io.longtake.activities.sse;

/** An item of an event stream, before its data is interpreted. */
sealed interface StreamItem {
    /** An event that was ended by an empty line. */
    record Event(String name, String data) implements StreamItem {}

    /** A comment line, sent to keep the connection open. */
    record Comment() implements StreamItem {}

    /** An event that exceeds the bounds; its bytes are dropped and the stream continues. */
    record Oversized(long bytes) implements StreamItem {}

    /** The stream ended inside this event. */
    record Unfinished(String name, String data) implements StreamItem {}
}
