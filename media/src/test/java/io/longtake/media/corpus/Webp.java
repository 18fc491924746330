package io.longtake.media.corpus;

import java.io.IOException;

/** A WebP made by libwebp through libav. */
public record Webp(Picture picture, Kind kind, int frames) implements Recipe {
    /** How the pixels are coded. */
    public enum Kind {
        LOSSY("yuv420p", "0"),
        LOSSY_ALPHA("yuva420p", "0"),
        LOSSLESS("bgra", "1");

        final String format;
        final String lossless;

        Kind(String format, String lossless) {
            this.format = format;
            this.lossless = lossless;
        }
    }

    public static Webp still(Picture picture, Kind kind) {
        return new Webp(picture, kind, 1);
    }

    @Override
    public byte[] bytes() throws IOException {
        boolean moving = frames > 1;
        return Clip.of(picture, "webp", moving ? "libwebp_anim" : "libwebp", kind.format)
                .coloured(Planes.Matrix.BT601, false, true)
                .lasting(10, frames / 10.0)
                .coding("lossless", kind.lossless)
                .bytes();
    }
}
