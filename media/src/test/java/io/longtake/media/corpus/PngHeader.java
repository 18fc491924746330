package io.longtake.media.corpus;

/** A PNG whose header declares another size than its pixels have, with a correct checksum. */
final class PngHeader {
    private PngHeader() {}

    static Recipe claiming(int width, int height) {
        return of(Picture.quarters(64, 48), width, height);
    }

    static Recipe of(Picture picture, int width, int height) {
        ByteWriter header = new ByteWriter();
        Png.chunk(
                header,
                "IHDR",
                new ByteWriter().u32(width).u32(height).hex("0802000000").toBytes());
        return Png.rgb(picture).but(new Edit.Overwrite(8, header.toHex()));
    }
}
