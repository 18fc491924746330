package io.longtake.studio.direct;

import io.longtake.studio.direct.Director.PlannedShot;
import io.longtake.studio.film.Film;
import io.longtake.studio.film.Film.Title.Place;
import io.longtake.studio.timeline.Caption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** When the captions of a film's clips are shown. */
public final class Captions {
    private static final Duration FADE = Duration.ofMillis(400);

    private Captions() {}

    /**
     * The captions in the order of the clips, as texts of the film. A caption changes with the picture, in the middle of a
     * transition. Successive clips with the same caption show it without a break.
     *
     * @param shots those of the whole film, in order
     * @param film the length of the film
     */
    public static List<Film.Title> of(List<PlannedShot> shots, Duration film) {
        List<Film.Title> captions = new ArrayList<>();
        int first = 0;
        while (first < shots.size()) {
            Optional<Caption> caption = shots.get(first).source().ownCaption();
            int next = first + 1;
            while (next < shots.size()
                    && shows(shots.get(next), shots.get(first).clip(), caption)) {
                next++;
            }
            Duration start = seenFrom(shots.get(first));
            Duration end = next < shots.size() ? seenFrom(shots.get(next)) : film;
            caption.ifPresent(it -> captions.add(title(it, start, end.minus(start))));
            first = next;
        }
        return List.copyOf(captions);
    }

    private static boolean shows(PlannedShot shot, int clip, Optional<Caption> caption) {
        boolean same = caption.isPresent() && shot.source().ownCaption().equals(caption);
        return shot.clip() == clip || same;
    }

    /** On the grid of ticks: a caption must not share a frame with the next one because of rounding. */
    private static Duration seenFrom(PlannedShot shot) {
        return shot.start().plus(Director.time(Director.ticks(shot.transition().length()) / 2));
    }

    private static Film.Title title(Caption caption, Duration start, Duration length) {
        Duration half = Duration.ofMillis(length.toMillis() / 2);
        return new Film.Title(
                caption.text(),
                start,
                length,
                Place.BOTTOM,
                caption.sizePercent(),
                caption.rgb(),
                FADE.compareTo(half) < 0 ? FADE : half);
    }
}
