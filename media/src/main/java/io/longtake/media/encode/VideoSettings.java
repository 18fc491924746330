package io.longtake.media.encode;

/**
 * How pictures are encoded. The same settings and pictures give the same bytes.
 *
 * @param crf x264's constant quality, lower is better
 * @param gopFrames frames from one key frame to the next
 * @param threads x264's frame threads; part of the settings, since the bytes depend on it
 */
public record VideoSettings(int width, int height, int fps, String preset, int crf, int gopFrames, int threads) {
    /** See {@code benchmarks/README.md} for what was weighed against what. */
    public static VideoSettings forFilm(int width, int height, int fps) {
        return new VideoSettings(width, height, fps, "veryfast", 18, 2 * fps, 2);
    }

    public VideoSettings withThreads(int count) {
        return new VideoSettings(width, height, fps, preset, crf, gopFrames, count);
    }

    /** Names everything that shapes the bytes. */
    public String fingerprint() {
        return width + "x" + height + "@" + fps + " x264 " + preset + " crf" + crf + " gop" + gopFrames + " t"
                + threads;
    }
}
