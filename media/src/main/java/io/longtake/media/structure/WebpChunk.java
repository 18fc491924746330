package io.longtake.media.structure;

import java.util.Optional;

/**
 * A chunk of a WebP (RFC 9649, 2.3): type, length, data, filled up to an even length.
 *
 * @param type four characters
 * @param at where it begins, in bytes from the beginning of the file
 * @param length of its data, as it says; they may not all be there
 */
public record WebpChunk(String type, long at, long length) {
    /** Where the first chunk begins, behind the head of the file. */
    public static final int FIRST = 12;

    /** Of type and length. */
    public static final int HEAD = 8;

    /** What some writers copy along from a JPEG before an Exif block: "Exif", and two zeros. */
    private static final int JPEG_HEADING = 6;

    /** Width and height, px. */
    record Size(int width, int height) {}

    /** Where the last chunk ends, as the head of the file says. */
    public static long end(Bytes file) {
        return HEAD + file.u32Little(4);
    }

    /** @throws IndexOutOfBoundsException where the file ends in type or length */
    public static WebpChunk read(Bytes file, long at) {
        return new WebpChunk(file.word(at), at, file.u32Little(at + 4));
    }

    public long data() {
        return at + HEAD;
    }

    /** Where the next one begins. */
    public long next() {
        return data() + length + (length & 1);
    }

    /** How many bytes of JPEG's heading stand before the Exif block in this chunk, if it is one. */
    public int jpegHeading(Bytes file) {
        boolean there = type.equals("EXIF") && length > JPEG_HEADING && data() + JPEG_HEADING <= file.size();
        return there && file.word(data()).equals("Exif") && file.u16(data() + 4) == 0 ? JPEG_HEADING : 0;
    }

    /**
     * The size in a chunk that has one: that of the canvas, of a picture's place on it, or of a coded picture.
     *
     * @throws IndexOutOfBoundsException where the file ends before it
     */
    Optional<Size> size(Bytes file) {
        return switch (type) {
            case "VP8X" -> Optional.of(new Size(1 + file.u24Little(data() + 4), 1 + file.u24Little(data() + 7)));
            case "ANMF" -> Optional.of(new Size(1 + file.u24Little(data() + 6), 1 + file.u24Little(data() + 9)));
            case "VP8 " ->
                Optional.of(new Size(file.u16Little(data() + 6) & 0x3fff, file.u16Little(data() + 8) & 0x3fff));
            case "VP8L" -> {
                long bits = file.u32Little(data() + 1);
                yield Optional.of(new Size((int) (1 + (bits & 0x3fff)), (int) (1 + (bits >>> 14 & 0x3fff))));
            }
            default -> Optional.empty();
        };
    }
}
