package io.longtake.activities.worker;

/** How short activities reach a worker. Chats and transfers have queues of their own and always pass them. */
public enum ActivityStart {
    /** The worker that schedules an activity starts it at once if it has a free place. */
    EAGER,
    /** Every activity passes its task queue, so that the server's priorities and rate limits apply. */
    QUEUED
}
