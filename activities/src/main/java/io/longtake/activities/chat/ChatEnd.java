package io.longtake.activities.chat;

/**
 * How the stream of a chat ended. Only the backend's state shows what the chat did; this value indicates how reliable the reply is.
 */
public enum ChatEnd {
    /** The backend closed the stream normally. */
    CLOSED,
    /** The stream was closed in the middle of an event. */
    CUT,
    /** The connection broke. */
    DROPPED,
    /** Only keep-alives arrived for longer than the limit. */
    SILENT,
    /** The chat exceeded its time limit. */
    OVERDUE,
    /** Stopped by the client. */
    STOPPED
}
