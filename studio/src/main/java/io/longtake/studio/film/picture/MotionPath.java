package io.longtake.studio.film.picture;

import io.longtake.studio.film.Film;
import java.util.List;

/**
 * The path of the window over one picture. Windows are moved inside the picture at the framings. All windows between them are
 * then inside too, because the set of windows inside is convex; so the motion has no jumps at an edge.
 */
final class MotionPath {
    /** The part of a move that is acceleration; the same part is deceleration. */
    private static final double RAMP = 0.25;
    /**
     * The speed at the start and the end of a move, as a part of the top speed: the camera is already moving when the shot
     * begins.
     */
    private static final double FIRST_SPEED = 0.5;

    private final double[] x;
    private final double[] y;
    private final double[] size;
    private final double baseWidth;
    private final double baseHeight;
    private final Film.Easing easing;

    /** @param pictureRatio width divided by height */
    MotionPath(Film.Motion motion, double pictureRatio, double canvasRatio) {
        List<Film.Framing> path = motion.path();
        int n = path.size();
        x = new double[n];
        y = new double[n];
        size = new double[n];
        baseWidth = Math.min(1, canvasRatio / pictureRatio);
        baseHeight = Math.min(1, pictureRatio / canvasRatio);
        easing = motion.easing();
        for (int i = 0; i < n; i++) {
            Film.Framing framing = path.get(i);
            size[i] = 1 / Math.max(1, framing.zoom());
            x[i] = inside(framing.centerX(), baseWidth * size[i]);
            y[i] = inside(framing.centerY(), baseHeight * size[i]);
        }
    }

    private static double inside(double centre, double width) {
        return Math.min(Math.max(centre, width / 2), 1 - width / 2);
    }

    /** @param time 0 at the shot's first frame, 1 at its last */
    Window at(double time) {
        double t = eased(Math.min(Math.max(time, 0), 1));
        double s = curve(size, t);
        double w = baseWidth * s;
        double h = baseHeight * s;
        return new Window(inside(curve(x, t), w), inside(curve(y, t), h), w, h);
    }

    /** The smallest width on the path, as a part of the largest possible; {@link #widest} is the largest. */
    double closest() {
        return java.util.Arrays.stream(size).min().orElse(1);
    }

    double widest() {
        return java.util.Arrays.stream(size).max().orElse(1);
    }

    double baseWidth() {
        return baseWidth;
    }

    /**
     * SMOOTH: the speed rises from half along a raised cosine over the first quarter, stays constant, and falls the same way, so
     * position, speed and acceleration are all continuous. From a standstill it would have to rise twice as fast: between two
     * reference frames, H.264 moves at one speed, so a film shows acceleration as a step at every second frame.
     */
    private double eased(double t) {
        if (easing == Film.Easing.LINEAR) {
            return t;
        }
        double top = 1 / (1 - RAMP * (1 - FIRST_SPEED));
        if (t < RAMP) {
            return top * rise(t);
        }
        if (t > 1 - RAMP) {
            return 1 - top * rise(1 - t);
        }
        return top * (t - RAMP + rise(RAMP));
    }

    /** The distance travelled since the start, at a top speed of 1. */
    private static double rise(double t) {
        double rising = t / 2 - RAMP / (2 * Math.PI) * Math.sin(Math.PI * t / RAMP);
        return FIRST_SPEED * t + (1 - FIRST_SPEED) * rising;
    }

    /** A monotone cubic interpolation that never overshoots the values (Fritsch and Carlson's slopes); linear for two values. */
    private static double curve(double[] v, double t) {
        int n = v.length;
        if (n == 1) {
            return v[0];
        }
        double at = t * (n - 1);
        int i = Math.min((int) at, n - 2);
        double u = at - i;
        double m0 = slope(v, i);
        double m1 = slope(v, i + 1);
        double u2 = u * u;
        double u3 = u2 * u;
        return (2 * u3 - 3 * u2 + 1) * v[i] + (u3 - 2 * u2 + u) * m0 + (-2 * u3 + 3 * u2) * v[i + 1] + (u3 - u2) * m1;
    }

    private static double slope(double[] v, int i) {
        double before = i > 0 ? v[i] - v[i - 1] : v[1] - v[0];
        double after = i < v.length - 1 ? v[i + 1] - v[i] : v[i] - v[i - 1];
        if (i == 0 || i == v.length - 1) {
            return i == 0 ? after : before;
        }
        return before * after <= 0 ? 0 : 2 * before * after / (before + after);
    }
}
