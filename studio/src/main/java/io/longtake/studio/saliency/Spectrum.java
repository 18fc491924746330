package io.longtake.studio.saliency;

/** The discrete Fourier transform of a square picture whose side is a power of two, in place. */
final class Spectrum {
    private Spectrum() {}

    /** @param inverse also divides by the number of samples */
    static void transform(double[][] real, double[][] imaginary, boolean inverse) {
        int n = real.length;
        for (int y = 0; y < n; y++) {
            line(real[y], imaginary[y], inverse);
        }
        double[] re = new double[n];
        double[] im = new double[n];
        for (int x = 0; x < n; x++) {
            for (int y = 0; y < n; y++) {
                re[y] = real[y][x];
                im[y] = imaginary[y][x];
            }
            line(re, im, inverse);
            for (int y = 0; y < n; y++) {
                real[y][x] = re[y];
                imaginary[y][x] = im[y];
            }
        }
    }

    /** The radix-2 algorithm of Cooley and Tukey. */
    private static void line(double[] re, double[] im, boolean inverse) {
        int n = re.length;
        for (int i = 1, j = 0; i < n; i++) {
            int bit = n >> 1;
            for (; (j & bit) != 0; bit >>= 1) {
                j ^= bit;
            }
            j ^= bit;
            if (i < j) {
                double keptRe = re[i];
                double keptIm = im[i];
                re[i] = re[j];
                im[i] = im[j];
                re[j] = keptRe;
                im[j] = keptIm;
            }
        }
        for (int length = 2; length <= n; length <<= 1) {
            double angle = 2 * Math.PI / length * (inverse ? 1 : -1);
            for (int from = 0; from < n; from += length) {
                for (int k = 0; k < length / 2; k++) {
                    double c = Math.cos(angle * k);
                    double s = Math.sin(angle * k);
                    int a = from + k;
                    int b = a + length / 2;
                    double turnedRe = re[b] * c - im[b] * s;
                    double turnedIm = re[b] * s + im[b] * c;
                    re[b] = re[a] - turnedRe;
                    im[b] = im[a] - turnedIm;
                    re[a] += turnedRe;
                    im[a] += turnedIm;
                }
            }
        }
        if (inverse) {
            for (int i = 0; i < n; i++) {
                re[i] /= n;
                im[i] /= n;
            }
        }
    }
}
