package io.longtake.media.structure;

import java.util.function.Consumer;

/**
 * A box of an ISO base media file (ISO/IEC 14496-12, 4.2), such as MP4, QuickTime or HEIF. Places are bytes from the beginning of the file.
 *
 * @param type four characters
 * @param at where its head begins
 * @param content where its content begins
 * @param end where it says that it ends, which may be anywhere
 */
record Box(String type, long at, long content, long end) {
    /** Of the head of a box, at least. */
    static final int HEAD = 8;

    private static final int WIDE_HEAD = 16;
    /** A length of 32 bits that says that one of 64 bits follows. */
    private static final int WIDE = 1;
    /** Of the version and flags that the content of a "full box" begins with. */
    private static final int FULL = 4;

    /**
     * Reads a head.
     *
     * @param limit where what the box stands in ends; a box without a length goes on until there
     * @throws IndexOutOfBoundsException where the file ends in the head
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

    /** Whether it ends behind its head, and not behind {@code limit}. */
    boolean fits(long limit) {
        return end >= content && end <= limit;
    }

    /** The version of a full box; 0 where there is none. */
    int version(Bytes file) {
        return end > content ? file.u8(content) : 0;
    }

    /** Where the content of a full box goes on behind its version and flags. */
    long body() {
        return content + FULL;
    }

    /** The boxes in a stretch of the file, up to its end or to the first that does not fit in. */
    static void each(Bytes file, long from, long to, Consumer<Box> use) {
        walk(file, from, to, use);
    }

    /**
     * The boxes in a stretch of the file, up to its end.
     *
     * @throws IndexOutOfBoundsException at the first that does not fit in
     */
    static void every(Bytes file, long from, long to, Consumer<Box> use) {
        if (!walk(file, from, to, use)) {
            throw new IndexOutOfBoundsException("a box ends behind what it stands in");
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
