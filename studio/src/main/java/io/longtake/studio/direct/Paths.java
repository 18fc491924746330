package io.longtake.studio.direct;

import io.longtake.studio.film.Film.Framing;
import io.longtake.studio.saliency.FocusPoints.Box;
import io.longtake.studio.saliency.FocusPoints.Point;
import io.longtake.studio.timeline.Arrangement.Move;
import io.longtake.studio.timeline.Arrangement.Speed;
import java.util.List;
import java.util.Optional;

/**
 * The paths of the camera for each move over one picture.
 *
 * @param seconds how long the move lasts
 */
record Paths(Camera camera, Speed speed, double seconds) {
    static final Framing CENTERED = new Framing(0.5, 0.5, 1);
    /** The zoom range of a picture over its blurred copy during a shot; a fast zoom is noticed. */
    private static final double BREATH = 1.06;

    private static final double FAST_BREATH = 1.18;

    /** How near a shot begins. */
    enum Distance {
        /** All that the frame can show. */
        WIDE(0, 0.35),
        MEDIUM(0.35, 0.6),
        /** Up to the resolution of the picture. */
        CLOSE(0.95, 0.9);

        /** Of the zoom that is possible beside the move's own. */
        private final double part;
        /** How much of the way from the middle to the focus the shot begins at. */
        private final double aim;

        Distance(double part, double aim) {
            this.part = part;
            this.aim = aim;
        }

        /** The distances of one picture's shots alternate, and the last one shows it as a whole. */
        static Distance of(int number, int of) {
            if (number == 0 || number == of - 1) {
                return WIDE;
            }
            return number % 2 == 1 ? CLOSE : MEDIUM;
        }
    }

    /** For a picture over its blurred copy. */
    List<Framing> breathing(Move move) {
        Framing far = CENTERED;
        Framing near = new Framing(0.5, 0.5, speed == Speed.FAST ? FAST_BREATH : BREATH);
        return switch (move) {
            case STILL -> List.of(far, far);
            case ZOOM_OUT -> List.of(near, far);
            case ZOOM_IN, PAN_LEFT, PAN_RIGHT, PAN_UP, PAN_DOWN -> List.of(far, near);
        };
    }

    /** @param held what zooms keep in sight; pans ignore it */
    List<Framing> of(Move move, Point focus, Distance distance, Optional<Box> held) {
        return switch (move) {
            case STILL -> {
                Framing still = camera.keeping(camera.inside(0.5, 0.5, 1), held);
                yield List.of(still, still);
            }
            case ZOOM_IN -> zoom(focus, distance, held);
            case ZOOM_OUT -> {
                List<Framing> in = zoom(focus, distance, held);
                yield List.of(in.get(1), in.get(0));
            }
            case PAN_LEFT -> pan(-1, 0, focus, distance);
            case PAN_RIGHT -> pan(1, 0, focus, distance);
            case PAN_UP -> pan(0, -1, focus, distance);
            case PAN_DOWN -> pan(0, 1, focus, distance);
        };
    }

    /** A zoom towards the focus. */
    private List<Framing> zoom(Point focus, Distance distance, Optional<Box> held) {
        double rate =
                switch (speed) {
                    case SLOW -> 0.016;
                    case NORMAL -> 0.028;
                    case FAST -> 0.055;
                };
        double limit = speed == Speed.FAST ? Camera.FASTEST * 1.8 : Camera.FASTEST;
        double growth = Math.min(camera.maxZoom(), Math.exp(rate * seconds));
        double startZoom = 1 + (camera.maxZoom() / growth - 1) * distance.part;
        double endZoom = Math.min(camera.maxZoom(), startZoom * growth);
        // A zoom lens keeps the focus at its place on the screen; a start away from it looks calmer.
        Framing start = camera.keeping(
                camera.inside(
                        0.5 + (focus.x() - 0.5) * distance.aim, 0.5 + (focus.y() - 0.5) * distance.aim, startZoom),
                held);
        Framing end = camera.keeping(
                camera.inside(
                        start.centerX() + (focus.x() - start.centerX()) * 0.7,
                        start.centerY() + (focus.y() - start.centerY()) * 0.7,
                        endZoom),
                held);
        return camera.limited(start, end, seconds, limit, held);
    }

    /** A pan along one axis, with enough zoom to leave room for the travel. */
    private List<Framing> pan(int dx, int dy, Point focus, Distance distance) {
        double rate =
                switch (speed) {
                    case SLOW -> 0.018;
                    case NORMAL -> 0.03;
                    case FAST -> 0.06;
                };
        double canvasTravel = camera.evenTravel(rate, seconds, dx != 0);
        double room = dx != 0 ? camera.roomX() : camera.roomY();
        double near = 1 + (camera.maxZoom() - 1) * distance.part;
        double zoom = Math.max(near, Math.min(camera.maxZoom(), (1 + canvasTravel) / room));
        double travel = Math.max(0, Math.min(canvasTravel, zoom * room - 1)) / (zoom * room);
        double half = travel / 2 + 0.5 / (zoom * room);
        double along = Camera.clamp(dx != 0 ? focus.x() : focus.y(), half, 1 - half);
        double from = along - travel / 2 * (dx + dy);
        double to = along + travel / 2 * (dx + dy);
        return dx != 0
                ? List.of(camera.inside(from, focus.y(), zoom), camera.inside(to, focus.y(), zoom))
                : List.of(camera.inside(focus.x(), from, zoom), camera.inside(focus.x(), to, zoom));
    }
}
