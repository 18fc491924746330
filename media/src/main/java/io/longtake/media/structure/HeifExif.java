package io.longtake.media.structure;

import java.util.OptionalLong;

/**
 * Whether the Exif block of a HEIF asks for a turn. It counts for nothing there, but is worth a word; libav, which reads the orientation of
 * every other picture, takes the tag out of what it hands on of a HEIF. Exif 2.32, 4.6.4 (orientation).
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

    /** False also where there is no such block, or none that can be read. */
    public static boolean asksForATurn(Bytes file) {
        try {
            OptionalLong item = HeifItems.of(file).exifPlace();
            // How many bytes stand before the TIFF structure, in four bytes; those; the structure.
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
