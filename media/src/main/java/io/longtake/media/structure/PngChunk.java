package io.longtake.media.structure;

/**
 * A chunk of a PNG (PNG specification, 5.3): length, type, data, checksum.
 *
 * @param type four characters
 * @param at start of the chunk, byte offset from the start of the file
 * @param length declared length of its data, bytes; the file may contain fewer
 */
public record PngChunk(String type, long at, long length) {
    /** Start of the first chunk, after the signature. */
    public static final int FIRST = 8;

    /** Length of the length and type fields, bytes. */
    public static final int HEAD = 8;

    /** Length of the checksum after the data, bytes. */
    public static final int SUM = 4;

    /** @throws IndexOutOfBoundsException if the file ends within the length or the type */
    public static PngChunk read(Bytes file, long at) {
        return new PngChunk(file.word(at + 4), at, file.u32(at));
    }

    public long data() {
        return at + HEAD;
    }

    /** Start of the next chunk. */
    public long next() {
        return data() + length + SUM;
    }
}
