package io.longtake.studio.film.music;

import io.longtake.media.sound.Pcm;
import java.util.List;

/** A recorded note of an instrument, for the keys around it. Times are in samples at 48 kHz unless stated otherwise. */
final class Zone {
    private static final int GUARD = 4;

    private final int low;
    private final int high;
    private final float[] sound;
    /** The MIDI note that was recorded, with its tuning. */
    final double root;
    /** -1 left, 1 right. */
    final double pan;

    final float gain;
    final int start;
    final double end;
    /** 0 for a note that ends. */
    final double loop;

    final double attackSeconds;
    final double decayDbPerSecond;
    final double releaseDbPerSecond;

    /**
     * @param fields those of the index: low, high, root, pan, gain, start, length, loop start, loop length, attack, decay, release
     * @param sound all zones of the instrument; the samples behind a loop are overwritten with its beginning
     */
    Zone(List<String> fields, float[] sound) {
        low = Integer.parseInt(fields.get(0));
        high = Integer.parseInt(fields.get(1));
        root = number(fields, 2);
        pan = number(fields, 3);
        gain = (float) Math.pow(10, number(fields, 4) / 20);
        this.sound = sound;
        double first = number(fields, 5) * Pcm.RATE;
        start = (int) Math.round(first);
        loop = number(fields, 8) * Pcm.RATE;
        end = loop > 0 ? first + number(fields, 7) * Pcm.RATE + loop : first + number(fields, 6) * Pcm.RATE;
        attackSeconds = number(fields, 9);
        decayDbPerSecond = number(fields, 10);
        releaseDbPerSecond = 100 / number(fields, 11);
        if (loop > 0) {
            closeLoop();
        }
    }

    private static double number(List<String> fields, int index) {
        return Double.parseDouble(fields.get(index));
    }

    /** Interpolation reads a few samples beyond the end; they must be those of the loop's beginning. */
    private void closeLoop() {
        int from = (int) Math.ceil(end);
        for (int i = from; i < from + GUARD && i < sound.length; i++) {
            sound[i] = at(i - loop);
        }
    }

    boolean covers(int key) {
        return key >= low && key <= high;
    }

    /** The sound at a position between samples: cubic Hermite interpolation of the four samples around it. */
    float at(double position) {
        int k = (int) position;
        float f = (float) (position - k);
        float a = k > 0 ? sound[k - 1] : 0;
        float b = sound[k];
        float c = sound[k + 1];
        float d = sound[k + 2];
        float slope = 0.5f * (c - a);
        float curve = a - 2.5f * b + 2 * c - 0.5f * d;
        float bend = 0.5f * (d - a) + 1.5f * (b - c);
        return ((bend * f + curve) * f + slope) * f + b;
    }
}
