package io.longtake.media.corpus;

/** Sizes at the limit of 100 megapixels, and files that claim to be far larger. */
final class LimitTopic extends Topic {
    private static final String S420 = "2x2,1x1,1x1";

    LimitTopic() {
        Picture below = Picture.quarters(12_000, 8_312);
        Picture at = Picture.quarters(10_000, 10_000);
        add("below-12000x8312.jpg", Jpeg.of(below, S420), Expected.still(below, 3));
        add("below-12000x8312.png", Png.of(below, Png.Type.PALETTE, 2), Expected.still(below, 1));
        add("at-10000x10000.jpg", Jpeg.of(at, S420), Expected.still(at, 3));
        add("at-10000x10000-progressive.jpg", Jpeg.of(at, S420).as(Jpeg.Coding.PROGRESSIVE), Expected.still(at, 3));
        add("at-10000x10000.png", Png.of(at, Png.Type.PALETTE, 2), Expected.still(at, 1));
        add(
                "at-10000x10000-turned.jpg",
                Jpeg.of(at, S420).but(Edit.JpegSegment.exif(Exif.oriented(6))),
                Expected.still(10_000, 10_000, turned(6), 3));
        add("one-pixel-above.png", Png.of(Picture.orange(17, 5_882_353), Png.Type.PALETTE, 1), Expected.tooLarge());
        add("one-column-above.jpg", Jpeg.of(Picture.orange(10_001, 10_000), S420), Expected.tooLarge());
        add(
                "wide-16383x100.webp",
                Webp.still(Picture.quarters(16_383, 100), Webp.Kind.LOSSLESS),
                Expected.still(16_383, 100, "RGBW", 1));
        add("bomb-60000x60000.png", PngHeader.claiming(60_000, 60_000), Expected.tooLarge());
        add(
                "bomb-65535x65535.jpg",
                Jpeg.of(Picture.orange(64, 64), S420).but(new Edit.OverwriteAfter("\u00ff\u00c0", 3, "ffffffff")),
                Expected.tooLarge());
        add(
                "bomb-65535x65535.gif",
                Gif.still(Picture.orange(64, 64)).but(new Edit.Overwrite(6, "ffffffff")),
                Expected.tooLarge());
        add(
                "bomb-16384x16384.webp",
                Webp.still(Picture.orange(64, 64), Webp.Kind.LOSSY)
                        .but(new Edit.OverwriteAfter("\u009d\u0001*", 0, "ff3fff3f")),
                Expected.tooLarge());
        add(
                "bomb-60000x60000.heic",
                Heif.hevc(Picture.orange(64, 64)).but(new Edit.OverwriteAfter("ispe", 4, "0000ea600000ea60")),
                Expected.tooLarge());
        add(
                "bomb-60000x60000.avif",
                Heif.av1(Picture.orange(64, 64)).but(new Edit.OverwriteAfter("ispe", 4, "0000ea600000ea60")),
                Expected.tooLarge());
    }
}
