package io.longtake.studio.film.picture;

import io.longtake.media.picture.PackedPicture;
import io.longtake.media.picture.Still;
import io.longtake.studio.film.Film;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A still with a window that moves over it. The part that is shown at any time is scaled once to a little more than twice the
 * canvas's resolution; every frame is then resampled from it. A long path over a large picture is cut into stretches, scaled one
 * after the other, so that memory does not grow with the picture.
 */
final class StillLayer implements Layer {
    /**
     * Source samples per output sample in the middle between a level's smallest and widest window: room for a smooth choice
     * between neighbouring samples. Relative to the smallest window, every frame would have to read half as much again.
     */
    private static final double OVERSAMPLING = 2;

    /** How far the window may grow before a coarser level is used; keeps steps below the resampler's limit. */
    private static final double LEVEL_RANGE = 1.9;

    /** Samples around the visible part, so that the kernel does not reach an edge that is not the picture's. */
    private static final int MARGIN = 8;

    /**
     * @param upTo the widest window it serves, as {@link Window#width}
     * @param samplesPerWidth samples across the whole picture's width
     * @param offsetX of its first sample from the picture's left edge, in samples
     */
    private record Level(
            double upTo,
            PackedPicture picture,
            double samplesPerWidth,
            double samplesPerHeight,
            double offsetX,
            double offsetY) {}

    /** Luma samples scaled at once, half as many again with chroma: two canvases at {@link #OVERSAMPLING}, and a margin. */
    private static final double MAX_SAMPLES = 24e6;

    /** The decoded picture; valid for the duration of one call. */
    interface Pixels {
        Still still() throws IOException;
    }

    private final Pixels pixels;
    private final Film.Canvas canvas;
    private final Still.Grade grade;
    private final MotionPath path;
    private final int frames;
    /** 1, or less where even a single window at full oversampling exceeds the limit: a picture that is only a few pixels wide. */
    private final double coarser;

    private final int stretches;
    private final List<Level> levels = new ArrayList<>();
    private int stretch = -1;
    private final Resampler resampler = new Resampler();

    /** @param pixels read now, and again for each stretch of the path where there are several */
    StillLayer(Pixels pixels, Film.Motion motion, Film.Canvas canvas, int frames, Still.Grade grade)
            throws IOException {
        this.pixels = pixels;
        this.canvas = canvas;
        this.grade = grade;
        this.frames = frames;
        Still still = pixels.still();
        double pictureRatio = still.width() / (double) still.height();
        path = new MotionPath(motion, pictureRatio, canvas.widthPx() / (double) canvas.heightPx());
        coarser = coarser(still);
        stretches = stretches(still);
        if (stretches == 1) {
            prepare(0);
        }
    }

    private double coarser(Still still) {
        double scale = fullScale(still, path.closest(), Math.min(path.widest(), path.closest() * LEVEL_RANGE));
        Still.Region seen = seen(still, path.widest(), scale, 0, 0);
        return Math.min(1, Math.sqrt(0.9 * MAX_SAMPLES / (seen.width() * scale * seen.height() * scale)));
    }

    /** The smallest number of stretches at which each covers at most {@link #MAX_SAMPLES}. */
    private int stretches(Still still) {
        double scale = scale(still, path.closest(), Math.min(path.widest(), path.closest() * LEVEL_RANGE));
        int count = 1;
        while (count < frames) {
            Still.Region seen = seen(still, path.widest(), scale, 0, 1.0 / count);
            if (seen.width() * scale * seen.height() * scale <= MAX_SAMPLES) {
                return count;
            }
            count++;
        }
        return count;
    }

    /** Scales the part that the windows of one stretch cover. */
    private void prepare(int wanted) throws IOException {
        levels.clear();
        stretch = wanted;
        Still still = pixels.still();
        for (double from = path.closest(); ; from *= LEVEL_RANGE) {
            double to = Math.min(path.widest(), from * LEVEL_RANGE);
            levels.add(level(still, from, to));
            if (to >= path.widest()) {
                break;
            }
        }
    }

    private double scale(Still still, double from, double to) {
        return coarser * fullScale(still, from, to);
    }

    private double fullScale(Still still, double from, double to) {
        return OVERSAMPLING * canvas.widthPx() / (path.baseWidth() * Math.sqrt(from * to)) / still.width();
    }

    private Level level(Still still, double from, double to) throws IOException {
        double scale = scale(still, from, to);
        Still.Region seen = seen(still, to, scale, stretch / (double) stretches, (stretch + 1) / (double) stretches);
        int width = even(seen.width() * scale);
        int height = even(seen.height() * scale);
        // A resolution for the smallest window would shimmer in the widest one: use the middle of the two.
        double band = Math.min(1, 1 / (OVERSAMPLING * coarser));
        PackedPicture picture = still.scaled(seen, grade, even(width * band), even(height * band), width, height, true);
        double scaleX = width / (double) seen.width();
        double scaleY = height / (double) seen.height();
        return new Level(
                to * path.baseWidth(),
                picture,
                scaleX * still.width(),
                scaleY * still.height(),
                scaleX * seen.x(),
                scaleY * seen.y());
    }

    /** The part that windows up to a size cover between two moments of the shot, in the still's pixels. */
    private Still.Region seen(Still still, double widest, double scale, double begin, double end) {
        double left = 1;
        double top = 1;
        double right = 0;
        double bottom = 0;
        int looks = 256;
        for (int i = 0; i <= looks; i++) {
            Window window = path.at(begin + (end - begin) * i / looks);
            if (window.width() <= widest * path.baseWidth() * 1.0001) {
                left = Math.min(left, window.left());
                top = Math.min(top, window.top());
                right = Math.max(right, window.left() + window.width());
                bottom = Math.max(bottom, window.top() + window.height());
            }
        }
        int margin = (int) Math.ceil(MARGIN / scale) + 2;
        int x0 = Math.max(0, (int) (left * still.width()) - margin) & ~1;
        int y0 = Math.max(0, (int) (top * still.height()) - margin) & ~1;
        int x1 = Math.min(still.width(), (int) Math.ceil(right * still.width()) + margin);
        int y1 = Math.min(still.height(), (int) Math.ceil(bottom * still.height()) + margin);
        return new Still.Region(x0, y0, x1 - x0, y1 - y0);
    }

    private static int even(double samples) {
        return Math.max(2, 2 * (int) Math.rint(samples / 2));
    }

    @Override
    public void draw(int frame, PackedPicture out) throws IOException {
        double time = Math.min(1, frames < 2 ? 0 : frame / (double) (frames - 1));
        int here = Math.min(stretches - 1, (int) (time * stretches));
        if (here != stretch) {
            prepare(here);
        }
        Window window = path.at(time);
        Level level = levels.stream()
                .filter(l -> window.width() <= l.upTo() * 1.0001)
                .findFirst()
                .orElse(levels.get(levels.size() - 1));
        resampler.draw(
                level.picture(),
                window.left() * level.samplesPerWidth() - level.offsetX(),
                window.top() * level.samplesPerHeight() - level.offsetY(),
                window.width() * level.samplesPerWidth() / out.width(),
                window.height() * level.samplesPerHeight() / out.height(),
                out);
    }

    @Override
    public void close() {
        levels.clear();
    }
}
