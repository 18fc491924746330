package io.longtake.cli.command;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Says, when a person leaves with Ctrl-C, that the job goes on and how to come back. The JVM then ends with 130. */
final class Farewell implements AutoCloseable {
    private @Nullable Thread hook;

    Farewell(Invocation invocation, String session) {
        this(
                invocation,
                () -> "Left; the job goes on. Come back with: longtake wait " + session
                        + "   Stop it with: longtake cancel " + session);
    }

    /** For the time in which leaving means that nothing happens. */
    static Farewell beforeAnythingIsQueued(Invocation invocation) {
        return new Farewell(invocation, () -> "Left before anything was queued.");
    }

    Farewell(Invocation invocation, Supplier<String> sentence) {
        var words = new Thread(() -> invocation.talk().say(sentence.get()), "farewell");
        Runtime.getRuntime().addShutdownHook(words);
        hook = words;
    }

    boolean watching() {
        return hook != null;
    }

    @Override
    public void close() {
        unsay();
    }

    /** From now on leaving needs no word, or another one. */
    void unsay() {
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
