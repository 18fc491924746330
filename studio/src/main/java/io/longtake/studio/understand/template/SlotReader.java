package io.longtake.studio.understand.template;

import java.util.List;

/** Reads typed pieces of text. */
@FunctionalInterface
public interface SlotReader {
    /**
     * A piece of text.
     *
     * @param end behind its last character
     */
    record Found(Object value, int end) {}

    /** All readings of {@code kind} that begin at {@code at}; none where there is no such piece. */
    List<Found> read(String kind, String text, int at);
}
