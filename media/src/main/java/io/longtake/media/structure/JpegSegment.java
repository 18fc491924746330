package io.longtake.media.structure;

import java.util.Optional;

/**
 * A segment of a JPEG (ITU T.81, B.1.1): a marker and its parameters.
 *
 * @param marker the marker's second byte
 * @param at start of the marker, byte offset from the start of the file
 */
public record JpegSegment(int marker, long at) {
    /** Start of the first segment, after the start-of-image marker. */
    public static final int FIRST = 2;

    static final int END_OF_IMAGE = 0xd9;
    static final int START_OF_SCAN = 0xda;
    static final int QUANTISATION = 0xdb;
    static final int ADOBE = 0xee;

    private static final int FILL = 0xff;
    private static final int TEMPORARY = 1;
    private static final int FIRST_RESTART = 0xd0;
    private static final int START_OF_IMAGE = 0xd8;

    /**
     * The next segment from a position, or the end of the image; skips coded data, fill bytes and markers without
     * parameters. Empty if the file ends first.
     */
    public static Optional<JpegSegment> next(Bytes file, long from) {
        long at = from;
        while (at + 1 < file.size()) {
            int marker = file.u8(at) == FILL ? file.u8(at + 1) : 0;
            if (file.u8(at) != FILL || marker == FILL) {
                at++;
            } else if (marker == 0 || marker == TEMPORARY || (marker >= FIRST_RESTART && marker <= START_OF_IMAGE)) {
                at += 2;
            } else {
                return Optional.of(new JpegSegment(marker, at));
            }
        }
        return Optional.empty();
    }

    /** SOF0 to SOF15, without the three markers in this range that have another meaning. */
    boolean isFrame() {
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }

    /** Whether this is the last segment of the header: coded data follow, or the image ends. */
    public boolean isLastOfTheHeader() {
        return marker == START_OF_SCAN || marker == END_OF_IMAGE;
    }

    /** Whether it is Adobe's segment, which describes how the colours are coded. */
    public boolean isAdobe() {
        return marker == ADOBE;
    }

    /**
     * Start of the data after this segment.
     *
     * @throws IndexOutOfBoundsException if the file ends within the segment's length
     */
    public long end(Bytes file) {
        return at + 2 + Math.max(2, file.u16(at + 2));
    }
}
