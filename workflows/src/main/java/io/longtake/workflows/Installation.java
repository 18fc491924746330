package io.longtake.workflows;

/** Names that clients and workers have in common. */
public final class Installation {
    private Installation() {}

    /** A separate namespace, because {@code default} of a development server deletes closed workflows after a day. */
    public static final String NAMESPACE = "longtake";

    /**
     * The origin of the installation's own studio. Its port may change during the weeks in which a session is open, and
     * another program may get the old port. Sessions and accounts therefore contain this name, and the worker on the
     * studio's machine knows the actual address.
     */
    public static final String STUDIO = "studio";

    private static final String SESSION_PREFIX = "session-";

    /** The workflow id of a session. */
    public static String sessionId(String name) {
        return SESSION_PREFIX + name;
    }

    /**
     * The workflow id of a film that a studio renders over workers.
     *
     * @param studio distinguishes the studios of a namespace, whose clients may choose the same id for a render
     */
    public static String filmId(String studio, String renderId) {
        return "film-" + studio + "-" + renderId;
    }

    /** The name of the session whose workflow has this id. */
    public static String sessionName(String workflowId) {
        return workflowId.startsWith(SESSION_PREFIX) ? workflowId.substring(SESSION_PREFIX.length()) : workflowId;
    }
}
