package io.longtake.studio.direct;

import io.longtake.studio.film.Film;
import io.longtake.studio.film.Film.Framing;
import io.longtake.studio.saliency.FocusPoints.Box;
import io.longtake.studio.saliency.FocusPoints.Point;
import io.longtake.studio.timeline.Arrangement.Move;
import io.longtake.studio.timeline.Arrangement.Speed;
import io.longtake.studio.timeline.MediaItem;
import java.util.List;

/**
 * The paths of the camera over a product on a plain background, which the background's colour extends to the shape of the frame.
 * The product is large, and closer shots show parts of it up to the resolution of the photo.
 */
final class Packshot {
    /** The part of the frame that a whole product fills at most, and where a zoom begins at least. */
    private static final double LARGE = 0.92;

    private static final double SMALL = 0.6;
    /** The length of a product in frames, when a pan shows it from end to end. */
    private static final double PAN_LENGTH = 1.5;
    /** How much closer than the whole product its parts are shown. */
    private static final double DETAIL = 1.7;

    /** The largest zoom; most of the picture is background. The renderer keeps enough pixels for it. */
    private static final double CLOSEST = 4;

    private final Camera camera;
    private final Box product;
    private final double whole;
    private final Speed speed;

    /** @param product the region that the product covers, in the photo */
    Packshot(MediaItem item, Film.Canvas canvas, Box product, Speed speed) {
        double width = Film.Fit.extendedWidth(item.widthPx(), item.heightPx(), canvas);
        double height = Film.Fit.extendedHeight(item.widthPx(), item.heightPx(), canvas);
        this.camera = new Camera((int) Math.round(width), (int) Math.round(height), canvas, CLOSEST);
        double x = item.widthPx() / width;
        double y = item.heightPx() / height;
        this.product = new Box(
                0.5 + (product.left() - 0.5) * x,
                0.5 + (product.top() - 0.5) * y,
                0.5 + (product.right() - 0.5) * x,
                0.5 + (product.bottom() - 0.5) * y);
        this.whole = camera.zoomHolding(this.product);
        this.speed = speed;
    }

    /**
     * The path of one shot.
     *
     * @param part the part of the product that a close shot shows, from 0 to 1 across and down the product
     */
    List<Framing> path(Move move, Paths.Distance distance, Point part, double seconds) {
        boolean isWhole = distance == Paths.Distance.WIDE;
        return switch (move) {
            case STILL -> {
                Framing still = at(product.centre(), whole * (LARGE + SMALL) / 2);
                yield List.of(still, still);
            }
            case ZOOM_IN -> isWhole ? zoomOnWhole(seconds) : zoomOnPart(part, seconds);
            case ZOOM_OUT -> {
                List<Framing> in = isWhole ? zoomOnWhole(seconds) : zoomOnPart(part, seconds);
                yield List.of(in.get(1), in.get(0));
            }
            case PAN_LEFT -> pan(-1, 0, seconds);
            case PAN_RIGHT -> pan(1, 0, seconds);
            case PAN_UP -> pan(0, -1, seconds);
            case PAN_DOWN -> pan(0, 1, seconds);
        };
    }

    private double growth(double seconds) {
        double rate =
                switch (speed) {
                    case SLOW -> 0.02;
                    case NORMAL -> 0.035;
                    case FAST -> 0.07;
                };
        return Math.exp(rate * seconds);
    }

    private List<Framing> zoomOnWhole(double seconds) {
        double growth = Math.min(LARGE / SMALL, growth(seconds));
        double end = Math.min(camera.maxZoom(), whole * LARGE);
        return List.of(at(product.centre(), end / growth), at(product.centre(), end));
    }

    private List<Framing> zoomOnPart(Point part, double seconds) {
        double end = Math.min(camera.maxZoom(), whole * DETAIL * Math.sqrt(growth(seconds)));
        // Halfway from the middle of the product to the part: the frame shows the product and not the background.
        Point focus = new Point(
                product.left() + product.width() * (0.5 + part.x()) / 2,
                product.top() + product.height() * (0.5 + part.y()) / 2);
        double start = Math.max(1, end / growth(seconds));
        return List.of(at(focus, start), at(focus, end));
    }

    /** From one end of the product to the other; over a part of it where there is no time. */
    private List<Framing> pan(int dx, int dy, double seconds) {
        double length = dx != 0 ? product.width() : product.height();
        double zoom = Math.max(1, Math.min(camera.maxZoom(), PAN_LENGTH / length));
        double fastest = (speed == Speed.FAST ? 2 : speed == Speed.SLOW ? 0.6 : 1) * Camera.FASTEST;
        double travel = Math.min(Math.max(0, length - 0.9 / zoom), fastest * seconds / zoom);
        Point middle = product.centre();
        List<Framing> pan = List.of(
                at(new Point(middle.x() - dx * travel / 2, middle.y() - dy * travel / 2), zoom),
                at(new Point(middle.x() + dx * travel / 2, middle.y() + dy * travel / 2), zoom));
        return camera.even(pan, seconds);
    }

    private Framing at(Point centre, double zoom) {
        return camera.inside(centre.x(), centre.y(), zoom);
    }
}
