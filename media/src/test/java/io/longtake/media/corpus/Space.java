package io.longtake.media.corpus;

/**
 * A colour space in which pictures are stored: primaries, white point and curve. Colours are specified in sRGB and
 * converted to the space, so that a reader that honours the profile returns the same colours for every space.
 */
public enum Space {
    SRGB(0.64, 0.33, 0.30, 0.60, 0.15, 0.06, White.D65, Curve.SRGB),
    /** BT.709 primaries with linear light as code values. */
    LINEAR(0.64, 0.33, 0.30, 0.60, 0.15, 0.06, White.D65, Curve.LINEAR),
    DISPLAY_P3(0.680, 0.320, 0.265, 0.690, 0.150, 0.060, White.D65, Curve.SRGB),
    ADOBE_RGB(0.64, 0.33, 0.21, 0.71, 0.15, 0.06, White.D65, Curve.GAMMA_2_2),
    PROPHOTO(0.7347, 0.2653, 0.1596, 0.8404, 0.0366, 0.0001, White.D50, Curve.GAMMA_1_8),
    /** BT.2100 hybrid log-gamma; the picture's white is at 75 % of the signal, according to BT.2408. */
    HLG(0.708, 0.292, 0.170, 0.797, 0.131, 0.046, White.D65, Curve.HLG),
    /** BT.2100 perceptual quantiser; the picture's white is at 203 cd/m2, according to BT.2408. */
    PQ(0.708, 0.292, 0.170, 0.797, 0.131, 0.046, White.D65, Curve.PQ);

    enum White {
        D65(0.3127, 0.3290),
        D50(0.34567, 0.35850);

        final double x;
        final double y;

        White(double x, double y) {
            this.x = x;
            this.y = y;
        }

        double[] xyz() {
            return new double[] {x / y, 1, (1 - x - y) / y};
        }
    }

    enum Curve {
        SRGB,
        LINEAR,
        GAMMA_2_2,
        GAMMA_1_8,
        HLG,
        PQ;

        /** The exponent of Adobe RGB is 563/256, commonly rounded to 2.2. */
        static final double ADOBE = 563 / 256.0;

        double encode(double light) {
            double v = Math.max(0, light);
            return switch (this) {
                case SRGB -> v <= 0.0031308 ? 12.92 * v : 1.055 * Math.pow(v, 1 / 2.4) - 0.055;
                case LINEAR -> v;
                case GAMMA_2_2 -> Math.pow(v, 1 / ADOBE);
                case GAMMA_1_8 -> Math.pow(v, 1 / 1.8);
                // The inverse of the system gamma of 1.2 for a display of 1,000 cd/m2, applied per channel: accurate
                // enough for colours that are checked by ranges.
                case HLG -> hlg(Math.pow(v * 203 / 1000, 1 / 1.2));
                case PQ -> pq(v * 203 / 10_000);
            };
        }

        private static double hlg(double scene) {
            double a = 0.17883277;
            double b = 1 - 4 * a;
            double c = 0.5 - a * Math.log(4 * a);
            return scene <= 1 / 12.0 ? Math.sqrt(3 * scene) : a * Math.log(12 * scene - b) + c;
        }

        private static double pq(double y) {
            double m1 = 2610 / 16384.0;
            double m2 = 2523 / 4096.0 * 128;
            double c1 = 3424 / 4096.0;
            double c2 = 2413 / 4096.0 * 32;
            double c3 = 2392 / 4096.0 * 32;
            double p = Math.pow(y, m1);
            return Math.pow((c1 + c2 * p) / (1 + c3 * p), m2);
        }
    }

    @SuppressWarnings("ImmutableEnumChecker") // never modified after construction
    private final double[][] toXyzD50;

    @SuppressWarnings("ImmutableEnumChecker")
    private final double[][] fromXyzD50;

    private final Curve curve;

    Space(double xr, double yr, double xg, double yg, double xb, double yb, White white, Curve curve) {
        this.curve = curve;
        double[][] primaries = {
            {xr / yr, xg / yg, xb / yb}, {1, 1, 1}, {(1 - xr - yr) / yr, (1 - xg - yg) / yg, (1 - xb - yb) / yb}
        };
        double[] shares = times(inverse(primaries), white.xyz());
        double[][] toXyz = new double[3][3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                toXyz[i][j] = primaries[i][j] * shares[j];
            }
        }
        toXyzD50 = times(adaptation(white), toXyz);
        fromXyzD50 = inverse(toXyzD50);
    }

    Curve curve() {
        return curve;
    }

    /** One row each for X, Y and Z; the columns are the values of a profile's rXYZ, gXYZ and bXYZ tags. */
    double[][] toXyzD50() {
        return toXyzD50;
    }

    /** The code values, 0 to 1, of an sRGB colour of 8 bits. */
    double[] encoded(int red, int green, int blue) {
        if (this == SRGB) {
            return new double[] {red / 255.0, green / 255.0, blue / 255.0};
        }
        double[] light = {decodedSrgb(red), decodedSrgb(green), decodedSrgb(blue)};
        double[] inSpace = times(fromXyzD50, times(SRGB.toXyzD50, light));
        double[] codes = new double[3];
        for (int i = 0; i < 3; i++) {
            codes[i] = Math.min(1, curve.encode(inSpace[i]));
        }
        return codes;
    }

    /** An sRGB colour of 8 bits as CIELAB under D50. */
    static double[] lab(int red, int green, int blue) {
        double[] xyz = times(SRGB.toXyzD50, new double[] {decodedSrgb(red), decodedSrgb(green), decodedSrgb(blue)});
        double[] white = White.D50.xyz();
        double[] f = new double[3];
        for (int i = 0; i < 3; i++) {
            double t = xyz[i] / white[i];
            f[i] = t > 216 / 24389.0 ? Math.cbrt(t) : (24389 / 27.0 * t + 16) / 116;
        }
        return new double[] {116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])};
    }

    private static double decodedSrgb(int code) {
        double v = code / 255.0;
        return v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
    }

    /** The Bradford adaptation to D50, the white point of all profiles. */
    private static double[][] adaptation(White white) {
        double[][] bradford = {{0.8951, 0.2664, -0.1614}, {-0.7502, 1.7135, 0.0367}, {0.0389, -0.0685, 1.0296}};
        double[] from = times(bradford, white.xyz());
        double[] to = times(bradford, White.D50.xyz());
        double[][] scaled = new double[3][3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                scaled[i][j] = bradford[i][j] * to[i] / from[i];
            }
        }
        return times(inverse(bradford), scaled);
    }

    private static double[] times(double[][] m, double[] v) {
        double[] result = new double[3];
        for (int i = 0; i < 3; i++) {
            result[i] = m[i][0] * v[0] + m[i][1] * v[1] + m[i][2] * v[2];
        }
        return result;
    }

    private static double[][] times(double[][] a, double[][] b) {
        double[][] result = new double[3][3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                result[i][j] = a[i][0] * b[0][j] + a[i][1] * b[1][j] + a[i][2] * b[2][j];
            }
        }
        return result;
    }

    private static double[][] inverse(double[][] m) {
        double det = m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1])
                - m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0])
                + m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0]);
        double[][] result = new double[3][3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                int a = (j + 1) % 3;
                int b = (j + 2) % 3;
                int c = (i + 1) % 3;
                int d = (i + 2) % 3;
                result[i][j] = (m[a][c] * m[b][d] - m[a][d] * m[b][c]) / det;
            }
        }
        return result;
    }
}
