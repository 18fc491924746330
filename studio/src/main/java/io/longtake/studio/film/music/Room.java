package io.longtake.studio.film.music;

/** The sound of a room: eight delays that feed each other, each with a damped tail (a feedback delay network). */
final class Room {
    /** Prime lengths in samples, 25 to 65 ms, so that no echoes coincide. */
    private static final int[] DELAYS = {1_213, 1_433, 1_669, 1_889, 2_129, 2_411, 2_719, 3_089};

    private static final float DAMPING = 0.55f;
    /** The lows of a room muddy the mix: only what is above about 250 Hz enters. */
    private static final float LOW_CUT = 0.032f;

    private final float[][] lines = new float[DELAYS.length][];
    private final int[] positions = new int[DELAYS.length];
    private final float[] damped = new float[DELAYS.length];
    private final float[] out = new float[DELAYS.length];
    private final float[] gains = new float[DELAYS.length];
    private float lows;

    /** @param seconds until the sound has fallen by 60 dB */
    Room(double seconds) {
        for (int k = 0; k < lines.length; k++) {
            lines[k] = new float[DELAYS[k]];
            gains[k] = (float) Math.pow(10, -3.0 * DELAYS[k] / io.longtake.media.sound.Pcm.RATE / seconds);
        }
    }

    /** Adds the room's answer to {@code input}. */
    void addTo(float[] left, float[] right, float[] input, int count) {
        for (int i = 0; i < count; i++) {
            lows += LOW_CUT * (input[i] - lows);
            float in = input[i] - lows;
            float sum = 0;
            for (int k = 0; k < lines.length; k++) {
                damped[k] += DAMPING * (lines[k][positions[k]] - damped[k]);
                out[k] = damped[k] * gains[k];
                sum += out[k];
            }
            // A Householder reflection mixes the lines without a change of energy.
            float shared = sum * 2 / lines.length;
            for (int k = 0; k < lines.length; k++) {
                lines[k][positions[k]] = in + out[k] - shared;
                positions[k] = positions[k] + 1 == lines[k].length ? 0 : positions[k] + 1;
            }
            left[i] += 0.35f * (out[0] - out[2] + out[4] - out[6]);
            right[i] += 0.35f * (out[1] - out[3] + out[5] - out[7]);
        }
    }
}
