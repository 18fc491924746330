package io.longtake.studio.editor;

import io.longtake.studio.editor.Arrangement.Move;
import io.longtake.studio.editor.Arrangement.Speed;
import io.longtake.studio.film.Film.Framing;
import java.util.List;

/** What a shot's camera does, in a draft's own words: read off its path, so that it is what is seen and not what was meant. */
final class MoveWords {
    /** A smaller change of zoom, or shift in parts of the picture, is none to the eye. */
    private static final double LEAST = 0.002;

    private MoveWords() {}

    /** As in {@code slow zoom in}. */
    static String of(List<Framing> path, Speed speed) {
        Move move = move(path.get(0), path.get(path.size() - 1));
        String pace = speed == Speed.NORMAL || move == Move.STILL ? "" : DraftCodec.word(speed) + " ";
        return pace + Words.move(move, false);
    }

    private static Move move(Framing start, Framing end) {
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
}
