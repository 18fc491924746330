package io.longtake.media.encode;

/**
 * Encoder settings for video. The same settings and pictures give the same bytes.
 *
 * @param crf x264's constant rate factor; lower is better
 * @param tuning further x264 options in its own notation: {@code name=value:name=value}
 * @param gopFrames frames from one key frame to the next
 * @param threads x264's frame threads; part of the settings because the bytes depend on it
 */
public record VideoSettings(
        int width, int height, int fps, String preset, int crf, String tuning, int gopFrames, int threads) {
    /**
     * With its lookahead on a separate thread, x264 does not always encode the same pictures to the same bytes on a
     * busy machine: 8 of 60 runs differed, and 0 of 90 without that thread. A resumed film has to be identical.
     */
    private static final String EXACT = "sync-lookahead=0";

    /**
     * Motion vectors have a resolution of a quarter pixel. In a slow move the remaining difference is so small that
     * x264 omits it until it has grown: the picture stops, then jumps. These options prevent that:
     *
     * <ul>
     *   <li>{@code no-fast-pskip}, {@code no-dct-decimate}: blocks with small differences aren't skipped;
     *   <li>{@code deadzone-inter=8} instead of 21: small differences aren't rounded to zero;
     *   <li>{@code mbtree=0}, {@code qcomp=1}: one quantiser throughout. Otherwise reference pictures get more bits,
     *       and the pictures between them, which carry the motion, get too few.
     * </ul>
     *
     * {@code benchmarks/README.md} lists the effect of each. Plain pans halfway between two quarters still show steps,
     * so films pan by a multiple of half a pixel per frame.
     */
    private static final String SMOOTH = "no-fast-pskip=1:no-dct-decimate=1:deadzone-inter=8:mbtree=0:qcomp=1";

    /** The settings for films; {@code benchmarks/README.md} gives the measurements behind them. */
    public static VideoSettings forFilm(int width, int height, int fps) {
        return new VideoSettings(width, height, fps, "veryfast", 21, EXACT + ":" + SMOOTH, 2 * fps, 2);
    }

    public VideoSettings withThreads(int count) {
        return new VideoSettings(width, height, fps, preset, crf, tuning, gopFrames, count);
    }

    /** Identifies all settings that affect the encoded bytes. */
    public String fingerprint() {
        return width + "x" + height + "@" + fps + " x264 " + preset + " crf" + crf + " " + tuning + " gop" + gopFrames
                + " t" + threads;
    }
}
