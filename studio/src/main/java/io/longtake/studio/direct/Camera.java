package io.longtake.studio.direct;

import io.longtake.studio.film.Film;
import io.longtake.studio.film.Film.Framing;
import io.longtake.studio.gaze.FocusPoints.Box;
import java.util.List;
import java.util.Optional;

/**
 * The geometry of one picture under one canvas: how far a window can be moved and narrowed, and how fast that looks.
 *
 * <p>A window is the part of the picture that fills the canvas; at zoom 1 it is the largest that fits. Speeds are in
 * window widths a second, the way a viewer feels them.
 */
final class Camera {
    /** A picture is never shown at more than this many screen pixels per pixel of its own, where it has enough. */
    static final double MOST_ENLARGEMENT = 1.3;
    /** The closest a shot goes. */
    static final double CLOSEST = 1.6;
    /** Small pictures may go this close all the same, or nothing would move. */
    static final double CLOSEST_OF_SMALL = 1.18;
    /** Faster than this a viewer feels pushed. Mean over a shot, corners of the window included. */
    static final double FASTEST = 0.05;

    /**
     * Pans go by whole multiples of this, in canvas pixels a frame. H.264 tells motion in quarters of a pixel, and what lies
     * between is lost in part: the picture steps. Halves come through the encoder as even as they were drawn.
     */
    static final double STEP = 0.5;

    private final Film.Canvas canvas;
    private final double roomX;
    private final double roomY;
    private final double maxZoom;

    /** For a picture of this many pixels, upright, under {@code canvas}. */
    Camera(int widthPx, int heightPx, Film.Canvas canvas) {
        this.canvas = canvas;
        double canvasRatio = (double) canvas.widthPx() / canvas.heightPx();
        double width = Math.max(1, widthPx);
        double height = Math.max(1, heightPx);
        double windowWidth = Math.min(width, height * canvasRatio);
        roomX = width / windowWidth;
        roomY = height / (windowWidth / canvasRatio);
        double sharp = MOST_ENLARGEMENT * windowWidth / canvas.widthPx();
        maxZoom = Math.max(CLOSEST_OF_SMALL, Math.min(CLOSEST, sharp));
    }

    Film.Canvas canvas() {
        return canvas;
    }

    /** How many windows of zoom 1 lie side by side in the picture; 1 or more. */
    double roomX() {
        return roomX;
    }

    /** How many windows of zoom 1 lie one above the other; 1 or more. */
    double roomY() {
        return roomY;
    }

    double maxZoom() {
        return maxZoom;
    }

    /** The part of the picture, 0 to 1, that a crop to the canvas keeps. */
    double kept() {
        return 1 / (roomX * roomY);
    }

    /** The framing nearest to this one whose window lies wholly inside the picture. */
    Framing inside(double x, double y, double zoom) {
        double z = Math.max(1, Math.min(maxZoom, zoom));
        double halfX = 0.5 / (z * roomX);
        double halfY = 0.5 / (z * roomY);
        return new Framing(clamp(x, halfX, 1 - halfX), clamp(y, halfY, 1 - halfY), z);
    }

    /** How close a window may come and still hold {@code box}; below 1 where even the widest doesn't. */
    double zoomHolding(Box box) {
        return Math.min(1 / (box.width() * roomX), 1 / (box.height() * roomY));
    }

    /** The framing nearest to {@code wanted} that shows all of {@code box}, where a window can. */
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
     * The travel of an even pan at about {@code widthsPerSecond}, in windows: a whole number of {@link #STEP}s a frame.
     *
     * @param across along the width, else along the height
     */
    double evenTravel(double widthsPerSecond, double seconds, boolean across) {
        double axis = across ? canvas.widthPx() : canvas.heightPx();
        double steps = Math.max(1, Math.rint(widthsPerSecond * axis / Film.FPS / STEP));
        return steps * STEP * lastFrame(seconds) / axis;
    }

    /**
     * The same pan, shortened about its middle until it goes a whole number of {@link #STEP}s a frame; as it is where it is
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
        // What was a whole number before it was reckoned with still is one.
        double half = Math.floor(steps + 1e-6) / steps / 2;
        double x = (a.centerX() + b.centerX()) / 2;
        double y = (a.centerY() + b.centerY()) / 2;
        double reachX = (b.centerX() - a.centerX()) * half;
        double reachY = (b.centerY() - a.centerY()) * half;
        return List.of(new Framing(x - reachX, y - reachY, a.zoom()), new Framing(x + reachX, y + reachY, a.zoom()));
    }

    /** The number of a shot's last frame, counted from 0: its path ends there. */
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

    /** The same way, shortened about {@code kept} until it is no faster than {@code limit}. */
    List<Framing> tamed(Framing a, Framing b, double seconds, double limit, Optional<Box> box) {
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
