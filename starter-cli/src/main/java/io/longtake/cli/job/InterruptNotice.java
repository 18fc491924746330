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
                () -> "Stopped waiting. The job continues. To follow it: longtake wait " + session
                        + "   To stop it: longtake cancel " + session);
    }

    /** Returns the notice for the time before anything is queued. */
    public static InterruptNotice beforeQueueing(Invocation invocation) {
        return new InterruptNotice(invocation, () -> "Stopped. Nothing was queued.");
    }

    public InterruptNotice(Invocation invocation, Supplier<String> sentence) {
        var words = new Thread(
                () -> invocation.statusOutput().info(Objects.requireNonNullElseGet(changed, sentence)), "farewell");
        Runtime.getRuntime().addShutdownHook(words);
        hook = words;
    }

    /** Switches to the notice for a request that is being sent: the command can't know whether it was accepted. */
    public void queueing(String session) {
        changed = "Stopped while the job was being queued; it may continue. To check: longtake wait " + session
                + "   To stop it: longtake cancel " + session;
    }

    public boolean watching() {
        return hook != null;
    }

    @Override
    public void close() {
        cancelNotice();
    }

    /** Removes the notice, because none or a different one applies from now on. */
    public void cancelNotice() {
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
