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
import io.longtake.studio.timeline.MediaItem;
import io.longtake.studio.timeline.Travel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the camera's move for each shot in order. A photo's shots start wide, then show its points of interest from nearer and
 * from farther away, and the last one pulls back; two consecutive shots never move the same way unless the user requested it.
 * What must stay in sight is decided by {@link InSight}; where it does not fit, a portrait photo is panned along, and another one is
 * shown as a whole.
 */
final class ShotMoves {
    /** Where a crop to the canvas would keep less than this part of the picture, the whole picture is shown over a blurred copy. */
    private static final double MIN_KEPT = 0.62;
    /** A pan that the subject shortens to less than this part of its travel is replaced by a zoom. */
    private static final double MIN_TRAVEL = 0.35;

    /** Where a pan along a photo without a subject ends. */
    private static final Point TOP = new Point(0.5, 0);

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
            return taken(List.of(Paths.CENTERED, Paths.CENTERED), whole ? Film.Fit.BLUR_FILL : Film.Fit.COVER);
        }
        SplittableRandom random = Director.random(seed, index * 4096 + number, 41);
        Ask ask = new Ask(clip, item, wish, camera, number, of, seconds);
        if (wish.oneTravel().isPresent()) {
            return travel(ask, wish.oneTravel().get());
        }
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
    private record Ask(Clip clip, MediaItem item, MotionWish wish, Camera camera, int number, int of, double seconds) {
        boolean isFirst() {
            return number == 0;
        }

        Paths paths() {
            return new Paths(camera, wish.speed(), seconds);
        }
    }

    /** One move from one part of a picture to another. */
    private Taken travel(Ask ask, Travel travel) {
        List<Framing> path = new TravelPath(saliency.of(ask.item()), ask.camera(), ask.seconds()).path(travel);
        last = ShotMotion.move(path.get(0), path.get(1));
        return (TravelPath.isPan(path) ? pan(path) : taken(path, Film.Fit.COVER)).asRequested(last);
    }

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

    /** A shot of a photo that is not much longer than the frame. */
    private Taken still(Ask ask, Move wanted, boolean wished, SplittableRandom random) {
        FitWish fitWish = Director.fit(plan, ask.clip());
        FocusPoints focusPoints = saliency.of(ask.item());
        if (fitWish == FitWish.AUTOMATIC && focusPoints.product().isPresent()) {
            return packshot(ask, focusPoints, wanted, wished);
        }
        Camera camera = ask.camera();
        InSight inSight = new InSight(focusPoints, camera);
        boolean lossy = fitWish == FitWish.AUTOMATIC && camera.kept() < MIN_KEPT;
        if (lossy && !wished && (ask.isFirst() || inSight.cutsSubject())) {
            Optional<Taken> portrait = portrait(ask, focusPoints);
            if (portrait.isPresent()) {
                return portrait.get();
            }
        }
        boolean isWhole = fitWish == FitWish.BLUR_FILL
                || (lossy && ((ask.isFirst() && !isPan(wanted, wished)) || inSight.cutsSubject()));
        return isWhole ? whole(ask, wanted, wished) : covering(ask, inSight, wanted, wished, random);
    }

    /** A product on a plain background. */
    private Taken packshot(Ask ask, FocusPoints focusPoints, Move wanted, boolean wished) {
        Box product = focusPoints.product().orElseThrow();
        Paths.Distance distance = Paths.Distance.of(ask.number(), ask.of());
        boolean pans = !wished && isPan(wanted, true) && distance == Paths.Distance.WIDE;
        Move move = pans ? instead(ask.wish()) : wanted;
        last = move;
        Point focus =
                focusPoints.points().get(ask.number() % focusPoints.points().size());
        Point part = new Point(
                Camera.clamp((focus.x() - product.left()) / product.width(), 0, 1),
                Camera.clamp((focus.y() - product.top()) / product.height(), 0, 1));
        List<Framing> path = new Packshot(
                        ask.item(), ask.camera().canvas(), product, ask.wish().speed())
                .path(move, distance, part, ask.seconds());
        Film.Easing easing = isPan(move, true) ? Film.Easing.LINEAR : Film.Easing.SMOOTH;
        return new Taken(new Film.Motion(path, easing), Film.Fit.EXTEND, Optional.empty());
    }

    /** A pan along a portrait photo in a wide frame; empty for other photos. */
    private Optional<Taken> portrait(Ask ask, FocusPoints focusPoints) {
        if (!PortraitTravel.isFor(ask.item(), ask.camera(), ask.seconds())) {
            return Optional.empty();
        }
        Point head =
                focusPoints.subject().map(subject -> subject.headBox().centre()).orElse(TOP);
        return new PortraitTravel(ask.camera(), ask.seconds())
                .path(head, Optional.ofNullable(last), ask.wish().without())
                .map(path -> {
                    last = path.move();
                    return pan(path.framings());
                });
    }

    /** The whole picture over a blurred copy. */
    private Taken whole(Ask ask, Move wanted, boolean wished) {
        boolean pans = !wished && isPan(wanted, true);
        Move move = pans ? last == Move.ZOOM_IN ? Move.ZOOM_OUT : Move.ZOOM_IN : wanted;
        last = move;
        return taken(ask.paths().breathing(move), Film.Fit.BLUR_FILL);
    }

    /** A part of the picture that fills the frame. */
    private Taken covering(Ask ask, InSight inSight, Move wanted, boolean wished, SplittableRandom random) {
        Paths paths = ask.paths();
        Paths.Distance distance = Paths.Distance.of(ask.number(), ask.of());
        Point focus = focus(inSight.focusPoints(), ask.number(), random);
        Move move = wanted;
        if (isPan(move, true)) {
            List<Framing> free = paths.of(move, focus, distance, Optional.empty());
            List<Framing> kept = kept(inSight, distance, focus, free);
            boolean travels = distance(kept) >= MIN_TRAVEL * distance(free);
            if (travels || wished) {
                last = move;
                return pan(ask.camera().even(travels ? kept : free, ask.seconds()));
            }
            move = instead(ask.wish());
        }
        last = move;
        Move zoom = move;
        List<Framing> path = distance == Paths.Distance.WIDE
                ? paths.of(zoom, focus, distance, inSight.subject())
                : inSight.close(focus, held -> paths.of(zoom, focus, distance, held));
        return taken(path, Film.Fit.COVER);
    }

    private static List<Framing> kept(InSight inSight, Paths.Distance distance, Point focus, List<Framing> free) {
        Function<Optional<Box>, List<Framing>> keeping = held ->
                free.stream().map(it -> inSight.camera().keeping(it, held)).toList();
        return distance == Paths.Distance.WIDE ? keeping.apply(inSight.subject()) : inSight.close(focus, keeping);
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
        // Another point at each distance when the points come round again.
        Point point = points.get((number + number / points.size()) % points.size());
        return new Point(
                Camera.clamp(point.x() + (random.nextDouble() - 0.5) * 0.06, 0, 1),
                Camera.clamp(point.y() + (random.nextDouble() - 0.5) * 0.06, 0, 1));
    }
}
