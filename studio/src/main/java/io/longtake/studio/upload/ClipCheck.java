package io.longtake.studio.upload;

import io.longtake.media.MediaFormat;
import java.util.Set;

/** Whether a video is whole, and itself: the containers' outermost structure, read before any decoder sees the file. */
final class ClipCheck {
    private static final Set<String> CONTAINERS = Set.of("moov", "trak", "mdia", "minf", "dinf");
    private static final int DEEPEST = 8;
    private static final long STREAMED = 0xffff_0000L;
    private static final long SEGMENT = 0x18538067L;

    private final Bytes file;

    private ClipCheck(Bytes file) {
        this.file = file;
    }

    /** @throws UnsupportedMediaException says what is wrong, as a sentence that follows the file's name */
    static void check(Bytes file, MediaFormat format) throws UnsupportedMediaException {
        ClipCheck check = new ClipCheck(file);
        try {
            switch (format) {
                case MP4 -> check.boxes(0, file.size(), 0);
                case AVI -> check.riff();
                case MATROSKA -> check.ebml();
                default -> {
                    // Sound ends where it ends.
                }
            }
        } catch (IndexOutOfBoundsException | ArithmeticException endsEarly) {
            throw cutOff();
        }
    }

    private static UnsupportedMediaException cutOff() {
        return new UnsupportedMediaException("is cut off: its end is missing");
    }

    /** ISO 14496-12: boxes in boxes. */
    private void boxes(long from, long to, int depth) throws UnsupportedMediaException {
        for (long at = from; to - at >= 8; ) {
            long length = file.u32(at);
            long head = 8;
            if (length == 1) {
                length = file.i64(at + 8);
                head = 16;
            } else if (length == 0) {
                length = to - at;
            }
            String type = file.word(at + 4);
            if (depth > 0 && type.equals("\0\0\0\0")) {
                // QuickTime ends some lists with a zero.
                return;
            }
            if (length < head || length > to - at || depth > DEEPEST) {
                throw cutOff();
            }
            if (type.equals("dref")) {
                references(at + head, at + length);
            } else if (CONTAINERS.contains(type)) {
                boxes(at + head, at + length, depth + 1);
            }
            at += length;
        }
    }

    /** Where the samples lie (8.7.2): the lowest flag of an entry says that it is this file. */
    private void references(long from, long end) throws UnsupportedMediaException {
        long count = file.u32(from + 4);
        long at = from + 8;
        for (long i = 0; i < count && at < end; i++) {
            if ((file.u8(at + 11) & 1) == 0) {
                throw new UnsupportedMediaException("takes its pictures from other files");
            }
            at += Math.max(12, file.u32(at));
        }
    }

    private void riff() throws UnsupportedMediaException {
        long length = file.u32Little(4);
        // A program that wrote into a pipe didn't know the length, and left a number near the largest there.
        if (length < STREAMED && 8 + length > file.size() + 1) {
            throw cutOff();
        }
    }

    /** RFC 8794: the header, then the segment, whose length may be left open. */
    private void ebml() throws UnsupportedMediaException {
        long at = 4 + width(4) + value(4);
        while (file.u32(at) != SEGMENT) {
            at += width(at) + width(at + width(at)) + value(at + width(at));
        }
        int width = width(at + 4);
        long length = value(at + 4);
        boolean open = length == (1L << (7 * width)) - 1;
        if (!open && length > file.size() - at - 4 - width) {
            throw cutOff();
        }
    }

    /** Bytes of a number of variable length, itself included. */
    private int width(long at) {
        return Math.min(8, Integer.numberOfLeadingZeros(file.u8(at)) - 23);
    }

    private long value(long at) {
        int width = width(at);
        long value = file.u8(at) & (0xff >> width);
        for (int i = 1; i < width; i++) {
            value = value << 8 | file.u8(at + i);
        }
        return value;
    }
}
