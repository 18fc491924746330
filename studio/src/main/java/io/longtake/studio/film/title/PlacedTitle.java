package io.longtake.studio.film.title;

import io.longtake.studio.film.Film;
import io.longtake.studio.film.FrameClock;

/**
 * A title and where it stands.
 *
 * @param box of its lines, without the shadow
 * @param free whether it has its place to itself for all of its time
 */
public record PlacedTitle(Film.Title title, TitleText text, Box box, boolean free) {
    /** The number of the first frame of the film that shows it. */
    public int firstFrame() {
        return FrameClock.frames(title.start());
    }

    int frames() {
        return FrameClock.frames(title.length());
    }

    public boolean isShownAt(int frame) {
        return frame >= firstFrame() && frame < firstFrame() + frames();
    }

    boolean sharesTime(PlacedTitle other) {
        return firstFrame() < other.firstFrame() + other.frames() && other.firstFrame() < firstFrame() + frames();
    }
}
