package io.longtake.studio.direct;

import io.longtake.studio.film.Film.Framing;
import io.longtake.studio.saliency.FocusPoints.Point;
import io.longtake.studio.timeline.Arrangement.Move;
import io.longtake.studio.timeline.MediaItem;
import java.util.List;
import java.util.Optional;

/**
 * A calm pan along a portrait photo in a wide frame, where a crop would cut its subject in half, and the whole photo would fill a
 * third of the frame. It begins or ends at the subject; where there is time, it shows all from there to the
 * farther edge.
 */
record PortraitTravel(Camera camera, double seconds) {
    /** Shorter pans are not worth it: a photo that is seen for a moment is shown as a whole. */
    private static final double SHORTEST_SECONDS = 2;

    /** Whether a photo in this frame needs one. */
    static boolean isFor(MediaItem item, Camera camera, double seconds) {
        return item.heightPx() > item.widthPx() && camera.roomY() > camera.roomX() && seconds >= SHORTEST_SECONDS;
    }

    /** A path and its direction. */
    record Path(Move move, List<Framing> framings) {}

    /**
     * A pan that ends at the subject where the shot before did not move in the same way.
     *
     * @param head what is worth seeing most
     * @param without the moves that are excluded
     */
    Optional<Path> path(Point head, Optional<Move> last, List<Move> without) {
        double room = camera.roomY();
        double half = 0.5 / room;
        double at = Camera.clamp(head.y(), half, 1 - half);
        boolean below = 1 - half - at >= at - half;
        double most = (below ? 1 - half - at : at - half) * room;
        double travel = Math.min(most, camera.evenTravel(Traverse.COMFORTABLE, seconds, false));
        double other = below ? at + travel / room : at - travel / room;
        Move towards = below ? Move.PAN_UP : Move.PAN_DOWN;
        Move away = below ? Move.PAN_DOWN : Move.PAN_UP;
        boolean ends =
                !without.contains(towards) && (last.filter(it -> it == towards).isEmpty() || without.contains(away));
        if (!ends && without.contains(away)) {
            return Optional.empty();
        }
        Framing there = new Framing(0.5, at, 1);
        Framing far = new Framing(0.5, other, 1);
        List<Framing> framings = camera.even(ends ? List.of(far, there) : List.of(there, far), seconds);
        return Optional.of(new Path(ends ? towards : away, framings));
    }
}
