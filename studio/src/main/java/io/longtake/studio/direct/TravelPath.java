package io.longtake.studio.direct;

import io.longtake.studio.film.Film.Framing;
import io.longtake.studio.saliency.FocusPoints;
import io.longtake.studio.saliency.FocusPoints.Box;
import io.longtake.studio.saliency.FocusPoints.Point;
import io.longtake.studio.timeline.Travel;
import io.longtake.studio.timeline.Travel.Part;
import java.util.List;

/** The path of one move between two parts of a picture. */
record TravelPath(FocusPoints focusPoints, Camera camera, double seconds) {
    /** How near a part without a known size is shown, where there is a choice. */
    private static final double PART_ZOOM = 1.7;
    /** The fastest zoom, as a logarithm per second: 1.8 times in five seconds. */
    private static final double FASTEST_ZOOM = 0.12;
    /** The room around a face, in its widths and heights. */
    private static final double AROUND_FACE = 0.8;

    /** Whether it keeps its zoom. */
    static boolean isPan(List<Framing> path) {
        return path.get(0).zoom() == path.get(1).zoom();
    }

    List<Framing> path(Travel travel) {
        Framing from = framing(travel.from());
        Framing to = framing(travel.to());
        if (travel.from().isEdge() && travel.to().isEdge()) {
            return camera.even(List.of(from, to), seconds);
        }
        return List.of(calm(from, to), calm(to, from));
    }

    /** The framing, but no closer than a calm zoom to or from the other one allows. */
    private Framing calm(Framing framing, Framing other) {
        double most = other.zoom() * Math.exp(FASTEST_ZOOM * seconds);
        return framing.zoom() <= most ? framing : camera.inside(framing.centerX(), framing.centerY(), most);
    }

    private Framing framing(Part part) {
        return switch (part) {
            case WHOLE -> camera.inside(middle().x(), middle().y(), 1);
            case FACE -> face();
            case SUBJECT -> subject();
            case CENTRE -> camera.inside(0.5, 0.5, PART_ZOOM);
            default -> edge(part);
        };
    }

    /** Where the frame cannot show the whole picture, what is worth seeing is in the middle. */
    private Point middle() {
        return focusPoints.subject().map(Box::headBox).map(Box::centre).orElse(new Point(0.5, 0.5));
    }

    private Framing face() {
        return focusPoints.faces().stream()
                .findFirst()
                .map(face -> around(face, AROUND_FACE))
                .orElseGet(this::subject);
    }

    private Framing subject() {
        return focusPoints
                .subject()
                .map(subject -> around(subject, 0))
                .orElseGet(() -> camera.inside(
                        focusPoints.points().get(0).x(),
                        focusPoints.points().get(0).y(),
                        PART_ZOOM));
    }

    private Framing around(Box box, double room) {
        double zoom = camera.zoomHolding(box) / (1 + 2 * room);
        return camera.inside(box.centre().x(), box.centre().y(), Math.max(1.2, zoom));
    }

    private Framing edge(Part part) {
        boolean across = part.across() == 0 || camera.roomX() >= PART_ZOOM;
        boolean down = part.down() == 0 || camera.roomY() >= PART_ZOOM;
        double zoom = across && down ? 1 : PART_ZOOM;
        Point focus = middle();
        return camera.inside(
                part.across() == 0 ? focus.x() : (1 + part.across()) / 2.0,
                part.down() == 0 ? focus.y() : (1 + part.down()) / 2.0,
                zoom);
    }
}
