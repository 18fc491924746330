package io.longtake.studio.film;

import java.time.Duration;
import java.util.List;

/** Films of one shot, without titles and fades. */
public final class OneShot {
    public static final Film.Motion STILL =
            new Film.Motion(List.of(new Film.Framing(0.5, 0.5, 1), new Film.Framing(0.5, 0.5, 1)), Film.Easing.LINEAR);

    private OneShot() {}

    public static Film film(
            Film.Canvas canvas,
            Film.Source source,
            Duration length,
            Film.Motion motion,
            Film.Fit fit,
            Film.Sound... sounds) {
        Film.Shot shot =
                new Film.Shot(source, Duration.ZERO, length, motion, fit, Film.Look.NONE, Film.Transition.cut());
        return new Film(
                canvas,
                length,
                List.of(shot),
                List.of(),
                List.of(sounds),
                new Film.Fades(Duration.ZERO, Duration.ZERO),
                1);
    }
}
