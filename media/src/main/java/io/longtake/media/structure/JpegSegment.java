package io.longtake.media.structure;

import java.util.Optional;

/**
 * A segment of a JPEG (ITU T.81, B.1.1): a marker, and what belongs to it.
 *
 * @param marker the marker's second byte
 * @param at where the marker begins, in bytes from the beginning of the file
 */
public record JpegSegment(int marker, long at) {
    /** Where the first segment begins, behind the marker of the file's beginning. */
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
     * The next segment from a place on, or the end of the image: past coded data, fill bytes and markers that stand alone. Empty where the
     * file ends first.
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

    /** SOF0 to SOF15 without the three markers between them that mean something else. */
    boolean isFrame() {
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }

    /** Whether coded data follow, and not another segment. */
    public boolean isLastOfTheHeader() {
        return marker == START_OF_SCAN || marker == END_OF_IMAGE;
    }

    /** Whether Adobe says in it how the colours are coded. */
    public boolean isAdobe() {
        return marker == ADOBE;
    }

    /**
     * Where what follows begins.
     *
     * @throws IndexOutOfBoundsException where the file ends in the segment's length
     */
    public long end(Bytes file) {
        return at + 2 + Math.max(2, file.u16(at + 2));
    }
}
