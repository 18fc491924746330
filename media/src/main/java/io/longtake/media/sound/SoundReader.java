package io.longtake.media.sound;

import io.longtake.media.MediaException;
import io.longtake.media.libav.FilterGraph;
import io.longtake.media.libav.Libav;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/**
 * Reads the sound of any file as 48 kHz stereo, from a given time to its end, at a given speed. Times are those of
 * {@link io.longtake.media.picture.ClipReader}, so that sound and pictures stay in sync.
 */
public final class SoundReader implements AutoCloseable {
    private static final int BLOCK = 4800;
    /** The filter's lower limit; for lower speeds it is applied more than once. */
    private static final double SLOWEST_STEP = 0.5;

    private final SoundTrack track;
    private final @Nullable FilterGraph pace;
    private final AVFrame ready = Libav.frame();
    private final float[] blockLeft = new float[BLOCK];
    private final float[] blockRight = new float[BLOCK];
    private long fed;
    private int used;
    private boolean drained;

    /** @param speed 1 is the original speed; the pitch does not change */
    public SoundReader(Path file, Duration from, double speed) throws IOException {
        if (!(speed > 0)) {
            throw new IllegalArgumentException("a speed must be above 0, not " + speed);
        }
        track = new SoundTrack(file, from);
        pace = speed == 1 ? null : FilterGraph.forStereo(Pcm.RATE, chain(speed));
    }

    private static String chain(double speed) {
        StringBuilder chain = new StringBuilder();
        double left = speed;
        for (; left < SLOWEST_STEP; left /= SLOWEST_STEP) {
            chain.append("atempo=").append(SLOWEST_STEP).append(',');
        }
        return chain.append(String.format(Locale.ROOT, "atempo=%.6f", left))
                .append(",aformat=sample_fmts=fltp:channel_layouts=stereo")
                .toString();
    }

    /** Fills up to {@code count} samples; fewer only at the end of the sound. */
    public int read(float[] left, float[] right, int count) throws IOException {
        FilterGraph open = pace;
        if (open == null) {
            return track.read(left, right, count);
        }
        int done = 0;
        while (done < count && (used < ready.nb_samples() || more(open))) {
            int n = Math.min(count - done, ready.nb_samples() - used);
            StereoFrames.floats(ready, 0).position(used).get(left, done, n);
            StereoFrames.floats(ready, 1).position(used).get(right, done, n);
            used += n;
            done += n;
        }
        return done;
    }

    private boolean more(FilterGraph open) throws IOException {
        avutil.av_frame_unref(ready);
        used = 0;
        while (!open.pull(ready)) {
            if (drained) {
                return false;
            }
            feed(open);
        }
        return true;
    }

    private void feed(FilterGraph open) throws IOException {
        int n = track.read(blockLeft, blockRight, BLOCK);
        if (n > 0) {
            push(open, n);
        }
        if (n < BLOCK) {
            open.finish();
            drained = true;
        }
    }

    private void push(FilterGraph open, int count) throws MediaException {
        StereoFrames.push(open, blockLeft, blockRight, count, Pcm.RATE, fed);
        fed += count;
    }

    @Override
    public void close() {
        if (pace != null) {
            pace.close();
        }
        avutil.av_frame_free(ready);
        track.close();
    }
}
