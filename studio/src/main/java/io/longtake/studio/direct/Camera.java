package io.longtake.studio.direct;

import io.longtake.studio.film.Film;
import io.longtake.studio.film.Film.Framing;
import io.longtake.studio.saliency.FocusPoints.Box;
import java.util.List;
import java.util.Optional;

/**
 * The geometry of one picture under one canvas: how far a window can be moved and narrowed, and how fast that appears.
 *
 * <p>A window is the part of the picture that fills the canvas; at zoom 1 it is the largest that fits. Speeds are in
 * window widths per second, because that matches how fast a viewer perceives them.
 */
final class Camera {
    /** Most screen pixels per picture pixel at which a picture is shown, provided it has enough pixels. */
    static final double MAX_ENLARGEMENT = 1.3;
    /** The largest zoom of a shot: closer, a photo of 12 megapixels would not be sharp. */
    static final double CLOSEST = 2.2;
    /** The largest zoom for small pictures: without this exception they could not move. */
    static final double CLOSEST_OF_SMALL = 1.18;
    /**
     * Speed above which a move looks rushed, in window widths per second: the mean over a shot, of the fastest corner of the
     * window.
     */
    static final double FASTEST = 0.05;

    /**
     * Pans move by whole multiples of this, in canvas pixels per frame. H.264 encodes motion in quarters of a pixel, and partly
     * loses what lies between: the picture moves unevenly. Halves survive the encoder without unevenness.
     */
    static final double STEP = 0.5;

    private final Film.Canvas canvas;
    private final double roomX;
    private final double roomY;
    private final double maxZoom;

    /** For a picture of this size in pixels, after its rotation, under {@code canvas}. */
    Camera(int widthPx, int heightPx, Film.Canvas canvas) {
        this(widthPx, heightPx, canvas, CLOSEST);
    }

    /** @param closest the largest zoom, provided the picture has enough pixels */
    Camera(int widthPx, int heightPx, Film.Canvas canvas, double closest) {
        this.canvas = canvas;
        double canvasRatio = (double) canvas.widthPx() / canvas.heightPx();
        double width = Math.max(1, widthPx);
        double height = Math.max(1, heightPx);
        double windowWidth = Math.min(width, height * canvasRatio);
        roomX = width / windowWidth;
        roomY = height / (windowWidth / canvasRatio);
        double sharp = MAX_ENLARGEMENT * windowWidth / canvas.widthPx();
        maxZoom = Math.max(CLOSEST_OF_SMALL, Math.min(closest, sharp));
    }

    Film.Canvas canvas() {
        return canvas;
    }

    /** The width of the picture in windows of zoom 1; at least 1. */
    double roomX() {
        return roomX;
    }

    /** The height of the picture in windows of zoom 1; at least 1. */
    double roomY() {
        return roomY;
    }

    double maxZoom() {
        return maxZoom;
    }

    /** The part of the picture's area, 0 to 1, that a crop to the canvas keeps. */
    double kept() {
        return 1 / (roomX * roomY);
    }

    /** The framing nearest to this one whose window lies entirely inside the picture. */
    Framing inside(double x, double y, double zoom) {
        double z = Math.max(1, Math.min(maxZoom, zoom));
        double halfX = 0.5 / (z * roomX);
        double halfY = 0.5 / (z * roomY);
        return new Framing(clamp(x, halfX, 1 - halfX), clamp(y, halfY, 1 - halfY), z);
    }

    /** The largest zoom at which a window still contains {@code box}; below 1 where even the widest window does not. */
    double zoomHolding(Box box) {
        return Math.min(1 / (box.width() * roomX), 1 / (box.height() * roomY));
    }

    /** The framing nearest to {@code wanted} that contains all of {@code box}; {@code wanted} itself where no window can. */
    Framing keeping(Framing wanted, Optional<Box> box) {
        if (box.isEmpty() || zoomHolding(box.get()) < 1) {
            return wanted;
        }
        double z = Math.max(1, Math.min(wanted.zoom(), zoomHolding(box.get())));
        double halfX = 0.5 / (z * roomX);
        double halfY = 0.5 / (z * roomY);
        return inside(
                clamp(wanted.centerX(), box.get().right() - halfX, box.get().left() + halfX),
                clamp(wanted.centerY(), box.get().bottom() - halfY, box.get().top() + halfY),
                z);
    }

    /**
     * The travel of an even pan at about {@code widthsPerSecond}, in windows: a whole number of {@link #STEP}s per frame.
     *
     * @param across along the width, else along the height
     */
    double evenTravel(double widthsPerSecond, double seconds, boolean across) {
        double axis = across ? canvas.widthPx() : canvas.heightPx();
        double steps = Math.max(1, Math.rint(widthsPerSecond * axis / Film.FPS / STEP));
        return steps * STEP * lastFrame(seconds) / axis;
    }

    /**
     * The same pan, shortened about its middle until it moves a whole number of {@link #STEP}s per frame; unchanged where it is
     * slower than one step.
     */
    List<Framing> even(List<Framing> pan, double seconds) {
        Framing a = pan.get(0);
        Framing b = pan.get(1);
        double dx = (b.centerX() - a.centerX()) * roomX * a.zoom() * canvas.widthPx();
        double dy = (b.centerY() - a.centerY()) * roomY * a.zoom() * canvas.heightPx();
        double steps = Math.hypot(dx, dy) / lastFrame(seconds) / STEP;
        if (steps < 1) {
            return pan;
        }
        // The tolerance keeps a whole number whole in spite of rounding errors.
        double half = Math.floor(steps + 1e-6) / steps / 2;
        double x = (a.centerX() + b.centerX()) / 2;
        double y = (a.centerY() + b.centerY()) / 2;
        double reachX = (b.centerX() - a.centerX()) * half;
        double reachY = (b.centerY() - a.centerY()) * half;
        return List.of(new Framing(x - reachX, y - reachY, a.zoom()), new Framing(x + reachX, y + reachY, a.zoom()));
    }

    /** The number of a shot's last frame, counted from 0, where its path ends. */
    static double lastFrame(double seconds) {
        return Math.max(1, Math.rint(seconds * Film.FPS) - 1);
    }

    /** Mean speed of the fastest corner of the window from {@code a} to {@code b} in {@code seconds}. */
    double speed(Framing a, Framing b, double seconds) {
        double meanZoom = (a.zoom() + b.zoom()) / 2;
        double fastest = 0;
        for (int cornerX = -1; cornerX <= 1; cornerX += 2) {
            for (int cornerY = -1; cornerY <= 1; cornerY += 2) {
                double dx = (cornerAt(b.centerX(), b.zoom(), cornerX, roomX)
                                - cornerAt(a.centerX(), a.zoom(), cornerX, roomX))
                        * roomX
                        * meanZoom;
                double dy = (cornerAt(b.centerY(), b.zoom(), cornerY, roomY)
                                - cornerAt(a.centerY(), a.zoom(), cornerY, roomY))
                        * roomY
                        * meanZoom;
                fastest = Math.max(fastest, Math.hypot(dx, dy));
            }
        }
        return fastest / seconds;
    }

    /**
     * The path from {@code a} to {@code b}, shortened at its end until it is no faster than {@code limit}. Its end keeps
     * {@code box} in sight.
     */
    List<Framing> limited(Framing a, Framing b, double seconds, double limit, Optional<Box> box) {
        Framing end = b;
        for (int i = 0; i < 40 && speed(a, end, seconds) > limit; i++) {
            Framing nearer = inside(
                    a.centerX() + (end.centerX() - a.centerX()) * 0.92,
                    a.centerY() + (end.centerY() - a.centerY()) * 0.92,
                    a.zoom() + (end.zoom() - a.zoom()) * 0.92);
            end = keeping(nearer, box);
        }
        return List.of(a, end);
    }

    private static double cornerAt(double center, double zoom, int side, double room) {
        return center + side * 0.5 / (zoom * room);
    }

    static double clamp(double value, double low, double high) {
        return low > high ? (low + high) / 2 : Math.max(low, Math.min(high, value));
    }
}
