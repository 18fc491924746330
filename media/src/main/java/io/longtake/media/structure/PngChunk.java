package io.longtake.media.structure;

/**
 * A chunk of a PNG (PNG specification, 5.3): length, type, data, checksum.
 *
 * @param type four characters
 * @param at where it begins, in bytes from the beginning of the file
 * @param length of its data, as it says; they may not all be there
 */
public record PngChunk(String type, long at, long length) {
    /** Where the first chunk begins, behind the signature. */
    public static final int FIRST = 8;

    /** Of length and type. */
    public static final int HEAD = 8;

    /** Of the checksum behind the data. */
    public static final int SUM = 4;

    /** @throws IndexOutOfBoundsException where the file ends in length or type */
    public static PngChunk read(Bytes file, long at) {
        return new PngChunk(file.word(at + 4), at, file.u32(at));
    }

    public long data() {
        return at + HEAD;
    }

    /** Where the next one begins. */
    public long next() {
        return data() + length + SUM;
    }
}
