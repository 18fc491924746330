package io.longtake.media;

/** What a single file may cost. */
public final class MediaLimits {
    /** Twice the pixels of the largest telephone cameras in use, and a quarter of what 32-bit sizes could claim. */
    public static final long PIXELS = 100_000_000;

    /** Streams in one file; a tile grid of 100 megapixels has some 400. */
    public static final int STREAMS = 1_000;

    private MediaLimits() {}
}
