package io.longtake.activities.sse;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Parses the event-stream format (WHATWG HTML, 9.2). Bytes may be fed in pieces of any size: the same bytes always give the same
 * items. Lines end with LF, CRLF or CR; a byte order mark at the start is skipped.
 */
final class StreamGrammar {
    private static final int[] MARK = {0xEF, 0xBB, 0xBF};

    private final int bound;
    private final Consumer<StreamItem> sink;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final StringBuilder data = new StringBuilder();
    private String name = "";
    private boolean hasData;
    private boolean afterReturn;
    private boolean skipping;
    private long eventBytes;
    private int markSeen;

    StreamGrammar(StreamBounds bounds, Consumer<StreamItem> sink) {
        this.bound = bounds.eventBytes();
        this.sink = sink;
    }

    void feed(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            feed(bytes[i]);
        }
    }

    /** Handles the end of the stream: an incomplete event is emitted as unfinished. */
    void end() {
        if (markSeen < MARK.length) {
            flushMark();
        }
        if (line.size() > 0) {
            field();
        }
        if (skipping) {
            sink.accept(new StreamItem.Oversized(eventBytes));
        } else if (hasData) {
            sink.accept(new StreamItem.Unfinished(name, data.toString()));
        }
        reset();
    }

    private void feed(byte b) {
        if (markSeen < MARK.length) {
            if ((b & 0xFF) == MARK[markSeen]) {
                markSeen++;
                return;
            }
            flushMark();
        }
        if (b == '\n' && afterReturn) {
            afterReturn = false;
            return;
        }
        afterReturn = b == '\r';
        if (b == '\n' || b == '\r') {
            endOfLine();
        } else {
            append(b);
        }
    }

    /** Appends bytes that looked like the start of a byte order mark but are not. */
    private void flushMark() {
        int seen = markSeen;
        markSeen = MARK.length + 1;
        for (int i = 0; i < seen; i++) {
            append((byte) MARK[i]);
        }
    }

    private void append(byte b) {
        eventBytes++;
        if (eventBytes > bound) {
            skipping = true;
            data.setLength(0);
        }
        if (!skipping || line.size() == 0) {
            // While skipping, one byte is enough to distinguish other lines from an empty line, which ends the
            // event.
            line.write(b);
        }
    }

    private void endOfLine() {
        if (line.size() > 0) {
            field();
            return;
        }
        if (skipping) {
            sink.accept(new StreamItem.Oversized(eventBytes));
        } else if (hasData || !name.isEmpty()) {
            sink.accept(new StreamItem.Event(name, data.toString()));
        }
        reset();
    }

    private void reset() {
        data.setLength(0);
        name = "";
        hasData = false;
        skipping = false;
        eventBytes = 0;
    }

    private void field() {
        if (skipping) {
            line.reset();
            return;
        }
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        int colon = text.indexOf(':');
        if (colon == 0) {
            sink.accept(new StreamItem.Comment());
            if (!hasData && name.isEmpty()) {
                // A long sequence of comments is not a large event.
                eventBytes = 0;
            }
            return;
        }
        String field = colon < 0 ? text : text.substring(0, colon);
        String value = colon < 0 ? "" : text.substring(colon + 1);
        value = value.startsWith(" ") ? value.substring(1) : value;
        switch (field) {
            case "event" -> name = value;
            case "data" -> {
                if (hasData) {
                    data.append('\n');
                }
                data.append(value);
                hasData = true;
            }
            default -> {
                // id and retry are ignored, because a chat is never resumed by sending it again. Other lines are
                // garbage and are skipped.
            }
        }
    }
}
