package io.longtake.studio.direct;

import io.longtake.studio.direct.Director.PlannedShot;
import io.longtake.studio.film.Film;
import io.longtake.studio.film.Film.Framing;
import io.longtake.studio.language.Phrases;
import io.longtake.studio.timeline.Arrangement.Move;
import io.longtake.studio.timeline.Arrangement.Speed;
import io.longtake.studio.timeline.MediaItem;
import io.longtake.studio.timeline.Words;
import java.util.List;

/**
 * What the camera does in one planned shot of a still. It is derived from the path, so it describes what is shown, not what was
 * requested.
 *
 * @param from the start of the part of the picture that a pan shows, along its direction: 0 the left or upper edge, 1 the
 *     opposite one
 * @param to the end of that part
 * @param isLong whether the picture is longer than the frame along the pan, so that the part is worth reporting
 * @param inSight the part of the picture's other side that the window shows, 0 to 1; 1 where the picture is hardly longer there
 * @param framesPerSecond the speed of a pan, in frame widths or heights per second
 */
public record ShotMotion(Move move, double from, double to, boolean isLong, double inSight, double framesPerSecond) {
    /** A smaller change of zoom, or a smaller shift in parts of the picture, is not visible. */
    private static final double LEAST = 0.002;
    /** A pan that shows at least this part of the picture counts as showing all of it. */
    private static final double WHOLE = 0.97;

    public static ShotMotion of(PlannedShot shot, MediaItem item, Film.Canvas canvas) {
        List<Framing> path = shot.motion().path();
        Framing start = path.get(0);
        Framing end = path.get(path.size() - 1);
        Move move = move(start, end);
        if (move == Move.ZOOM_IN || move == Move.ZOOM_OUT || move == Move.STILL || shot.fit() != Film.Fit.COVER) {
            return new ShotMotion(move, 0, 1, false, 1, 0);
        }
        Camera camera = new Camera(item.widthPx(), item.heightPx(), canvas);
        boolean across = move == Move.PAN_LEFT || move == Move.PAN_RIGHT;
        double room = (across ? camera.roomX() : camera.roomY()) * start.zoom();
        double other = across ? camera.roomY() : camera.roomX();
        double a = across ? start.centerX() : start.centerY();
        double b = across ? end.centerX() : end.centerY();
        double seconds = shot.length().toMillis() / 1000.0;
        return new ShotMotion(
                move,
                Math.min(a, b) - 0.5 / room,
                Math.max(a, b) + 0.5 / room,
                room >= Traverse.leastRoom(item, across) * start.zoom(),
                1 / other < Traverse.LEAST_IN_SIGHT ? 1 / (other * start.zoom()) : 1,
                Math.abs(b - a) * room / seconds);
    }

    static Move move(Framing start, Framing end) {
        double zoom = end.zoom() / start.zoom() - 1;
        if (Math.abs(zoom) > LEAST) {
            return zoom > 0 ? Move.ZOOM_IN : Move.ZOOM_OUT;
        }
        double x = end.centerX() - start.centerX();
        double y = end.centerY() - start.centerY();
        if (Math.max(Math.abs(x), Math.abs(y)) < LEAST) {
            return Move.STILL;
        }
        return Math.abs(x) >= Math.abs(y)
                ? (x > 0 ? Move.PAN_RIGHT : Move.PAN_LEFT)
                : y > 0 ? Move.PAN_DOWN : Move.PAN_UP;
    }

    /** Whether a picture longer than the frame is shown from edge to edge. */
    public boolean seesAll() {
        return isLong && inSight >= Traverse.LEAST_IN_SIGHT && to - from >= WHOLE;
    }

    /** Whether a part of a picture much longer than the frame is not shown. */
    boolean seesPart() {
        return inSight < Traverse.LEAST_IN_SIGHT || (isLong && !seesAll());
    }

    /** The motion in words, for example {@code slow pan right over the whole picture}. */
    public String words(Speed wished, Phrases phrases) {
        String words = Words.move(move, phrases);
        if (move != Move.STILL) {
            // Fast where the length of the path requires it.
            Speed speed = framesPerSecond > Traverse.HURRIED ? Speed.FAST : wished;
            words = Words.speed(speed, words, phrases);
        }
        return reach(words, phrases);
    }

    private boolean isAcross() {
        return move == Move.PAN_LEFT || move == Move.PAN_RIGHT;
    }

    private String reach(String motion, Phrases phrases) {
        if (inSight < Traverse.LEAST_IN_SIGHT) {
            String percent = Math.round(inSight * 100) + "%";
            return phrases.of(isAcross() ? "reach.height" : "reach.width", "motion", motion, "percent", percent);
        }
        if (!isLong) {
            return motion;
        }
        return seesAll()
                ? phrases.of("reach.all", "motion", motion)
                : phrases.of("reach.part", "motion", motion, "part", part(phrases));
    }

    /** The part that a pan shows if it does not show all of the picture, for example {@code the left 62%}. */
    public String part(Phrases phrases) {
        String percent = Math.round((to - from) * 100) + "%";
        boolean low = from < 1 - WHOLE;
        boolean high = to > WHOLE;
        String side =
                isAcross() ? (low ? "left" : high ? "right" : "middle") : low ? "upper" : high ? "lower" : "middle";
        return phrases.of("part." + side, "percent", percent);
    }
}
