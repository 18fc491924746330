package io.longtake.media.corpus;

/** Exif blocks in hexadecimal: only the TIFF structure. */
public final class Exif {
    private Exif() {}

    /** A block that contains only an orientation. */
    public static String oriented(int orientation) {
        return "4d4d002a00000008" + "0001" + "011200030000000100%02x0000".formatted(orientation) + "00000000";
    }

    /** The same in the other byte order, after two other tags. */
    static String littleEndian(int orientation) {
        return "49492a0008000000" + "0300" + "0f010200010000005800000012010300010000000%x000000".formatted(orientation)
                + "2801030001000000" + "02000000" + "00000000";
    }

    /**
     * The directory of the main picture has no orientation; the directory of the thumbnail has one, which doesn't apply
     * to the main picture.
     */
    static String orientedThumbnail(int orientation) {
        return "4d4d002a00000008" + "0001" + "010f0002000000015800" + "0000" + "0000001a" + "0001"
                + "011200030000000100%02x0000".formatted(orientation) + "00000000";
    }

    /** A block that ends within the directory. */
    static String cut() {
        return "4d4d002a00000008" + "0007" + "0112000300";
    }

    /**
     * An orientation, followed by as many entries as fit into a JPEG segment, each a list of 7,000 fractions at the
     * same position: a reader that loads all of them needs gigabytes.
     */
    static String listsThatOverlap(int orientation) {
        StringBuilder lists = new StringBuilder();
        for (int i = 0; i < 4_999; i++) {
            lists.append("%04x000500001b5800000008".formatted(0x9100 + i));
        }
        return "4d4d002a00000008" + "1388" + "011200030000000100%02x0000".formatted(orientation) + lists + "00000000";
    }
}
