package io.longtake.workflows;

import java.util.EnumSet;
import java.util.Set;

/**
 * The task queues, one for each kind of resource that a worker offers, so that work that takes long never takes the place of a short
 * request.
 */
public enum TaskQueue {
    /** Workflows, and activities that take seconds, at most minutes on a slow disk. */
    SESSIONS("longtake"),
    /** Chats: each waits for minutes and needs almost no processor time. */
    CHATS("longtake-chats"),
    /** Uploads and downloads: each needs bandwidth and disk space. */
    TRANSFERS("longtake-transfers"),
    /** Parts of films for a studio that renders over workers: each needs about two processor cores. */
    RENDERING("longtake-rendering");

    private final String queueName;

    TaskQueue(String queueName) {
        this.queueName = queueName;
    }

    /** The queues of every installation: all except {@link #RENDERING}, which only a studio that renders over workers uses. */
    public static Set<TaskQueue> ofEveryInstallation() {
        return EnumSet.complementOf(EnumSet.of(RENDERING));
    }

    /** The name at the Temporal server. */
    public String queueName() {
        return queueName;
    }
}
