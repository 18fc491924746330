package io.longtake.studio.film.picture;

import io.longtake.media.picture.ClipReader;
import io.longtake.media.picture.PackedPicture;
import io.longtake.studio.film.Film;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A video, read in order from the nearest key frame on; the window moves over it as over a still. */
final class ClipLayer implements Layer {
    private final Film.Source.Clip clip;
    private final Film.Look look;
    private final int frames;
    private final Film.Canvas canvas;
    private final MotionPath path;
    private final Resampler resampler = new Resampler();
    private final PackedPicture picture;
    private final ClipReader.Placing placing;
    private @Nullable ClipReader reader;
    private int last = NEVER;

    /** The frame number before the first drawn frame: far away from every frame, so that the first read seeks. */
    private static final int NEVER = -1_000_000;

    /** From a jump of this many frames on, the layer seeks in the file. */
    private static final int FAR = 2 * Film.FPS;

    ClipLayer(Film.Source.Clip clip, Film.Shot shot, Film.Canvas canvas, int frames) throws IOException {
        this.clip = clip;
        this.canvas = canvas;
        this.frames = frames;
        look = shot.look();
        ClipReader opened = new ClipReader(clip.file());
        reader = opened;
        double canvasRatio = canvas.widthPx() / (double) canvas.heightPx();
        boolean blurFill = shot.fit() == Film.Fit.BLUR_FILL;
        placing = blurFill ? ClipReader.Placing.OVER_BLURRED_SELF : ClipReader.Placing.FILLING;
        double ratio = blurFill ? canvasRatio : opened.width() / (double) opened.height();
        path = new MotionPath(shot.motion(), ratio, canvasRatio);
        int width = even(canvas.widthPx() / (path.baseWidth() * Math.max(path.closest(), 0.4)));
        int height = even(width / ratio);
        picture = PackedPicture.black(/* width= */ height, /* height= */ width);
    }

    private static int even(double samples) {
        return 2 * (int) Math.rint(samples / 2);
    }

    @Override
    public void draw(int frame, PackedPicture out) throws IOException {
        ClipReader open = reader;
        if (open == null || frame < last) {
            if (open != null) {
                open.close();
            }
            open = new ClipReader(clip.file());
            reader = open;
            last = NEVER;
        }
        // Half a frame's tolerance, so that a source of 30 frames per second gives exactly its frames.
        double seconds = clip.from().toNanos() / 1e9 + (frame + 0.5) * clip.speed() / Film.FPS;
        if (frame - last > FAR && seconds > 1) {
            open.seek(seconds);
        }
        last = frame;
        open.advance(seconds, LookFilter.grade(look), placing, picture);
        Window window = path.at(frames < 2 ? 0 : frame / (double) (frames - 1));
        double across = picture.height();
        double down = picture.width();
        resampler.draw(
                picture,
                window.left() * across,
                window.top() * down,
                window.width() * across / canvas.widthPx(),
                window.height() * down / canvas.heightPx(),
                out);
    }

    @Override
    public void close() {
        if (reader != null) {
            reader.close();
        }
    }
}
