package io.longtake.media.corpus;

/**
 * The content of a file: a size, a pattern, and the colour space of its code values.
 *
 * @param width in pixels, as stored
 */
public record Picture(int width, int height, Paint paint, Space space) {
    /** The pattern. Its colours are named by letters; see {@link Colour}. */
    public enum Paint {
        /** Red, green, blue and white quarters, which show the orientation of the picture. */
        QUARTERS,
        /**
         * The same with noise across the middle that changes with each frame, so that compressed data are spread over
         * the whole file.
         */
        RESTLESS_QUARTERS,
        /** Four greys. */
        GREYS,
        /** Black and white quarters, for one bit per sample. */
        INK,
        /** A single colour, for pictures of one pixel. */
        ORANGE,
        /** Red, green, blue and white at full saturation: each ink is either full or absent. */
        PURE,
        /** Red over blue on the left, fully transparent on the right. */
        HALF_CLEAR,
        /** A single colour, for the tiles of a grid. */
        ALL_RED,
        ALL_GREEN,
        ALL_BLUE,
        ALL_WHITE;

        static Paint of(char letter) {
            return switch (letter) {
                case 'R' -> ALL_RED;
                case 'G' -> ALL_GREEN;
                case 'B' -> ALL_BLUE;
                case 'W' -> ALL_WHITE;
                default -> ORANGE;
            };
        }
    }

    public static Picture quarters(int width, int height) {
        return new Picture(width, height, Paint.QUARTERS, Space.SRGB);
    }

    public static Picture restless(int width, int height) {
        return new Picture(width, height, Paint.RESTLESS_QUARTERS, Space.SRGB);
    }

    public static Picture greys(int width, int height) {
        return new Picture(width, height, Paint.GREYS, Space.SRGB);
    }

    public static Picture orange(int width, int height) {
        return new Picture(width, height, Paint.ORANGE, Space.SRGB);
    }

    public Picture painted(Paint other) {
        return new Picture(width, height, other, space);
    }

    public Picture in(Space other) {
        return new Picture(width, height, paint, other);
    }

    Picture sized(int otherWidth, int otherHeight) {
        return new Picture(otherWidth, otherHeight, paint, space);
    }

    /** The letters of the quarters: top left, top right, bottom left, bottom right. */
    String letters() {
        return switch (paint) {
            case QUARTERS, RESTLESS_QUARTERS -> "RGBW";
            case GREYS -> "KDLW";
            case INK -> "0110";
            case ORANGE -> "OOOO";
            case PURE -> "rgb1";
            case HALF_CLEAR -> "R.B.";
            case ALL_RED -> "RRRR";
            case ALL_GREEN -> "GGGG";
            case ALL_BLUE -> "BBBB";
            case ALL_WHITE -> "WWWW";
        };
    }

    /** A pixel as 0xAARRGGBB in sRGB. */
    int argb(int x, int y, int frame) {
        if (paint == Paint.RESTLESS_QUARTERS && Math.abs(2L * y - height) * 4 < height) {
            int unrest = (x * 0x1f1f1f1f) ^ (y * 0x2545f491) ^ (frame * 0x9e3779b1);
            unrest = (unrest ^ (unrest >>> 15)) * 0x85ebca6b;
            return 0xff000000 | (unrest >>> 8);
        }
        int quarter = (2L * y >= height ? 2 : 0) + (2L * x >= width ? 1 : 0);
        return Colour.of(letters().charAt(quarter)).argb();
    }

    /** A pixel's code values in the picture's space: red, green, blue, alpha, each 0 to 1. */
    double[] codes(int x, int y, int frame) {
        int argb = argb(x, y, frame);
        double[] rgb = space.encoded((argb >> 16) & 0xff, (argb >> 8) & 0xff, argb & 0xff);
        return new double[] {rgb[0], rgb[1], rgb[2], (argb >>> 24) / 255.0};
    }
}
