package io.longtake.media;

import io.longtake.media.MediaException.Reason;
import java.nio.file.Path;

/** What a single file may cost. */
public final class MediaLimits {
    /** Twice the pixels of the largest telephone cameras in use, and a quarter of what 32-bit sizes could claim. */
    public static final long PIXELS = 100_000_000;

    /** JPEG's own limit; libav's pictures end not far above it. */
    public static final int SIDE = 65_535;

    /** What decoders are given: libav counts rows as they lie in memory, with up to 64 samples more than the picture has. */
    public static final long PADDED_PIXELS = PIXELS + 128L * (SIDE + 128);

    /** Of a picture's file: 100 megapixels of 16 bits and four channels, not packed at all, have 800 MB. */
    public static final long PICTURE_BYTES = 1L << 30;

    /** Streams in one file; a tile grid of 100 megapixels has some 400. */
    public static final int STREAMS = 1_000;

    /** Of an ICC profile; those of printing presses have 2 MB. */
    public static final int PROFILE_BYTES = 16 << 20;

    private MediaLimits() {}

    /**
     * Whether a picture of a size may be decoded.
     *
     * @throws MediaException names the size and the limit
     */
    public static void check(Path file, long width, long height) throws MediaException {
        if (width <= 0 || height <= 0) {
            throw new MediaException(
                    Reason.DAMAGED, file.getFileName() + " is damaged: its header gives a width or height of 0");
        }
        String size = file.getFileName() + " has " + width + " x " + height + " pixels; the limit is ";
        if (width * height > PIXELS) {
            throw new MediaException(Reason.TOO_LARGE, size + PIXELS / 1_000_000 + " million");
        }
        if (Math.max(width, height) > SIDE) {
            throw new MediaException(Reason.TOO_LARGE, size + SIDE + " on a side");
        }
    }
}
