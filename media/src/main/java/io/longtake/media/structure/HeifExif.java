package io.longtake.media.structure;

import java.util.OptionalLong;

/**
 * Checks whether the Exif block of a HEIF specifies a rotation. The rotation has no effect there, but is worth a
 * warning. libav, which returns the orientation of every other picture, removes the tag from the Exif block of a HEIF.
 * Exif 2.32, 4.6.4 (orientation).
 */
public final class HeifExif {
    private static final int ORIENTATION = 0x0112;
    private static final int AS_STORED = 1;
    private static final int LAST = 8;

    private final Bytes file;
    private final boolean little;
    private final long tiff;

    private HeifExif(Bytes file, long tiff) {
        this.file = file;
        this.tiff = tiff;
        this.little = file.word(tiff).startsWith("II");
    }

    /** Returns false also if the block does not exist or can't be read. */
    public static boolean requestsRotation(Bytes file) {
        try {
            OptionalLong item = HeifItems.of(file).exifPlace();
            // Four bytes with the number of bytes before the TIFF structure; these bytes; the TIFF structure.
            return item.isPresent() && new HeifExif(file, item.getAsLong() + 4 + file.u32(item.getAsLong())).isTurned();
        } catch (IndexOutOfBoundsException cutOff) {
            return false;
        }
    }

    private boolean isTurned() {
        long directory = tiff + (little ? file.u32Little(tiff + 4) : file.u32(tiff + 4));
        int entries = short16(directory);
        for (int i = 0; i < entries; i++) {
            long entry = directory + 2 + 12L * i;
            if (short16(entry) == ORIENTATION) {
                int value = short16(entry + 8);
                return value > AS_STORED && value <= LAST;
            }
        }
        return false;
    }

    private int short16(long at) {
        return little ? file.u16Little(at) : file.u16(at);
    }
}
