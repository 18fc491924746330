package io.longtake.studio.direct;

import io.longtake.studio.film.music.Music;
import io.longtake.studio.timeline.Arrangement;
import io.longtake.studio.timeline.Arrangement.MusicWish.Source;
import java.time.Duration;
import java.util.Optional;

/**
 * The beats of a film's music.
 *
 * @param ticks from one beat to the next, in tenths of a second
 */
record Beats(double ticks) {
    private static final int IN_A_BAR = 4;

    /** The beats of generated music; empty for an uploaded file, whose beats are unknown. */
    static Optional<Beats> of(Arrangement plan, Duration film) {
        if (!(plan.music().source() instanceof Source.Made made) || plan.music().volume() == 0) {
            return Optional.empty();
        }
        double millis = Music.beatMillis(made.mood(), made.bpm(), film);
        return Optional.of(new Beats(millis / Director.TICK.toMillis()));
    }

    /**
     * The boundary nearest to {@code boundary} whose transition has its middle on a beat; the first beat of a bar is preferred.
     *
     * @param overlap length of the transition, in ticks
     * @param room how far the boundary may move, in ticks; it stays in place when no beat is within this distance
     */
    int nearest(int boundary, int overlap, int room) {
        double middle = boundary + overlap / 2.0;
        for (double step : new double[] {ticks * IN_A_BAR, ticks}) {
            double beat = Math.rint(middle / step) * step;
            int moved = (int) Math.round(beat - overlap / 2.0);
            if (Math.abs(moved - boundary) <= Math.min(room, step / 2 + 1) && moved > 0) {
                return moved;
            }
        }
        return boundary;
    }
}
