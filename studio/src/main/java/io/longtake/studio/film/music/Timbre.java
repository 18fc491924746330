package io.longtake.studio.film.music;

import io.longtake.studio.film.music.Score.Instrument;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Turns notes into samples, once for each instrument, pitch and length; a piece of several minutes has a few dozen of them. All
 * sounds are additive synthesis and filtered noise, at 48 kHz.
 */
final class Timbre {
    private static final int RATE = io.longtake.media.sound.Pcm.RATE;

    private record Key(int pitch, int samples) {}

    private final double brightness;
    private final Map<Instrument, Map<Key, float[]>> made = new EnumMap<>(Instrument.class);

    Timbre(double brightness) {
        this.brightness = brightness;
    }

    /**
     * The result is shared and must not be changed. {@code samples} is how long the note is held; the result is longer because it
     * decays.
     */
    float[] sound(Instrument instrument, int pitch, int samples) {
        return made.computeIfAbsent(instrument, i -> new HashMap<>())
                .computeIfAbsent(new Key(pitch, samples), k -> make(instrument, pitch, samples));
    }

    private float[] make(Instrument instrument, int pitch, int held) {
        double hz = 440 * Math.pow(2, (pitch - 69) / 12.0);
        return switch (instrument) {
            case PAD -> pad(hz, held);
            case PLUCK -> struck(hz, 1.6, 8, 0.35 + 0.65 * brightness, 0.20);
            case LEAD -> lead(hz, held);
            case BASS -> bass(hz, held);
            case KICK -> drum(0.45, 130, 45, 0.0, 0.9);
            case TOM -> drum(0.6, 150, 85, 0.05, 0.7);
            case SNARE -> drum(0.22, 210, 180, 0.6, 0.3);
            case HAT -> hat();
        };
    }

    private float[] pad(double hz, int held) {
        int release = RATE;
        float[] out = new float[held + release];
        int overtones = 2 + (int) Math.rint(5 * brightness);
        for (int k = 1; k <= overtones && hz * k < 9_000; k++) {
            // Two voices a few cents apart beat slowly against each other, like strings in a section.
            for (double detune : new double[] {0.9985, 1.0015}) {
                add(out, hz * k * detune, 0.10 / Math.pow(k, 1.7 - 0.5 * brightness), k * 1.7 + detune * 900);
            }
        }
        double attack = 0.35 * RATE;
        for (int i = 0; i < out.length; i++) {
            double rise = Math.min(1, i / attack);
            double fall = i < held ? 1 : 1 - (i - held) / (double) release;
            out[i] *= (float) (rise * rise * (3 - 2 * rise) * fall * fall);
        }
        return out;
    }

    /** A struck string or bar: each overtone decays faster than the one below. */
    private static float[] struck(double hz, double seconds, int overtones, double bright, double level) {
        float[] out = new float[(int) (seconds * RATE)];
        for (int k = 1; k <= overtones && hz * k < 12_000; k++) {
            double amplitude = level * Math.pow(bright, k - 1) / k;
            double decay = Math.exp(-(2.2 + 1.3 * k) / RATE);
            addDecaying(out, hz * k * (1 + 0.0004 * k * k), amplitude, decay);
        }
        smoothEnds(out, 96, out.length / 6);
        return out;
    }

    private float[] lead(double hz, int held) {
        int release = RATE / 4;
        float[] out = new float[held + release];
        double phase = 0;
        for (int i = 0; i < out.length; i++) {
            double vibrato = 1 + 0.0025 * Math.min(1, i / (0.4 * RATE)) * Math.sin(2 * Math.PI * 5.2 * i / RATE);
            phase += 2 * Math.PI * hz * vibrato / RATE;
            out[i] = (float) (0.16
                    * (Math.sin(phase)
                            + (0.15 + 0.3 * brightness) * Math.sin(2 * phase)
                            + 0.12 * brightness * Math.sin(3 * phase)));
        }
        smoothEnds(out, RATE / 30, release);
        return out;
    }

    private float[] bass(double hz, int held) {
        int release = RATE / 12;
        float[] out = new float[held + release];
        add(out, hz, 0.30, 0);
        add(out, 2 * hz, 0.10 + 0.06 * brightness, 0.3);
        add(out, 3 * hz, 0.03 + 0.06 * brightness, 0.7);
        for (int i = 0; i < out.length; i++) {
            out[i] *= (float) (0.55 + 0.45 * Math.exp(-3.0 * i / RATE));
        }
        smoothEnds(out, RATE / 150, release);
        return out;
    }

    /** A tone of falling pitch with some noise. */
    private static float[] drum(double seconds, double fromHz, double toHz, double noise, double level) {
        float[] out = new float[(int) (seconds * RATE)];
        SplittableRandom random = new SplittableRandom(17);
        double phase = 0;
        for (int i = 0; i < out.length; i++) {
            double t = i / (double) RATE;
            phase += 2 * Math.PI * (toHz + (fromHz - toHz) * Math.exp(-28 * t)) / RATE;
            double tone = Math.sin(phase) * Math.exp(-t * 4.5 / seconds);
            double hiss = (2 * random.nextDouble() - 1) * Math.exp(-t * 5.5 / seconds);
            out[i] = (float) (level * ((1 - noise) * tone + noise * hiss));
        }
        smoothEnds(out, 48, out.length / 5);
        return out;
    }

    private static float[] hat() {
        float[] out = new float[RATE / 12];
        SplittableRandom random = new SplittableRandom(5);
        double before = 0;
        double beforeThat = 0;
        for (int i = 0; i < out.length; i++) {
            double noise = 2 * random.nextDouble() - 1;
            // The second difference keeps only the highest frequencies of the noise.
            out[i] = (float) (0.11 * (noise - 2 * before + beforeThat) * Math.exp(-60.0 * i / RATE));
            beforeThat = before;
            before = noise;
        }
        smoothEnds(out, 24, out.length / 4);
        return out;
    }

    private static void add(float[] out, double hz, double amplitude, double phase) {
        // A two-term recurrence costs one multiplication per sample instead of a sine.
        double step = 2 * Math.PI * hz / RATE;
        double c = 2 * Math.cos(step);
        double now = amplitude * Math.sin(phase);
        double before = amplitude * Math.sin(phase - step);
        for (int i = 0; i < out.length; i++) {
            out[i] += (float) now;
            double next = c * now - before;
            before = now;
            now = next;
        }
    }

    private static void addDecaying(float[] out, double hz, double amplitude, double decay) {
        double step = 2 * Math.PI * hz / RATE;
        double c = 2 * decay * Math.cos(step);
        double d = decay * decay;
        double now = 0;
        double before = -amplitude * Math.sin(step) / decay;
        for (int i = 0; i < out.length; i++) {
            out[i] += (float) now;
            double next = c * now - d * before;
            before = now;
            now = next;
        }
    }

    private static void smoothEnds(float[] out, int rise, int fall) {
        for (int i = 0; i < Math.min(rise, out.length); i++) {
            out[i] *= i / (float) rise;
        }
        for (int i = 0; i < Math.min(fall, out.length); i++) {
            out[out.length - 1 - i] *= i / (float) fall;
        }
    }
}
