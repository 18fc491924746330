package io.longtake.media.corpus;

import io.longtake.media.corpus.Picture.Paint;

/** GIF: sizes, interlacing, palettes, transparency, animation. An animation is treated as its first picture. */
final class GifTopic extends Topic {
    GifTopic() {
        for (int[] size : new int[][] {{1, 1}, {1, 7}, {3, 2001}}) {
            Picture picture = Picture.orange(size[0], size[1]);
            add("size-" + size[0] + "x" + size[1] + ".gif", Gif.still(picture), Expected.still(picture, 0));
        }
        for (int[] size : new int[][] {{64, 48}, {63, 47}}) {
            Picture picture = Picture.quarters(size[0], size[1]);
            String name = "-" + size[0] + "x" + size[1] + ".gif";
            Expected seen = Expected.still(picture, 0);
            add("still" + name, Gif.still(picture), seen);
            add("interlaced" + name, new Gif(picture, 1, true, false, false), seen);
            add("local-palette" + name, new Gif(picture, 1, false, true, false), seen);
            add("moving" + name, new Gif(picture, 3, false, false, false), seen);
            add("moving-interlaced" + name, new Gif(picture, 3, true, true, false), seen);
            Picture clear = picture.painted(Paint.HALF_CLEAR);
            add("clear" + name, new Gif(clear, 1, false, false, true), Expected.still(clear, 0));
            add("clear-moving" + name, new Gif(clear, 2, false, false, true), Expected.still(clear, 0));
        }
        Picture picture = Picture.quarters(64, 48);
        Expected seen = Expected.still(picture, 0);
        add("of-1987.gif", Gif.still(picture).but(new Edit.Overwrite(0, "474946383761")), seen);
        add("without-end.gif", Gif.still(picture).but(new Edit.WithoutLast(1)), seen);
        add("garbage-behind.gif", Gif.still(picture).but(new Edit.Append("0001020304")), seen);
        Picture greys = picture.painted(Paint.GREYS);
        add(
                "encoded-by-libav.gif",
                Clip.of(greys, "gif", "gif", "gray")
                        .coloured(Planes.Matrix.BT601, true, true)
                        .lasting(5, 1),
                Expected.still(greys, 1));
    }
}
