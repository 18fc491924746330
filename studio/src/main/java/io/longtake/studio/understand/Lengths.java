package io.longtake.studio.understand;

import java.time.Duration;

/** The lengths that instructions give. */
final class Lengths {
    private Lengths() {}

    /** Whether an instruction gives or changes a length in seconds. */
    static boolean in(Wish wish) {
        return wish instanceof Wish.SetLength
                || wish instanceof Wish.SetEachLength
                || wish instanceof Wish.SetClipLength
                || wish instanceof Wish.ChangeLength
                || wish instanceof Wish.ChangeClipLength;
    }

    /** The same instruction with another length. */
    static Wish with(Wish wish, Duration length) {
        if (wish instanceof Wish.SetLength) {
            return new Wish.SetLength(length);
        } else if (wish instanceof Wish.SetEachLength) {
            return new Wish.SetEachLength(length);
        } else if (wish instanceof Wish.SetClipLength it) {
            return new Wish.SetClipLength(it.target(), length);
        } else if (wish instanceof Wish.ChangeLength it) {
            return new Wish.ChangeLength(it.by().isNegative() ? length.negated() : length);
        } else if (wish instanceof Wish.ChangeClipLength it) {
            return new Wish.ChangeClipLength(it.target(), it.by().isNegative() ? length.negated() : length);
        }
        return wish;
    }
}
