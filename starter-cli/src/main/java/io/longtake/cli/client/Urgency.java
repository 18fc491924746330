package io.longtake.cli.client;

import io.temporal.common.Priority;

/**
 * The priority of workflows, which their activities and child workflows inherit. It decides which task a worker gets first if there are
 * more tasks than places. A session keeps the priority of the command that started it. At the same priority, the server alternates
 * between the accounts, so that one account's batch does not delay another account.
 *
 * <p>A Temporal server applies priorities only if they are enabled (docs/temporal.md).
 */
public enum Urgency {
    /** Other workflows wait for it. */
    REQUIRED(1),
    /** A person waits for the result. */
    AWAITED(2),
    /** Queued with {@code --detach}. */
    DETACHED(3),
    /** One row of a batch. */
    BATCH(4);

    private final int key;

    Urgency(int key) {
        this.key = key;
    }

    /** @param accountId at most 64 bytes */
    Priority of(String accountId) {
        return Priority.newBuilder()
                .setPriorityKey(key)
                .setFairnessKey(accountId)
                .build();
    }
}
