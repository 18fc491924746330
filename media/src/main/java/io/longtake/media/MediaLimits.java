package io.longtake.media;

import io.longtake.media.MediaException.Reason;
import java.nio.file.Path;

/** Limits for a single file. */
public final class MediaLimits {
    /** Twice the pixels of the largest phone cameras in use, and a quarter of what 32-bit sizes allow. */
    public static final long PIXELS = 100_000_000;

    /** The limit of JPEG itself, in px. libav's own limit is not much higher. */
    public static final int SIDE = 65_535;

    /**
     * The limit given to decoders: libav counts rows as stored in memory, with up to 64 samples more than the picture
     * has.
     */
    public static final long PADDED_PIXELS = PIXELS + 128L * (SIDE + 128);

    /** Size of a picture file: 100 megapixels of 16 bits and four channels take 800 MB uncompressed. */
    public static final long PICTURE_BYTES = 1L << 30;

    /** Streams in one file; a tile grid of 100 megapixels has about 400. */
    public static final int STREAMS = 1_000;

    /** Size of an ICC profile; profiles of printing presses have about 2 MB. */
    public static final int PROFILE_BYTES = 16 << 20;

    private MediaLimits() {}

    /**
     * Checks that a picture of this size may be decoded.
     *
     * @throws MediaException if it may not; the message names the size and the limit
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
            throw new MediaException(Reason.TOO_LARGE, size + SIDE + " per side");
        }
    }
}
