package io.longtake.activities.intent;

import java.io.IOException;
import java.util.Optional;

/**
 * Keeps a durable record for each sending that must not be repeated, written before the first byte is sent. If the record exists, the
 * message must not be sent. The outcome is stored next to it when it is known, so that an outcome that could not be reported is not
 * lost. Safe for concurrent use by all workers of an installation.
 *
 * <p>Every method throws an {@link IOException} if the log can't be read or written. Then it is not known whether a record exists, and
 * the message must not be sent.
 */
public interface IntentLog {
    /** Whether any process has started this sending. */
    boolean wasBegun(String id) throws IOException;

    /**
     * Records that the sending starts now. When this returns {@code true}, the record is durable, and no other call for this id returns
     * {@code true} until {@link #undo}.
     *
     * @return {@code false} if the sending was started before; then the message must not be sent
     */
    boolean begin(String id) throws IOException;

    /** Withdraws the record of a sending that this process began and that certainly had no effect, so that it may be started again. */
    void undo(String id) throws IOException;

    /** Stores the outcome of a sending. */
    void recordOutcome(String id, byte[] outcome) throws IOException;

    /** Returns the outcome of a sending, if it was recorded. */
    Optional<byte[]> outcome(String id) throws IOException;
}
