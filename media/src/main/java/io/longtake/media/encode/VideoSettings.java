package io.longtake.media.encode;

/**
 * How pictures are encoded. The same settings and pictures give the same bytes.
 *
 * @param crf x264's constant quality, lower is better
 * @param tuning what else x264 is told, in its own notation: {@code name=value:name=value}
 * @param gopFrames frames from one key frame to the next
 * @param threads x264's frame threads; part of the settings, since the bytes depend on it
 */
public record VideoSettings(
        int width, int height, int fps, String preset, int crf, String tuning, int gopFrames, int threads) {
    /**
     * With its lookahead on a thread of its own, x264 does not always encode the same pictures to the same bytes when the
     * machine is busy: 8 of 60 times, and 0 of 90 without that thread. A resumed film has to be the same.
     */
    private static final String EXACT = "sync-lookahead=0";

    /**
     * A slow move differs from whole quarters of a pixel, in which motion is told, by so little that x264 leaves the
     * difference out until it has grown enough: the picture stands, then leaps. Against that:
     *
     * <ul>
     *   <li>{@code no-fast-pskip}, {@code no-dct-decimate}: blocks with little to tell aren't passed over;
     *   <li>{@code deadzone-inter=8} instead of 21: small differences aren't rounded down to none;
     *   <li>{@code mbtree=0}, {@code qcomp=1}: one quantiser throughout. Else the pictures that others refer to get the
     *       bits, and those between them, which carry the motion, lack them.
     * </ul>
     *
     * What each is worth stands in {@code benchmarks/README.md}. Plain pans halfway between two quarters step all the same, so
     * whoever plans a film lets them go whole halves.
     */
    private static final String SMOOTH = "no-fast-pskip=1:no-dct-decimate=1:deadzone-inter=8:mbtree=0:qcomp=1";

    /** See {@code benchmarks/README.md} for what was weighed against what. */
    public static VideoSettings forFilm(int width, int height, int fps) {
        return new VideoSettings(width, height, fps, "veryfast", 21, EXACT + ":" + SMOOTH, 2 * fps, 2);
    }

    public VideoSettings withThreads(int count) {
        return new VideoSettings(width, height, fps, preset, crf, tuning, gopFrames, count);
    }

    /** Names everything that shapes the bytes. */
    public String fingerprint() {
        return width + "x" + height + "@" + fps + " x264 " + preset + " crf" + crf + " " + tuning + " gop" + gopFrames
                + " t" + threads;
    }
}
