package io.longtake.activities.chat;

/** How a chat's stream ended. Only the state can tell what it did; the end tells how much trust the reply deserves. */
public enum ChatEnd {
    /** The backend closed it in order. */
    CLOSED,
    /** It was closed in the middle of an event. */
    CUT,
    /** The connection broke. */
    DROPPED,
    /** Nothing but keep-alives for too long. */
    SILENT,
    /** It took longer than a chat may. */
    OVERDUE,
    /** Stopped from this side. */
    STOPPED
}
