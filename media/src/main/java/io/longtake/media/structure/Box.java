package io.longtake.media.structure;

import java.util.function.Consumer;

/**
 * A box of an ISO base media file (ISO/IEC 14496-12, 4.2), such as MP4, QuickTime or HEIF. Positions are byte offsets
 * from the start of the file.
 *
 * @param type four characters
 * @param at start of its header
 * @param content start of its content
 * @param end end according to its header; not validated
 */
record Box(String type, long at, long content, long end) {
    /** Minimum length of a box header, bytes. */
    static final int HEAD = 8;

    private static final int WIDE_HEAD = 16;
    /** A 32-bit length with this value means that a 64-bit length follows. */
    private static final int WIDE = 1;
    /** Length of the version and flags at the start of a "full box", bytes. */
    private static final int FULL = 4;

    /**
     * Reads a header.
     *
     * @param limit end of the enclosing box or file; a box without a length extends to it
     * @throws IndexOutOfBoundsException if the file ends within the header
     */
    static Box read(Bytes file, long at, long limit) {
        long length = file.u32(at);
        String type = file.word(at + 4);
        if (length == 0) {
            return new Box(type, at, at + HEAD, limit);
        }
        if (length != WIDE) {
            return new Box(type, at, at + HEAD, at + length);
        }
        long wide = file.i64(at + HEAD);
        return new Box(type, at, at + WIDE_HEAD, wide > Long.MAX_VALUE - at ? Long.MAX_VALUE : at + wide);
    }

    /** Whether the box ends after its header and not after {@code limit}. */
    boolean fits(long limit) {
        return end >= content && end <= limit;
    }

    /** The version of a full box; 0 if the box is empty. */
    int version(Bytes file) {
        return end > content ? file.u8(content) : 0;
    }

    /** Start of the content of a full box after its version and flags. */
    long body() {
        return content + FULL;
    }

    /**
     * Passes each box in a range of the file to {@code use}; stops at the end of the range or at the first box that
     * doesn't fit into it.
     */
    static void each(Bytes file, long from, long to, Consumer<Box> use) {
        walk(file, from, to, use);
    }

    /**
     * Passes each box in a range of the file to {@code use}.
     *
     * @throws IndexOutOfBoundsException at the first box that doesn't fit into the range
     */
    static void every(Bytes file, long from, long to, Consumer<Box> use) {
        if (!walk(file, from, to, use)) {
            throw new IndexOutOfBoundsException("a box ends after the box that contains it");
        }
    }

    private static boolean walk(Bytes file, long from, long to, Consumer<Box> use) {
        for (long at = from; to - at >= HEAD; ) {
            Box box = read(file, at, to);
            if (!box.fits(to)) {
                return false;
            }
            use.accept(box);
            at = box.end;
        }
        return true;
    }
}
