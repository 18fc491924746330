package io.longtake.studio.film.music;

import io.longtake.media.sound.Pcm;

/** A room effect: a quiet echo in time with the music that alternates between the sides, and a diffuse tail of four short loops. */
final class Echo {
    private static final int[] LOOPS = {1_687, 1_931, 2_221, 2_473};
    private static final float TAIL = 0.16f;
    private static final float REPEAT = 0.18f;
    private static final float LOOP_GAIN = 0.80f;
    private static final float DAMPING = 0.45f;

    private final float[] leftDelay;
    private final float[] rightDelay;
    private final float[][] loops = new float[LOOPS.length][];
    private final int[] positions = new int[LOOPS.length];
    private final float[] damped = new float[LOOPS.length];
    private int position;

    Echo(int delaySamples) {
        leftDelay = new float[Math.min(Math.max(delaySamples, 1_000), 2 * Pcm.RATE)];
        rightDelay = new float[leftDelay.length];
        for (int k = 0; k < loops.length; k++) {
            loops[k] = new float[LOOPS[k]];
        }
    }

    void apply(float[] left, float[] right, int count) {
        for (int i = 0; i < count; i++) {
            float l = left[i];
            float r = right[i];
            float echoLeft = leftDelay[position];
            float echoRight = rightDelay[position];
            leftDelay[position] = r + 0.35f * echoRight;
            rightDelay[position] = l + 0.35f * echoLeft;
            position = position + 1 == leftDelay.length ? 0 : position + 1;
            float input = 0.5f * (l + r) + 0.3f * (echoLeft + echoRight);
            float tailLeft = 0;
            float tailRight = 0;
            for (int k = 0; k < loops.length; k++) {
                float out = loops[k][positions[k]];
                damped[k] += DAMPING * (out - damped[k]);
                loops[k][positions[k]] = input + LOOP_GAIN * damped[k];
                positions[k] = positions[k] + 1 == loops[k].length ? 0 : positions[k] + 1;
                if (k % 2 == 0) {
                    tailLeft += out;
                } else {
                    tailRight += out;
                }
            }
            left[i] = l + REPEAT * echoLeft + TAIL * tailLeft;
            right[i] = r + REPEAT * echoRight + TAIL * tailRight;
        }
    }
}
