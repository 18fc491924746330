package io.longtake.studio.direct;

import io.longtake.studio.film.Film;
import io.longtake.studio.film.Film.Framing;
import io.longtake.studio.saliency.FocusPoints;
import io.longtake.studio.saliency.FocusPoints.Box;
import io.longtake.studio.saliency.FocusPoints.Point;
import io.longtake.studio.saliency.Saliency;
import io.longtake.studio.timeline.Arrangement;
import io.longtake.studio.timeline.Arrangement.Clip;
import io.longtake.studio.timeline.Arrangement.FitWish;
import io.longtake.studio.timeline.Arrangement.MotionWish;
import io.longtake.studio.timeline.Arrangement.Move;
import io.longtake.studio.timeline.Arrangement.Speed;
import io.longtake.studio.timeline.MediaItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the camera's move for each shot in order. A photo's shots start wide, then push in and pan among its points of
 * interest, and the last one pulls back; two consecutive shots never move the same way unless the user requested it. The subject
 * of a picture stays in sight for the whole shot; where even its upper part does not fit, the whole picture is shown.
 */
final class ShotMoves {
    /** Where a crop to the canvas would keep less than this part of the picture, the whole picture is shown over a blurred copy. */
    private static final double MIN_KEPT = 0.62;
    /** The part of the subject kept in sight must leave room for at least this zoom; otherwise a smaller part is kept. */
    private static final double MIN_ROOM = 1.05;
    /**
     * The parts of a subject's height, from its top, that are kept in sight: the largest that fits; below the last, a head would
     * be cut.
     */
    private static final double[] PARTS = {1, 0.85, 0.7, 0.55, Box.CROWN};
    /** A pan that the subject shortens to less than this part of its travel is replaced by a zoom. */
    private static final double MIN_TRAVEL = 0.35;
    /** The zoom range of a picture over its blurred copy during a shot. */
    private static final double BREATH = 1.06;

    private final Arrangement plan;
    private final Saliency saliency;
    private final long seed;
    private @Nullable Move last;
    private int turn;

    ShotMoves(Arrangement plan, Saliency saliency, long seed) {
        this.plan = plan;
        this.saliency = saliency;
        this.seed = seed;
    }

    /** @param wished the requested move; empty where the choice was free, and for videos */
    record Taken(Film.Motion motion, Film.Fit fit, Optional<Move> wished) {
        private Taken asRequested(Move move) {
            return new Taken(motion, fit, Optional.of(move));
        }
    }

    /** The move of shot {@code number} out of {@code of} shots of one clip; it lasts {@code seconds}. */
    Taken next(Clip clip, MediaItem item, int index, int number, int of, double seconds) {
        Camera camera = new Camera(item.widthPx(), item.heightPx(), plan.ratio().canvas());
        MotionWish wish = clip.ownMotion().orElse(plan.motion());
        FitWish fitWish = Director.fit(plan, clip);
        if (clip.kind() == MediaItem.Kind.VIDEO) {
            boolean whole = fitWish == FitWish.BLUR_FILL || (fitWish == FitWish.AUTOMATIC && camera.kept() < MIN_KEPT);
            last = null;
            return taken(List.of(CENTERED, CENTERED), whole ? Film.Fit.BLUR_FILL : Film.Fit.COVER);
        }
        SplittableRandom random = Director.random(seed, index * 4096 + number, 41);
        Ask ask = new Ask(clip, item, camera, number, seconds);
        if (wish.moves().isEmpty()) {
            return traverse(ask, Optional.empty())
                    .orElseGet(() -> still(ask, choose(wish, camera, number, of, random), false, random));
        }
        List<Move> moves = Traverse.alongTheLongSide(wish, camera).moves();
        int which = clip.ownMotion().isPresent() ? number : turn++;
        Move move = moves.get(which % moves.size());
        return traverse(ask, Optional.of(move))
                .orElseGet(() -> still(ask, move, true, random))
                .asRequested(move);
    }

    /** The input for a shot of a still. */
    private record Ask(Clip clip, MediaItem item, Camera camera, int number, double seconds) {}

    /** A pan from edge to edge of a picture much longer than the frame. */
    private Optional<Taken> traverse(Ask ask, Optional<Move> wished) {
        Optional<Traverse> traverse = Traverse.of(plan, ask.clip(), ask.item());
        Optional<Move> move = wished.or(() -> traverse.flatMap(Traverse::direction));
        Optional<Taken> taken = traverse.flatMap(it -> it.path(move.orElseThrow(), ask.number(), ask.seconds()))
                .map(ShotMoves::pan);
        if (taken.isPresent()) {
            last = move.orElseThrow();
        }
        return taken;
    }

    private Taken still(Ask ask, Move wanted, boolean wished, SplittableRandom random) {
        Camera camera = ask.camera();
        int number = ask.number();
        double seconds = ask.seconds();
        MotionWish wish = ask.clip().ownMotion().orElse(plan.motion());
        FitWish fitWish = Director.fit(plan, ask.clip());
        Move move = wanted;
        FocusPoints focusPoints = saliency.of(ask.item());
        Optional<Box> held = held(focusPoints, camera);
        boolean lossy = fitWish == FitWish.AUTOMATIC && camera.kept() < MIN_KEPT;
        boolean cut = focusPoints.subject().isPresent() && held.isEmpty();
        boolean whole = fitWish == FitWish.BLUR_FILL || (lossy && ((number == 0 && !isPan(move, wished)) || cut));
        if (whole && !wished && isPan(move, true)) {
            move = last == Move.ZOOM_IN ? Move.ZOOM_OUT : Move.ZOOM_IN;
        }
        if (whole) {
            last = move;
            return taken(breathing(move), Film.Fit.BLUR_FILL);
        }
        Point focus = focus(focusPoints, number, random);
        List<Framing> free =
                framings(move, wish.speed(), camera, focus, Optional.empty(), seconds, number, random.split());
        if (isPan(move, true)) {
            List<Framing> kept =
                    free.stream().map(it -> camera.keeping(it, held)).toList();
            boolean travels = distance(kept) >= MIN_TRAVEL * distance(free);
            if (travels || wished) {
                last = move;
                return pan(camera.even(travels ? kept : free, seconds));
            }
            move = instead(wish);
        }
        last = move;
        return taken(framings(move, wish.speed(), camera, focus, held, seconds, number, random), Film.Fit.COVER);
    }

    /** A zoom, for use where there is no room for a pan. */
    private Move instead(MotionWish wish) {
        List<Move> zooms = new ArrayList<>(List.of(Move.ZOOM_IN, Move.ZOOM_OUT));
        zooms.removeAll(wish.without());
        if (zooms.size() > 1) {
            zooms.removeIf(move -> move == last);
        }
        return zooms.isEmpty() ? Move.STILL : zooms.get(0);
    }

    private static double distance(List<Framing> path) {
        return Math.hypot(
                path.get(1).centerX() - path.get(0).centerX(),
                path.get(1).centerY() - path.get(0).centerY());
    }

    /** What the windows of a shot must contain: the subject, else its upper part, as far as there is room to move. */
    private static Optional<Box> held(FocusPoints focusPoints, Camera camera) {
        if (focusPoints.subject().isEmpty()) {
            return Optional.empty();
        }
        Box subject = focusPoints.subject().get();
        for (double room : new double[] {MIN_ROOM, 1}) {
            for (double part : PARTS) {
                Box box = subject.upper(part);
                if (camera.zoomHolding(box) >= room) {
                    return Optional.of(box);
                }
            }
        }
        return Optional.empty();
    }

    private static final Framing CENTERED = new Framing(0.5, 0.5, 1);

    private static Taken taken(List<Framing> path, Film.Fit fit) {
        return new Taken(new Film.Motion(path, Film.Easing.SMOOTH), fit, Optional.empty());
    }

    /**
     * A pan at constant speed from its first frame to its last. An ease would pass through speeds that a film cannot show evenly,
     * and during a cross-fade it would not be noticed.
     */
    private static Taken pan(List<Framing> path) {
        return new Taken(new Film.Motion(path, Film.Easing.LINEAR), Film.Fit.COVER, Optional.empty());
    }

    private static boolean isPan(Move move, boolean counts) {
        return counts
                && switch (move) {
                    case PAN_LEFT, PAN_RIGHT, PAN_UP, PAN_DOWN -> true;
                    case ZOOM_IN, ZOOM_OUT, STILL -> false;
                };
    }

    private Move choose(MotionWish wish, Camera camera, int number, int of, SplittableRandom random) {
        List<Move> allowed = new ArrayList<>(
                List.of(Move.ZOOM_IN, Move.PAN_RIGHT, Move.ZOOM_OUT, Move.PAN_LEFT, Move.PAN_UP, Move.PAN_DOWN));
        allowed.removeAll(wish.without());
        if (allowed.isEmpty()) {
            return Move.STILL;
        }
        boolean wide = camera.roomX() >= camera.roomY();
        if (of > 1 && number == of - 1 && allowed.contains(Move.ZOOM_OUT) && last != Move.ZOOM_OUT) {
            return Move.ZOOM_OUT;
        }
        if (of > 1 && number == 0 && allowed.contains(Move.ZOOM_IN) && last != Move.ZOOM_IN) {
            return Move.ZOOM_IN;
        }
        List<Move> weighted = new ArrayList<>();
        for (Move move : allowed) {
            if (move == last && allowed.size() > 1) {
                continue;
            }
            // Leave the pull-back to the last shot.
            if (move == Move.ZOOM_OUT && of > 2 && number == of - 2 && allowed.size() > 2) {
                continue;
            }
            int weight =
                    switch (move) {
                        case ZOOM_IN -> 4;
                        case ZOOM_OUT -> 2;
                        case PAN_LEFT, PAN_RIGHT -> wide ? 3 : 1;
                        case PAN_UP, PAN_DOWN -> wide ? 1 : 3;
                        case STILL -> 0;
                    };
            for (int i = 0; i < weight; i++) {
                weighted.add(move);
            }
        }
        return weighted.get(random.nextInt(weighted.size()));
    }

    private static Point focus(FocusPoints focusPoints, int number, SplittableRandom random) {
        List<Point> points = focusPoints.points();
        int other = random.nextInt(2);
        // Start with the subject; without one, the first shot may start at another point too.
        Point point = points.get((number + (focusPoints.subject().isPresent() ? 0 : other)) % points.size());
        return new Point(
                Camera.clamp(point.x() + (random.nextDouble() - 0.5) * 0.06, 0, 1),
                Camera.clamp(point.y() + (random.nextDouble() - 0.5) * 0.06, 0, 1));
    }

    private static List<Framing> breathing(Move move) {
        Framing far = CENTERED;
        Framing near = new Framing(0.5, 0.5, BREATH);
        return switch (move) {
            case STILL -> List.of(far, far);
            case ZOOM_OUT -> List.of(near, far);
            case ZOOM_IN, PAN_LEFT, PAN_RIGHT, PAN_UP, PAN_DOWN -> List.of(far, near);
        };
    }

    private static List<Framing> framings(
            Move move,
            Speed speed,
            Camera camera,
            Point focus,
            Optional<Box> held,
            double seconds,
            int number,
            SplittableRandom random) {
        double limit = speed == Speed.FAST ? Camera.FASTEST * 1.8 : Camera.FASTEST;
        return switch (move) {
            case STILL -> {
                Framing still = camera.keeping(camera.inside(0.5, 0.5, 1), held);
                yield List.of(still, still);
            }
            case ZOOM_IN -> zoom(speed, camera, focus, held, seconds, number, random, limit);
            case ZOOM_OUT -> {
                List<Framing> in = zoom(speed, camera, focus, held, seconds, 0, random, limit);
                yield List.of(in.get(1), in.get(0));
            }
            case PAN_LEFT -> pan(-1, 0, speed, camera, focus, seconds);
            case PAN_RIGHT -> pan(1, 0, speed, camera, focus, seconds);
            case PAN_UP -> pan(0, -1, speed, camera, focus, seconds);
            case PAN_DOWN -> pan(0, 1, speed, camera, focus, seconds);
        };
    }

    /** A zoom towards the focus; a photo's first shot starts at its widest, later ones anywhere. */
    private static List<Framing> zoom(
            Speed speed,
            Camera camera,
            Point focus,
            Optional<Box> held,
            double seconds,
            int number,
            SplittableRandom random,
            double limit) {
        double rate =
                switch (speed) {
                    case SLOW -> 0.016;
                    case NORMAL -> 0.028;
                    case FAST -> 0.055;
                };
        double growth = Math.min(camera.maxZoom(), Math.exp(rate * seconds));
        double spare = camera.maxZoom() / growth;
        double startZoom = number == 0 ? 1 : 1 + (spare - 1) * random.nextDouble() * 0.6;
        double endZoom = Math.min(camera.maxZoom(), startZoom * growth);
        // A zoom lens keeps the focus at its place on the screen; a start halfway to it looks calmer.
        Framing start = camera.keeping(
                camera.inside(0.5 + (focus.x() - 0.5) * 0.35, 0.5 + (focus.y() - 0.5) * 0.35, startZoom), held);
        Framing end = camera.keeping(
                camera.inside(
                        start.centerX() + (focus.x() - start.centerX()) * 0.7,
                        start.centerY() + (focus.y() - start.centerY()) * 0.7,
                        endZoom),
                held);
        return camera.limited(start, end, seconds, limit, held);
    }

    /** A pan along one axis, with enough zoom to leave room for the travel. */
    private static List<Framing> pan(int dx, int dy, Speed speed, Camera camera, Point focus, double seconds) {
        double rate =
                switch (speed) {
                    case SLOW -> 0.018;
                    case NORMAL -> 0.03;
                    case FAST -> 0.06;
                };
        double canvasTravel = camera.evenTravel(rate, seconds, dx != 0);
        double room = dx != 0 ? camera.roomX() : camera.roomY();
        double zoom = Math.max(1, Math.min(camera.maxZoom(), (1 + canvasTravel) / room));
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
