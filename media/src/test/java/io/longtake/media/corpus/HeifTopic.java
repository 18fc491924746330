package io.longtake.media.corpus;

import io.longtake.media.corpus.Heif.Coding;
import io.longtake.media.corpus.Heif.Extra;
import io.longtake.media.corpus.Heif.Property;
import java.util.List;

/** HEIC and AVIF: the container's rotations, grids, clean apertures, and Exif that must be ignored. */
final class HeifTopic extends Topic {
    private static final int NEAR = 5;

    HeifTopic() {
        for (Coding coding : Coding.values()) {
            Picture picture = Picture.quarters(128, 64);
            Heif plain = of(coding, picture);
            String end = "." + coding.brand;
            add("plain" + end, plain, seen(128, 64, 1));
            add("irot-1" + end, plain.with(Property.irot(1)), seen(64, 128, 8));
            add("irot-2" + end, plain.with(Property.irot(2)), seen(128, 64, 3));
            add("irot-3" + end, plain.with(Property.irot(3)), seen(64, 128, 6));
            // ISO/IEC 23008-12, second edition, libheif and libavif: 0 exchanges top and bottom.
            add("imir-0" + end, plain.with(Property.imir(0)), seen(128, 64, 4));
            add("imir-1" + end, plain.with(Property.imir(1)), seen(128, 64, 2));
            add("irot-1-imir-0" + end, plain.with(Property.irot(1), Property.imir(0)), seen(64, 128, 5));
            add("irot-1-imir-1" + end, plain.with(Property.irot(1), Property.imir(1)), seen(64, 128, 7));
            // The same standard: Exif has no effect on the orientation of a HEIF. Apple, libheif and browsers follow
            // it.
            add("exif-6" + end, plain.with(Extra.EXIF_TURN), seen(128, 64, 1));
            add("irot-3-and-exif-6" + end, plain.with(Property.irot(3)).with(Extra.EXIF_TURN), seen(64, 128, 6));
            add("exif-lists-that-overlap" + end, plain.with(Extra.EXIF_TURN_AND_LISTS), seen(128, 64, 1));
            add("thumbnail-first" + end, plain.with(Extra.THUMBNAIL), seen(128, 64, 1));
            add("clap-odd" + end, plain.with(Property.clap(121, 61, 0, 0)), seen(121, 61, 1));
            add("clap-then-irot-3" + end, plain.with(Property.clap(120, 60, 0, 0), Property.irot(3)), seen(60, 120, 6));
            Heif grid = of(coding, Picture.quarters(128, 128)).tiled(64);
            add("grid" + end, grid, seen(128, 128, 1));
            add("grid-irot-3" + end, grid.with(Property.irot(3)), seen(128, 128, 6));
            Heif cropped = of(coding, Picture.quarters(121, 101)).tiled(64);
            add("grid-odd" + end, cropped, seen(121, 101, 1));
            add("grid-odd-irot-1-exif" + end, cropped.with(Property.irot(1)).with(Extra.EXIF_TURN), seen(101, 121, 8));
            for (String format : List.of("yuv422p", "yuv444p", "yuv420p10le", "yuv422p10le", "yuv444p12le")) {
                add("coded-" + format + end, plain.coded(format), seen(128, 64, 1));
            }
            Picture greys = Picture.greys(128, 64);
            for (String format : List.of("gray", "gray10le")) {
                add("coded-" + format + end, of(coding, greys).coded(format), Expected.still(greys, NEAR));
            }
            Picture odd = Picture.quarters(121, 61);
            add("coded-odd-444" + end, of(coding, odd).coded("yuv444p"), Expected.still(odd, NEAR));
            Heif fine = of(coding, Picture.quarters(500, 380)).tiled(64);
            add("grid-of-48" + end, fine, seen(500, 380, 1));
        }
        Picture odd = Picture.quarters(121, 61);
        add("coded-odd-420.avif", Heif.av1(odd), Expected.still(odd, NEAR));
        add("iphone-like-grid.heic", new Fixture("/stills/grid.heic"), Expected.still(100, 120, "BRWG", 12));
        add("heif-enc.heic", new Fixture("/stills/plain.heic"), Expected.still(128, 64, "RGBW", 12));
        add("heif-enc-10-bit.heic", new Fixture("/corpus/ten-bit.heic"), seen(96, 64, 1));
        add("heif-enc-odd.heic", new Fixture("/corpus/odd.heic"), Expected.still(95, 63, "RGBW", 8));
        add("heif-enc-444.avif", new Fixture("/corpus/full-chroma.avif"), seen(96, 64, 1));
        add("heif-enc-odd.avif", new Fixture("/corpus/odd.avif"), Expected.still(95, 63, "RGBW", 8));
        add("heif-enc-clear.avif", new Fixture("/corpus/clear.avif"), Expected.still(64, 48, "R.B.", 8));
        add("heif-enc-clear.heic", new Fixture("/corpus/clear.heic"), Expected.still(64, 48, "R.B.", 8));
        add("heif-enc-12-bit.avif", new Fixture("/corpus/twelve-bit.avif"), seen(96, 64, 1));
        Picture picture = Picture.quarters(96, 64);
        Clip avif = Clip.of(picture, "avif", "libaom-av1", "yuv420p").coloured(Planes.Matrix.BT601, true, true);
        add("libav.avif", avif.still(), Expected.still(picture, NEAR));
        add("moving.avif", avif.lasting(5, 1), Expected.still(picture, NEAR));
    }

    private static Heif of(Coding coding, Picture picture) {
        return coding == Coding.HEVC ? Heif.hevc(picture) : Heif.av1(picture);
    }

    private static Expected seen(int width, int height, int likeExif) {
        return Expected.still(width, height, turned(likeExif), NEAR);
    }
}
