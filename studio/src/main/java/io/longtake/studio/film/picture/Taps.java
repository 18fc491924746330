package io.longtake.studio.film.picture;

/**
 * The source of an output sample: up to four neighbouring source samples and their weights, in 1/256. The kernel is a tent as
 * wide as an output sample and at least two source samples wide, so that sharpness does not change with the position.
 */
final class Taps {
    static final int MOST = 4;

    /** The number of entries in use; the remaining ones name a valid row with weight 0. */
    int count;

    final int[] index = new int[MOST];
    final int[] weight = new int[MOST];
    private final double[] exact = new double[MOST];

    /**
     * @param centre in source samples; the position of a sample is a whole number
     * @param step source samples from one output sample to the next, at most 4
     * @param samples the number of source samples; beyond the edge the last one is repeated
     */
    void at(double centre, double step, int samples) {
        double radius = Math.max(1, step / 2);
        int first = (int) Math.floor(centre - radius) + 1;
        double sum = 0;
        count = 0;
        for (int j = first; count < MOST && j < centre + radius; j++) {
            double w = 1 - Math.abs(j - centre) / radius;
            index[count] = Math.min(Math.max(j, 0), samples - 1);
            exact[count++] = w;
            sum += w;
        }
        quantise(sum);
    }

    /** Rounds the running total, not each weight, so that the weights always add up to 256. */
    private void quantise(double sum) {
        double total = 0;
        int given = 0;
        for (int k = 0; k < count; k++) {
            total += exact[k];
            int upTo = (int) Math.rint(total * 256 / sum);
            weight[k] = upTo - given;
            given = upTo;
        }
        for (int k = count; k < MOST; k++) {
            index[k] = index[0];
            weight[k] = 0;
        }
    }
}
