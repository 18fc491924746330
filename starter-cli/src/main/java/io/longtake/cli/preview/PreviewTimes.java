package io.longtake.cli.preview;

import io.longtake.studio.film.Film;
import io.longtake.studio.film.FrameClock;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Selects the frames of a preview: the middle of every shot and title, plus evenly spaced ones if these are fewer than
 * {@link #LEAST}. At most {@link #MOST} frames are returned.
 */
final class PreviewTimes {
    static final int LEAST = 6;
    static final int MOST = 24;

    private PreviewTimes() {}

    /** @return frame numbers in ascending order */
    static List<Integer> of(Film film) {
        int last = Math.max(0, FrameClock.frames(film.length()) - 1);
        var frames = new TreeSet<Integer>();
        for (var shot : film.shots()) {
            // The midpoint between the end of the shot's transition and the end of the shot.
            frames.add(FrameClock.frames(shot.start()
                    .plus(shot.transition().length())
                    .plus(shot.start().plus(shot.length()))
                    .dividedBy(2)));
        }
        for (var title : film.titles()) {
            frames.add(FrameClock.frames(title.start().plus(title.length().dividedBy(2))));
        }
        if (frames.size() < LEAST) {
            for (int i = 0; i < LEAST; i++) {
                frames.add((int) ((long) last * (2 * i + 1) / (2 * LEAST)));
            }
        }
        var inside =
                frames.stream().map(frame -> Math.min(frame, last)).distinct().toList();
        return thinned(inside);
    }

    private static List<Integer> thinned(List<Integer> frames) {
        if (frames.size() <= MOST) {
            return frames;
        }
        List<Integer> kept = new ArrayList<>();
        for (int i = 0; i < MOST; i++) {
            kept.add(frames.get((int) ((long) i * (frames.size() - 1) / (MOST - 1))));
        }
        return kept;
    }
}
