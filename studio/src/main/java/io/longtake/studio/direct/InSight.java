package io.longtake.studio.direct;

import io.longtake.studio.film.Film.Framing;
import io.longtake.studio.saliency.FocusPoints;
import io.longtake.studio.saliency.FocusPoints.Box;
import io.longtake.studio.saliency.FocusPoints.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * What the windows of a shot must contain. A wide shot keeps the subject of the picture in sight, or as much of it from its top as
 * fits. A closer one keeps a face, or the head of the subject, or shows a part of the picture without it; no window cuts a face.
 */
record InSight(FocusPoints focusPoints, Camera camera) {
    /** What is kept in sight must leave room for at least this zoom; otherwise a smaller part is kept. */
    private static final double MIN_ROOM = 1.05;
    /**
     * The parts of a subject's height, from its top, that are kept in sight: the largest that fits; below the last, a head would
     * be cut.
     */
    private static final double[] PARTS = {1, 0.85, 0.7, 0.55, Box.CROWN};
    /** The room around a face, in its widths and heights. */
    private static final double AROUND_FACE = 0.3;
    /** A body below its head, in widths and heights of the face. */
    private static final double BODY_WIDTH = 1.5;

    private static final double BODY_HEIGHT = 4;
    /** Places of a path that are looked at, beside its start. */
    private static final int STEPS = 16;

    /** The subject, else its upper part, as far as there is room to move; empty where not even its head fits. */
    Optional<Box> subject() {
        if (focusPoints.subject().isEmpty()) {
            return Optional.empty();
        }
        Box subject = focusPoints.subject().get();
        if (!focusPoints.faces().isEmpty() && camera.zoomHolding(subject) >= 1) {
            // A part of several faces would cut the lower ones.
            return Optional.of(subject);
        }
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

    /** The part of the picture that a wide shot keeps. */
    boolean cutsSubject() {
        return focusPoints.subject().isPresent() && subject().isEmpty();
    }

    /**
     * The closest path that cuts no head.
     *
     * @param path the path that keeps what it is given
     */
    List<Framing> close(Point focus, Function<Optional<Box>, List<Framing>> path) {
        for (Optional<Box> held : choices(focus)) {
            List<Framing> framings = path.apply(held);
            if (between(framings).stream().allMatch(this::cutsNothing)) {
                return framings;
            }
        }
        return path.apply(subject());
    }

    /** Framings along a path, as the renderer passes them: the size of the window changes evenly, not its zoom. */
    static List<Framing> between(List<Framing> path) {
        Framing a = path.get(0);
        Framing b = path.get(1);
        return IntStream.rangeClosed(0, STEPS)
                .mapToDouble(i -> i / (double) STEPS)
                .mapToObj(t -> new Framing(
                        a.centerX() + (b.centerX() - a.centerX()) * t,
                        a.centerY() + (b.centerY() - a.centerY()) * t,
                        1 / (1 / a.zoom() + (1 / b.zoom() - 1 / a.zoom()) * t)))
                .toList();
    }

    private List<Optional<Box>> choices(Point focus) {
        List<Optional<Box>> choices = new ArrayList<>();
        Optional<Box> face =
                focusPoints.faces().stream().filter(it -> isOf(it, focus)).findFirst();
        face.map(InSight::around).ifPresent(it -> choices.add(Optional.of(it)));
        boolean head = focusPoints.faces().isEmpty()
                && focusPoints.subject().filter(it -> holds(it, focus)).isPresent();
        if (face.isEmpty() && !head) {
            choices.add(Optional.empty());
        }
        focusPoints.subject().map(Box::headBox).ifPresent(it -> choices.add(Optional.of(it)));
        return choices;
    }

    /** Whether a point lies on a face or on the body below it. */
    private static boolean isOf(Box face, Point point) {
        double dx = Math.abs(point.x() - face.centre().x()) / face.width();
        double dy = (point.y() - face.centre().y()) / face.height();
        return dx < BODY_WIDTH && dy > -1 && dy < BODY_HEIGHT;
    }

    private static Box around(Box face) {
        double dx = face.width() * AROUND_FACE;
        double dy = face.height() * AROUND_FACE;
        return new Box(
                Math.max(0, face.left() - dx),
                Math.max(0, face.top() - dy),
                Math.min(1, face.right() + dx),
                Math.min(1, face.bottom() + dy));
    }

    private boolean cutsNothing(Framing framing) {
        Box window = window(framing);
        if (!focusPoints.faces().isEmpty()) {
            return focusPoints.faces().stream().allMatch(face -> contains(window, face) || isApart(window, face));
        }
        return focusPoints.subject().isEmpty()
                || contains(window, focusPoints.subject().get().headBox())
                || isApart(window, focusPoints.subject().get());
    }

    private Box window(Framing framing) {
        double halfX = 0.5 / (framing.zoom() * camera.roomX());
        double halfY = 0.5 / (framing.zoom() * camera.roomY());
        return new Box(
                Math.max(0, framing.centerX() - halfX),
                Math.max(0, framing.centerY() - halfY),
                Math.min(1, framing.centerX() + halfX),
                Math.min(1, framing.centerY() + halfY));
    }

    private static boolean contains(Box outer, Box inner) {
        double rounding = 1e-6;
        return outer.left() <= inner.left() + rounding
                && outer.top() <= inner.top() + rounding
                && outer.right() >= inner.right() - rounding
                && outer.bottom() >= inner.bottom() - rounding;
    }

    private static boolean isApart(Box one, Box other) {
        return one.right() <= other.left()
                || other.right() <= one.left()
                || one.bottom() <= other.top()
                || other.bottom() <= one.top();
    }

    private static boolean holds(Box box, Point point) {
        return point.x() >= box.left()
                && point.x() <= box.right()
                && point.y() >= box.top()
                && point.y() <= box.bottom();
    }
}
