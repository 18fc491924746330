package io.longtake.studio.understand.template;

/** A piece of a message, from {@code start} to {@code end} of its normal text. */
public sealed interface Clause {
    int start();

    int end();

    /** Whether only a word such as "and" stands between it and the piece before it. */
    boolean joined();

    /** A whole clause that a template covers. */
    record Read(int start, int end, boolean joined, Template template, Slots slots) implements Clause {}

    /** Text that no template covers. */
    record Unread(int start, int end, boolean joined) implements Clause {}
}
