package io.longtake.studio.saliency;

import io.longtake.studio.saliency.FocusPoints.Box;
import java.util.Arrays;
import java.util.Optional;

/**
 * Finds what stands on a plain background: a product on white, a drawing, a logo. The background is plain where the border of
 * the picture has one colour on all four sides.
 */
final class PlainGround {
    /** The width of the border, in cells. */
    private static final int BORDER = 2;
    /**
     * The part of each side that must have the colour of the border. Measured on 36 pictures: products on white, grey and blue
     * and drawings 0.98 to 1; the moon in a grey sky 0.90, cells under a microscope 0.81, landscapes, people, animals and
     * textures at most 0.34.
     */
    private static final double LEAST = 0.95;
    /** The largest difference from the colour of the border: vignettes and soft shadows are within it. */
    private static final double LUMA = 12;

    private static final double CHROMA = 7;
    /** A larger difference belongs to the product; shadows are lighter. */
    private static final double PRODUCT = 20;
    /** A smaller part of the picture is dust. */
    private static final double SMALLEST = 0.01;

    private final CellGrid luma;
    private final CellGrid blue;
    private final CellGrid red;
    private final double[] ground;

    PlainGround(CellGrid luma, CellGrid blue, CellGrid red) {
        this.luma = luma;
        this.blue = blue;
        this.red = red;
        this.ground = new double[] {median(luma), median(blue), median(red)};
    }

    /** The region of all that differs from the background; empty where the background is not plain, or nothing is on it. */
    Optional<Box> product() {
        return isPlain() ? difference() : Optional.empty();
    }

    private boolean isPlain() {
        int width = luma.width();
        int height = luma.height();
        return side(0, 0, width, BORDER) >= LEAST
                && side(0, height - BORDER, width, height) >= LEAST
                && side(0, 0, BORDER, height) >= LEAST
                && side(width - BORDER, 0, width, height) >= LEAST;
    }

    /** The part of these cells that has the colour of the background. */
    private double side(int left, int top, int right, int bottom) {
        int plain = 0;
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                plain += differs(x, y, LUMA) ? 0 : 1;
            }
        }
        return plain / (double) ((right - left) * (bottom - top));
    }

    private boolean differs(int x, int y, double most) {
        return Math.abs(luma.at(x, y) - ground[0]) > most
                || Math.abs(blue.at(x, y) - ground[1]) > CHROMA
                || Math.abs(red.at(x, y) - ground[2]) > CHROMA;
    }

    private Optional<Box> difference() {
        int left = luma.width();
        int top = luma.height();
        int right = 0;
        int bottom = 0;
        int cells = 0;
        for (int y = 0; y < luma.height(); y++) {
            for (int x = 0; x < luma.width(); x++) {
                if (differs(x, y, PRODUCT)) {
                    left = Math.min(left, x);
                    top = Math.min(top, y);
                    right = Math.max(right, x + 1);
                    bottom = Math.max(bottom, y + 1);
                    cells++;
                }
            }
        }
        double width = luma.width();
        double height = luma.height();
        return cells < SMALLEST * width * height
                ? Optional.empty()
                : Optional.of(new Box(left / width, top / height, right / width, bottom / height));
    }

    private static double median(CellGrid channel) {
        int width = channel.width();
        int height = channel.height();
        double[] border = new double[width * height];
        int count = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                boolean inside = x >= BORDER && x < width - BORDER && y >= BORDER && y < height - BORDER;
                if (!inside) {
                    border[count++] = channel.at(x, y);
                }
            }
        }
        Arrays.sort(border, 0, count);
        return border[count / 2];
    }
}
