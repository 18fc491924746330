package io.longtake.media.structure;

import io.longtake.media.MediaFormat;
import java.util.Set;

/**
 * Checks whether a video, a sound or a HEIF is complete and contains its own samples. Reads the outermost structure of
 * the container, before any decoder reads the file.
 */
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

    /** @throws StructureException if the file is cut off or refers to samples in other files */
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
                                "has no index (moov): its recording or copying was interrupted");
                    }
                }
                case AVI -> check.riff();
                case MATROSKA -> check.ebml();
                default -> {
                    // The format stores no length, so sound may end anywhere.
                }
            }
        } catch (IndexOutOfBoundsException | ArithmeticException endsEarly) {
            throw StructureException.cutOff();
        }
    }

    /** ISO/IEC 14496-12: nested boxes. */
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
            // The start of a box header that is cut off.
            throw StructureException.cutOff();
        }
    }

    /** The data references (8.7.2): the lowest flag bit of an entry means that the samples are in this file. */
    private void references(Box box) throws StructureException {
        long count = file.u32(box.body());
        long at = box.body() + 4;
        for (long i = 0; i < count && at < box.end(); i++) {
            if ((file.u8(at + 11) & 1) == 0) {
                throw StructureException.damaged("refers to other files for its content");
            }
            at += Math.max(12, file.u32(at));
        }
    }

    private void riff() throws StructureException {
        long length = file.u32Little(4);
        // A program that writes to a pipe doesn't know the length and stores a number near the maximum.
        if (length < STREAMED && 8 + length > file.size() + 1) {
            throw StructureException.cutOff(file.size() / (8.0 + length));
        }
    }

    /** RFC 8794: the header, then the segment, whose length may be unknown. */
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

    /** Length of a variable-length number in bytes, including its length prefix. */
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
