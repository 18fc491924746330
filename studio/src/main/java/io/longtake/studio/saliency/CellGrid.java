package io.longtake.studio.saliency;

import java.util.Arrays;

/** One value for each cell of a coarse grid over a picture, row by row. */
@SuppressWarnings("ArrayRecordComponent") // a picture's samples, shared on purpose
record CellGrid(int width, int height, double[] values) {
    CellGrid {
        if (values.length != width * height) {
            throw new IllegalArgumentException(width + "x" + height + " cells, but " + values.length + " values");
        }
    }

    static CellGrid blank(int width, int height) {
        return new CellGrid(width, height, new double[width * height]);
    }

    double at(int x, int y) {
        return values[y * width + x];
    }

    double mean() {
        return Arrays.stream(values).average().orElse(0);
    }

    double deviation() {
        double mean = mean();
        return Math.sqrt(Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElse(0));
    }

    /**
     * Scales the values to 0 to 1; the brightest hundredth is clipped to 1, so that a single outlier does not determine the
     * scale.
     */
    CellGrid normalised() {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double low = sorted[0];
        double high = sorted[(int) ((sorted.length - 1) * 0.99)];
        double range = high - low;
        if (range < 1e-9) {
            return blank(width, height);
        }
        return new CellGrid(
                width,
                height,
                Arrays.stream(values)
                        .map(value -> Math.min(1, (value - low) / range))
                        .toArray());
    }

    /** @param sigma of the Gaussian, in cells */
    CellGrid blurred(double sigma) {
        int reach = (int) Math.ceil(sigma * 2.5);
        double[] weights = new double[2 * reach + 1];
        double sum = 0;
        for (int i = -reach; i <= reach; i++) {
            weights[i + reach] = Math.exp(-i * i / (2 * sigma * sigma));
            sum += weights[i + reach];
        }
        double[] across = new double[values.length];
        double[] result = new double[values.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double total = 0;
                for (int i = -reach; i <= reach; i++) {
                    total += weights[i + reach] * at(Math.max(0, Math.min(width - 1, x + i)), y);
                }
                across[y * width + x] = total / sum;
            }
        }
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double total = 0;
                for (int i = -reach; i <= reach; i++) {
                    total += weights[i + reach] * across[Math.max(0, Math.min(height - 1, y + i)) * width + x];
                }
                result[y * width + x] = total / sum;
            }
        }
        return new CellGrid(width, height, result);
    }

    /** The same picture with 1/{@code scale} of the samples in each direction, each the mean of those that it covers. */
    CellGrid smaller(double scale) {
        int w = Math.max(1, (int) (width / scale));
        int h = Math.max(1, (int) (height / scale));
        double[] rows = new double[w * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < w; x++) {
                rows[y * w + x] = mean(values, y * width, 1, width, x * scale, (x + 1) * scale);
            }
        }
        double[] result = new double[w * h];
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                result[y * w + x] = mean(rows, x, w, height, y * scale, (y + 1) * scale);
            }
        }
        return new CellGrid(w, h, result);
    }

    /** The mean of a line of samples between two places on it, parts of samples included. */
    private static double mean(double[] samples, int first, int step, int count, double from, double to) {
        double sum = 0;
        for (int i = (int) from; i < Math.min(count, Math.ceil(to)); i++) {
            sum += samples[first + i * step] * (Math.min(to, i + 1) - Math.max(from, i));
        }
        return sum / (Math.min(to, count) - from);
    }

    /** The sum of {@code weight} times this and {@code otherWeight} times {@code other}. */
    CellGrid plus(double weight, CellGrid other, double otherWeight) {
        double[] result = new double[values.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = weight * values[i] + otherWeight * other.values[i];
        }
        return new CellGrid(width, height, result);
    }
}
