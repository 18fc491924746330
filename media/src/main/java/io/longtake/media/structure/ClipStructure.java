package io.longtake.media.structure;

import io.longtake.media.MediaFormat;
import java.util.Set;

/** Whether a video, a sound or a HEIF is whole, and itself: the containers' outermost structure, read before any decoder sees the file. */
public final class ClipStructure {
    private static final Set<String> CONTAINERS = Set.of("moov", "trak", "mdia", "minf", "dinf");
    private static final int DEEPEST = 8;
    private static final long STREAMED = 0xffff_0000L;
    private static final long SEGMENT = 0x18538067L;

    private final Bytes file;
    private boolean indexed;

    private ClipStructure(Bytes file) {
        this.file = file;
    }

    /** @throws StructureException when it is cut off or takes its samples from elsewhere */
    public static void check(Bytes file, MediaFormat format) throws StructureException {
        ClipStructure check = new ClipStructure(file);
        try {
            switch (format) {
                case HEIC -> {
                    check.boxes(0, file.size(), 0);
                    HeifItems.of(file).requireParts();
                }
                case MP4 -> {
                    check.boxes(0, file.size(), 0);
                    if (!check.indexed) {
                        throw StructureException.damaged(
                                "has no index (moov): its recording or its copying was interrupted");
                    }
                }
                case AVI -> check.riff();
                case MATROSKA -> check.ebml();
                default -> {
                    // Sound ends where it ends.
                }
            }
        } catch (IndexOutOfBoundsException | ArithmeticException endsEarly) {
            throw StructureException.cutOff();
        }
    }

    /** ISO 14496-12: boxes in boxes. */
    private void boxes(long from, long to, int depth) throws StructureException {
        long at = from;
        while (to - at >= Box.HEAD) {
            Box box = Box.read(file, at, to);
            indexed |= box.type().equals("moov");
            if (depth > 0 && box.type().equals("\0\0\0\0")) {
                // QuickTime ends some lists with a zero.
                return;
            }
            if (depth == 0 && box.end() > to) {
                throw StructureException.cutOff(to / (double) box.end());
            }
            if (!box.fits(to) || depth > DEEPEST) {
                throw StructureException.cutOff();
            }
            if (box.type().equals("dref")) {
                references(box);
            } else if (CONTAINERS.contains(box.type())) {
                boxes(box.content(), box.end(), depth + 1);
            }
            at = box.end();
        }
        if (depth == 0 && at < to && !indexed) {
            // The head of a box that was to follow.
            throw StructureException.cutOff();
        }
    }

    /** Where the samples lie (8.7.2): the lowest flag of an entry says that it is this file. */
    private void references(Box box) throws StructureException {
        long count = file.u32(box.body());
        long at = box.body() + 4;
        for (long i = 0; i < count && at < box.end(); i++) {
            if ((file.u8(at + 11) & 1) == 0) {
                throw StructureException.damaged("refers to other files for its pictures");
            }
            at += Math.max(12, file.u32(at));
        }
    }

    private void riff() throws StructureException {
        long length = file.u32Little(4);
        // A program that wrote into a pipe didn't know the length, and left a number near the largest there.
        if (length < STREAMED && 8 + length > file.size() + 1) {
            throw StructureException.cutOff(file.size() / (8.0 + length));
        }
    }

    /** RFC 8794: the header, then the segment, whose length may be left open. */
    private void ebml() throws StructureException {
        long at = 4 + width(4) + value(4);
        while (file.u32(at) != SEGMENT) {
            at += width(at) + width(at + width(at)) + value(at + width(at));
        }
        int width = width(at + 4);
        long length = value(at + 4);
        boolean open = length == (1L << (7 * width)) - 1;
        if (!open && length > file.size() - at - 4 - width) {
            throw StructureException.cutOff(file.size() / (at + 4.0 + width + length));
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
