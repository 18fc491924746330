package io.longtake.studio.film.sound;

import io.longtake.media.sound.Pcm;

/** Four soft chords, over and over. */
final class PlainMusic implements Voice {
    private static final int[][] CHORDS = {{48, 55, 64, 71}, {45, 52, 60, 67}, {41, 48, 57, 64}, {43, 50, 59, 62}};
    private static final int CHORD = 2 * Pcm.RATE;
    private long at;

    PlainMusic(long seed) {
        at = (seed & 3) * CHORD;
    }

    @Override
    public void next(float[] left, float[] right, int count) {
        for (int i = 0; i < count; i++, at++) {
            int[] chord = CHORDS[(int) (at / CHORD % CHORDS.length)];
            double t = (at % CHORD) / (double) CHORD;
            double envelope = Math.min(1, Math.min(t * 20, (1 - t) * 10 + 0.2));
            double l = 0;
            double r = 0;
            for (int k = 0; k < chord.length; k++) {
                double phase = 2 * Math.PI * 440 * Math.pow(2, (chord[k] - 69) / 12.0) * (at % CHORD) / Pcm.RATE;
                double s = Math.sin(phase) + 0.3 * Math.sin(2 * phase);
                l += s * (k % 2 == 0 ? 0.8 : 0.5);
                r += s * (k % 2 == 0 ? 0.5 : 0.8);
            }
            left[i] = (float) (0.1 * envelope * l);
            right[i] = (float) (0.1 * envelope * r);
        }
    }

    @Override
    public void close() {}
}
