package io.longtake.studio.understand.span;

import io.longtake.studio.understand.span.Numbers.Found;
import java.util.Optional;

/** Reads the numbers of one language in normalised text. */
public interface NumberReader {
    /** What a number with its unit says at {@code at}; empty where none begins there. */
    Optional<Found> withUnit(String text, int at);

    /** A number without a unit. */
    Optional<Found> plain(String text, int at);
}
