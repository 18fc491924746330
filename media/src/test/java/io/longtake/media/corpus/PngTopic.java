package io.longtake.media.corpus;

import io.longtake.media.corpus.Picture.Paint;
import io.longtake.media.corpus.Png.Chunk;
import java.util.List;

/** PNG: colour types, depths, interlacing, transparency, Exif. */
final class PngTopic extends Topic {
    PngTopic() {
        types();
        sizes();
        exif();
        transparency();
        more();
    }

    private void types() {
        for (Png.Type type : Png.Type.values()) {
            for (int depth : depths(type)) {
                Picture picture = picture(type, depth);
                // Greys of four bits are seventeen levels apart.
                int tolerance = type == Png.Type.GREY && depth == 4 ? 9 : 1;
                Png png = Png.of(picture, type, depth);
                String name = type + "-" + depth;
                add(name + ".png", png, Expected.still(picture, tolerance));
                add(name + "-interlaced.png", png.interlacing(), Expected.still(picture, tolerance));
            }
        }
    }

    private static List<Integer> depths(Png.Type type) {
        return switch (type) {
            case GREY -> List.of(1, 2, 4, 8, 16);
            case PALETTE -> List.of(1, 2, 4, 8);
            case RGB, GREY_ALPHA, RGBA -> List.of(8, 16);
        };
    }

    private static Picture picture(Png.Type type, int depth) {
        Picture picture = Picture.quarters(67, 45);
        return switch (type) {
            case GREY -> picture.painted(depth < 4 ? Paint.INK : Paint.GREYS);
            case GREY_ALPHA -> picture.painted(Paint.GREYS);
            case PALETTE -> depth == 1 ? picture.painted(Paint.INK) : picture;
            case RGB, RGBA -> picture;
        };
    }

    private void sizes() {
        for (int[] size : new int[][] {{1, 1}, {1, 7}, {3, 3}, {2001, 3}, {3, 2001}}) {
            Picture picture = Picture.orange(size[0], size[1]);
            String name = "size-" + size[0] + "x" + size[1];
            add(name + ".png", Png.rgb(picture), Expected.still(picture, 1));
            add(name + "-interlaced.png", Png.rgb(picture).interlacing(), Expected.still(picture, 1));
            add(name + "-palette.png", Png.of(picture, Png.Type.PALETTE, 1).interlacing(), Expected.still(picture, 1));
        }
        Picture large = Picture.quarters(1601, 1201);
        add("size-1601x1201.png", Png.rgb(large), Expected.still(large, 1));
    }

    private void exif() {
        Picture picture = Picture.quarters(129, 65);
        for (int orientation = 1; orientation <= 8; orientation++) {
            add(
                    "exif-" + orientation + ".png",
                    Png.rgb(picture).with(new Chunk("eXIf", Exif.oriented(orientation))),
                    Expected.still(orientation < 5 ? 129 : 65, orientation < 5 ? 65 : 129, turned(orientation), 1));
        }
        add(
                "exif-6-rgba-16.png",
                Png.of(picture, Png.Type.RGBA, 16).with(new Chunk("eXIf", Exif.littleEndian(6))),
                Expected.still(65, 129, turned(6), 1));
        add(
                "exif-9.png",
                Png.rgb(picture).with(new Chunk("eXIf", Exif.oriented(9))),
                Expected.still(129, 65, turned(1), 1));
    }

    /** Only opaque pixels are checked; the film decides on the background. */
    private void transparency() {
        Picture picture = Picture.quarters(64, 48).painted(Paint.HALF_CLEAR);
        Expected seen = Expected.still(picture, 1);
        add("clear-rgba-8.png", Png.of(picture, Png.Type.RGBA, 8), seen);
        add("clear-rgba-16.png", Png.of(picture, Png.Type.RGBA, 16), seen);
        add(
                "clear-palette.png",
                Png.of(picture, Png.Type.PALETTE, 2)
                        .with(new Chunk("PLTE", "dc1e1effffff1e1edc"))
                        .with(new Chunk("tRNS", "ff00ff")),
                seen);
        Picture quarters = Picture.quarters(64, 48);
        Chunk greenIsClear = new Chunk("tRNS", "001e00c8001e");
        add("clear-colour-rgb.png", Png.rgb(quarters).with(greenIsClear), Expected.still(64, 48, "R.BW", 1));
        Picture greys = quarters.painted(Paint.GREYS);
        add(
                "clear-colour-grey.png",
                Png.of(greys, Png.Type.GREY, 8).with(new Chunk("tRNS", "00a0")),
                Expected.still(64, 48, "KD.W", 1));
    }

    private void more() {
        Picture picture = Picture.quarters(64, 48);
        Png plain = Png.rgb(picture);
        Expected seen = Expected.still(picture, 1);
        // Browsers ignore the pixel aspect ratio of a still.
        add("aspect-2-1.png", plain.with(new Chunk("pHYs", "000000020000000100")), seen);
        add("text.png", plain.with(Chunk.text("tEXt", "Comment\0hello")), seen);
        add("unknown-chunk.png", plain.with(Chunk.text("quIX", "whatever")), seen);
        add("called.jpg", plain, seen);
        add("garbage-behind.png", plain.but(new Edit.Append("0102030405060708")), seen);
        add("moving.png", Clip.of(picture, "apng", "apng", "rgb24").lasting(5, 1), seen);
        add(
                "moving-odd.png",
                Clip.of(Picture.quarters(63, 47), "apng", "apng", "rgba").lasting(5, 1),
                Expected.still(63, 47, "RGBW", 1));
    }
}
