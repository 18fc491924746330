package io.longtake.media.corpus;

import io.longtake.media.corpus.Picture.Paint;
import io.longtake.media.corpus.Webp.Kind;

/** WebP: coding, sizes, Exif, transparency, animation. */
final class WebpTopic extends Topic {
    private static final int LOSSY = 6;

    WebpTopic() {
        for (int[] size : new int[][] {{64, 48}, {63, 47}, {64, 47}, {63, 48}}) {
            Picture picture = Picture.quarters(size[0], size[1]);
            for (Kind kind : Kind.values()) {
                add(
                        kind + "-" + size[0] + "x" + size[1] + ".webp",
                        Webp.still(picture, kind),
                        Expected.still(picture, tolerance(kind)));
            }
        }
        for (int[] size : new int[][] {{1, 1}, {1, 7}, {7, 1}, {3, 2001}}) {
            Picture picture = Picture.orange(size[0], size[1]);
            for (Kind kind : Kind.values()) {
                add(
                        "size-" + kind + "-" + size[0] + "x" + size[1] + ".webp",
                        Webp.still(picture, kind),
                        Expected.still(picture, tolerance(kind)));
            }
        }
        exif();
        motion();
    }

    private static int tolerance(Kind kind) {
        return kind == Kind.LOSSLESS ? 0 : LOSSY;
    }

    private void exif() {
        Picture picture = Picture.quarters(129, 65);
        for (int orientation = 1; orientation <= 8; orientation++) {
            add(
                    "exif-" + orientation + ".webp",
                    Webp.still(picture, Kind.LOSSY).but(new Edit.WebpMetadata(129, 65, "", Exif.oriented(orientation))),
                    Expected.still(orientation < 5 ? 129 : 65, orientation < 5 ? 65 : 129, turned(orientation), LOSSY));
        }
        add(
                "exif-6-lossless.webp",
                Webp.still(picture, Kind.LOSSLESS).but(new Edit.WebpMetadata(129, 65, "", Exif.littleEndian(6))),
                Expected.still(65, 129, turned(6), 0));
        // Some writers insert JPEG's "Exif\0\0" before the block; browsers read both forms.
        add(
                "exif-6-jpeg-style.webp",
                Webp.still(picture, Kind.LOSSY)
                        .but(new Edit.WebpMetadata(129, 65, "", "457869660000" + Exif.oriented(6))),
                Expected.still(65, 129, turned(6), LOSSY));
    }

    private void motion() {
        for (int[] size : new int[][] {{64, 48}, {63, 47}}) {
            Picture picture = Picture.restless(size[0], size[1]);
            for (Kind kind : new Kind[] {Kind.LOSSY, Kind.LOSSLESS}) {
                add(
                        "moving-" + kind + "-" + size[0] + "x" + size[1] + ".webp",
                        new Webp(picture, kind, 4),
                        Expected.still(picture, kind == Kind.LOSSLESS ? 0 : 10));
            }
        }
        Picture clear = Picture.quarters(64, 48).painted(Paint.HALF_CLEAR);
        add("clear-lossy.webp", Webp.still(clear, Kind.LOSSY_ALPHA), Expected.still(clear, LOSSY));
        add("clear-lossless.webp", Webp.still(clear, Kind.LOSSLESS), Expected.still(clear, 0));
        add("clear-moving.webp", new Webp(clear, Kind.LOSSLESS, 3), Expected.still(clear, 0));
        add(
                "garbage-behind.webp",
                Webp.still(Picture.quarters(64, 48), Kind.LOSSY).but(new Edit.Append("0011223344")),
                Expected.still(64, 48, "RGBW", LOSSY));
    }
}
