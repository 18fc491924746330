package io.longtake.workflows;

/** The names by which clients and workers find each other. */
public final class Installation {
    private Installation() {}

    /** A namespace of our own: {@code default} of a development server forgets closed workflows after a day. */
    public static final String NAMESPACE = "longtake";

    public static final String TASK_QUEUE = "longtake";

    /**
     * The origin of a home's own studio. Its port may change over the weeks a session lives, and another program may get
     * the old one; so sessions and accounts carry this name, and the worker beside the studio knows where it is.
     */
    public static final String STUDIO = "studio";
}
