package io.longtake.media.structure;

import java.util.Optional;

/**
 * A chunk of a WebP (RFC 9649, 2.3): type, length, data, padded to an even length.
 *
 * @param type four characters
 * @param at start of the chunk, byte offset from the start of the file
 * @param length declared length of its data, bytes; the file may contain fewer
 */
public record WebpChunk(String type, long at, long length) {
    /** Start of the first chunk, after the file header. */
    public static final int FIRST = 12;

    /** Length of the type and length fields, bytes. */
    public static final int HEAD = 8;

    /** Length of the prefix that some writers copy from a JPEG before an Exif block: "Exif" and two zeros. */
    private static final int JPEG_HEADING = 6;

    /** Width and height, px. */
    record Size(int width, int height) {}

    /** End of the last chunk according to the file header. */
    public static long end(Bytes file) {
        return HEAD + file.u32Little(4);
    }

    /** @throws IndexOutOfBoundsException if the file ends within the type or the length */
    public static WebpChunk read(Bytes file, long at) {
        return new WebpChunk(file.word(at), at, file.u32Little(at + 4));
    }

    public long data() {
        return at + HEAD;
    }

    /** Start of the next chunk. */
    public long next() {
        return data() + length + (length & 1);
    }

    /** Length of the JPEG prefix before the Exif block in this chunk, bytes; 0 if there is none. */
    public int jpegHeading(Bytes file) {
        boolean there = type.equals("EXIF") && length > JPEG_HEADING && data() + JPEG_HEADING <= file.size();
        return there && file.word(data()).equals("Exif") && file.u16(data() + 4) == 0 ? JPEG_HEADING : 0;
    }

    /**
     * The size in a chunk that has one: of the canvas, of a frame on the canvas, or of a coded picture.
     *
     * @throws IndexOutOfBoundsException if the file ends before it
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
