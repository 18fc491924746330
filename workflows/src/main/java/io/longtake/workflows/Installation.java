package io.longtake.workflows;

/** The names by which clients and workers find each other. */
public final class Installation {
    private Installation() {}

    /** A namespace of our own: {@code default} of a development server forgets closed workflows after a day. */
    public static final String NAMESPACE = "longtake";

    public static final String TASK_QUEUE = "longtake";
}
