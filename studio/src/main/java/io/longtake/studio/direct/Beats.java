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
    /** How far a length may be from the wished one for a cut on the first beat of a bar; each of its two ends takes half of it. */
    private static final double UNEVEN = 0.15;

    /** The beats of generated music; empty for an uploaded file, whose beats are unknown. */
    static Optional<Beats> of(Arrangement plan, Duration film) {
        if (!(plan.music().source() instanceof Source.Made made) || plan.music().volume() == 0) {
            return Optional.empty();
        }
        double millis = Music.beatMillis(made.mood(), made.bpm(), film);
        return Optional.of(new Beats(millis / Director.TICK.toMillis()));
    }

    /**
     * The boundary nearest to {@code boundary} whose transition has its middle on a beat. The first beat of a bar is taken only
     * if it is so near that the lengths on both sides stay even; a bar can be longer than a picture is shown.
     *
     * @param overlap length of the transition, in ticks
     * @param shortest the shorter of the two lengths that the boundary separates, in ticks
     */
    int nearest(int boundary, int overlap, int shortest) {
        int toBar = nearest(boundary, overlap, ticks * IN_A_BAR, shortest * UNEVEN / 2);
        return toBar != boundary
                ? toBar
                : nearest(boundary, overlap, ticks, Math.min(shortest / 2 - Director.SHORTEST, ticks / 2 + 1));
    }

    /** The boundary moved to the nearest multiple of {@code step}, or itself if that is farther than {@code room}. */
    private static int nearest(int boundary, int overlap, double step, double room) {
        double beat = Math.rint((boundary + overlap / 2.0) / step) * step;
        int moved = (int) Math.round(beat - overlap / 2.0);
        return Math.abs(moved - boundary) <= room && moved > 0 ? moved : boundary;
    }
}
