package io.longtake.cli.job;

import io.longtake.cli.invocation.Invocation;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Says, when a person leaves with Ctrl-C, that the job goes on and how to come back. The JVM then ends with 130. */
public final class InterruptNotice implements AutoCloseable {
    private @Nullable Thread hook;
    private volatile @Nullable String changed;

    InterruptNotice(Invocation invocation, String session) {
        this(
                invocation,
                () -> "Left; the job goes on. Come back with: longtake wait " + session
                        + "   Stop it with: longtake cancel " + session);
    }

    /** For the time in which leaving means that nothing happens. */
    public static InterruptNotice beforeAnythingIsQueued(Invocation invocation) {
        return new InterruptNotice(invocation, () -> "Left before anything was queued.");
    }

    public InterruptNotice(Invocation invocation, Supplier<String> sentence) {
        var words =
                new Thread(() -> invocation.talk().say(Objects.requireNonNullElseGet(changed, sentence)), "farewell");
        Runtime.getRuntime().addShutdownHook(words);
        hook = words;
    }

    /** From now on the request is on its way: whether it was taken can't be told from here. */
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

    /** From now on leaving needs no word, or another one. */
    public void unsay() {
        var words = hook;
        hook = null;
        if (words != null) {
            try {
                Runtime.getRuntime().removeShutdownHook(words);
            } catch (IllegalStateException e) {
                // The person is leaving at this very moment.
            }
        }
    }
}
