package io.longtake.studio.saliency;

/** The sums of a picture's samples in rectangles, each in constant time. */
final class SumGrid {
    private final int width;
    private final int height;
    private final int[] sums;

    SumGrid(CellGrid samples) {
        width = samples.width();
        height = samples.height();
        sums = new int[(width + 1) * (height + 1)];
        for (int y = 0; y < height; y++) {
            int row = 0;
            for (int x = 0; x < width; x++) {
                row += (int) Math.round(samples.at(x, y));
                sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1] + row;
            }
        }
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    int of(int x, int y, int w, int h) {
        int top = y * (width + 1);
        int bottom = (y + h) * (width + 1);
        return sums[bottom + x + w] - sums[bottom + x] - sums[top + x + w] + sums[top + x];
    }
}
