package io.longtake.cli.invocation;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A value that is made at its first use. */
final class Lazy<T> {
    private final Supplier<T> maker;
    private @Nullable T made;

    Lazy(Supplier<T> maker) {
        this.maker = maker;
    }

    synchronized void ifMade(Consumer<? super T> use) {
        if (made != null) {
            use.accept(made);
        }
    }

    synchronized T get() {
        var value = made;
        if (value == null) {
            value = maker.get();
            made = value;
        }
        return value;
    }
}
