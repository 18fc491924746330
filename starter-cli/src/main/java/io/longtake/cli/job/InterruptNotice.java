package io.longtake.cli.job;

import io.longtake.cli.invocation.Invocation;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Prints, when the user presses Ctrl-C, that the job continues and how to follow it again. The JVM then exits with code
 * 130.
 */
public final class InterruptNotice implements AutoCloseable {
    private @Nullable Thread hook;
    private volatile @Nullable String changed;

    InterruptNotice(Invocation invocation, String session) {
        this(
                invocation,
                () -> "Left; the job goes on. Come back with: longtake wait " + session
                        + "   Stop it with: longtake cancel " + session);
    }

    /** Returns the notice for the time before anything is queued. */
    public static InterruptNotice beforeAnythingIsQueued(Invocation invocation) {
        return new InterruptNotice(invocation, () -> "Left before anything was queued.");
    }

    public InterruptNotice(Invocation invocation, Supplier<String> sentence) {
        var words =
                new Thread(() -> invocation.talk().say(Objects.requireNonNullElseGet(changed, sentence)), "farewell");
        Runtime.getRuntime().addShutdownHook(words);
        hook = words;
    }

    /** Switches to the notice for a request that is being sent: the command can't know whether it was accepted. */
    public void queueing(String session) {
        changed = "Left while the job was being queued; it may go on. Look with: longtake wait " + session
                + "   Stop it with: longtake cancel " + session;
    }

    public boolean watching() {
        return hook != null;
    }

    @Override
    public void close() {
        unsay();
    }

    /** Removes the notice, because none or a different one applies from now on. */
    public void unsay() {
        var words = hook;
        hook = null;
        if (words != null) {
            try {
                Runtime.getRuntime().removeShutdownHook(words);
            } catch (IllegalStateException e) {
                // The JVM is already shutting down.
            }
        }
    }
}
