package io.longtake.media.structure;

/**
 * Whether the Exif block of a HEIF asks for a turn. It counts for nothing there, but is worth a word; libav takes the tag out of what it hands
 * on. ISO/IEC 14496-12, 8.11 (items and where they lie), ISO/IEC 23008-12, A.2.1 (Exif items), Exif 2.32, 4.6.4 (orientation).
 */
public final class HeifExif {
    private static final int ORIENTATION = 0x0112;
    private static final int AS_STORED = 1;
    private static final int LAST = 8;
    private static final int NONE = -1;

    private final Bytes file;
    private long exif = NONE;
    private long places = NONE;
    private long data = NONE;

    private HeifExif(Bytes file) {
        this.file = file;
    }

    /** False also where there is no such block, or none that can be read. */
    public static boolean asksForATurn(Bytes file) {
        try {
            HeifExif reading = new HeifExif(file);
            reading.walk(0, file.size());
            return reading.exif != NONE && reading.places != NONE && reading.isTurned(reading.place());
        } catch (IndexOutOfBoundsException cutOff) {
            return false;
        }
    }

    private void walk(long from, long to) {
        for (long at = from; to - at >= 8; ) {
            long length = file.u32(at);
            long end = length == 0 ? to : at + length;
            if (length == 1 || end > to || (length != 0 && length < 8)) {
                // Media data of 64 bits; what is described stands before it.
                return;
            }
            switch (file.word(at + 4)) {
                case "meta" -> walk(at + 12, end);
                case "iinf" -> walk(at + (file.u8(at + 8) == 0 ? 14 : 16), end);
                case "infe" -> item(at);
                case "iloc" -> places = at;
                case "idat" -> data = at + 8;
                default -> {
                    // Says nothing about items.
                }
            }
            at = end;
        }
    }

    private void item(long at) {
        int version = file.u8(at + 8);
        long behindId = at + (version < 3 ? 14 : 16);
        if (version >= 2 && file.word(behindId + 2).equals("Exif")) {
            exif = version < 3 ? (long) file.u16(at + 12) : file.u32(at + 12);
        }
    }

    /** Where the first piece of the Exif item lies; -1 where that isn't told. */
    private long place() {
        int version = file.u8(places + 8);
        int offsets = file.u8(places + 12) >> 4;
        int lengths = file.u8(places + 12) & 0xf;
        int bases = file.u8(places + 13) >> 4;
        int indexes = version == 0 ? 0 : file.u8(places + 13) & 0xf;
        boolean wide = version == 2;
        long count = wide ? file.u32(places + 14) : (long) file.u16(places + 14);
        long at = places + (wide ? 18 : 16);
        for (long i = 0; i < count; i++) {
            long id = wide ? file.u32(at) : (long) file.u16(at);
            at += wide ? 4 : 2;
            boolean inData = version > 0 && (file.u16(at) & 0xf) == 1;
            at += version > 0 ? 4 : 2;
            long base = number(at, bases);
            int extents = file.u16(at + bases);
            at += bases + 2L;
            if (id == exif) {
                long offset = base + number(at + indexes, offsets);
                return extents == 0 || (inData && data == NONE) ? NONE : inData ? data + offset : offset;
            }
            at += (long) extents * (indexes + offsets + lengths);
        }
        return NONE;
    }

    private long number(long at, int bytes) {
        return switch (bytes) {
            case 0 -> 0;
            case 4 -> file.u32(at);
            case 8 -> file.i64(at);
            default -> throw new IndexOutOfBoundsException(bytes + " bytes are no number");
        };
    }

    /** @param item how many bytes stand before the TIFF structure, in four bytes; those; the structure */
    private boolean isTurned(long item) {
        if (item == NONE) {
            return false;
        }
        long tiff = item + 4 + file.u32(item);
        boolean little = file.word(tiff).startsWith("II");
        long directory = tiff + (little ? file.u32Little(tiff + 4) : file.u32(tiff + 4));
        int entries = short16(directory, little);
        for (int i = 0; i < entries; i++) {
            long entry = directory + 2 + 12L * i;
            if (short16(entry, little) == ORIENTATION) {
                int value = short16(entry + 8, little);
                return value > AS_STORED && value <= LAST;
            }
        }
        return false;
    }

    private int short16(long at, boolean little) {
        return little ? file.u16Little(at) : file.u16(at);
    }
}
