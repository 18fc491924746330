package io.longtake.studio.film.music;

import io.longtake.media.sound.Pcm;

/** A zone that sounds: a recorded note at another pitch, with its rise, decay and release, through a low-pass filter. */
final class Tone {
    private static final float INAUDIBLE = 1e-4f;

    private final Zone zone;
    private final long start;
    private final long end;
    private final double step;
    private final float left;
    private final float right;
    private final float room;
    private final float cut;
    private final float rise;
    private final float decay;
    private final float release;
    private double position;
    private float low;
    private float attack;
    private float gain;

    /**
     * How a tone is played.
     *
     * @param start sample of the piece
     * @param held in samples; the release follows
     * @param level linear
     * @param pan -1 left, 1 right
     * @param room part that goes to the room effect
     * @param cutoffHz of the low-pass filter
     * @param attackSeconds at least; the recorded note may have a slower one
     */
    record Touch(long start, long held, double level, double pan, double room, double cutoffHz, double attackSeconds) {}

    Tone(Zone zone, int key, Touch touch) {
        this.zone = zone;
        start = touch.start();
        end = start + touch.held();
        step = Math.pow(2, (key - zone.root) / 12);
        double angle = (Math.max(-1, Math.min(1, touch.pan() + 0.7 * zone.pan)) + 1) * Math.PI / 4;
        left = (float) Math.cos(angle);
        right = (float) Math.sin(angle);
        room = (float) touch.room();
        cut = (float) (1 - Math.exp(-2 * Math.PI * touch.cutoffHz() / Pcm.RATE));
        double attackSamples = Math.max(zone.attackSeconds, touch.attackSeconds()) * Pcm.RATE;
        rise = (float) (1 / Math.max(32, attackSamples));
        decay = falling(zone.decayDbPerSecond);
        release = falling(zone.releaseDbPerSecond);
        gain = (float) (zone.gain * touch.level());
        position = zone.start;
    }

    private static float falling(double dbPerSecond) {
        return (float) Math.pow(10, -dbPerSecond / 20 / Pcm.RATE);
    }

    /**
     * Adds the samples from {@code at} on.
     *
     * @return false if the tone has ended
     */
    boolean addTo(float[] toLeft, float[] toRight, float[] toRoom, long at, int count) {
        int from = (int) Math.max(0, start - at);
        int releaseFrom = (int) Math.min(count, Math.max(0, end - at));
        if (!add(toLeft, toRight, toRoom, from, releaseFrom, decay)) {
            return false;
        }
        return add(toLeft, toRight, toRoom, Math.max(from, releaseFrom), count, release * decay);
    }

    private boolean add(float[] toLeft, float[] toRight, float[] toRoom, int from, int to, float falling) {
        for (int i = from; i < to; i++) {
            low += cut * (zone.at(position) - low);
            float sample = low * gain * attack;
            toLeft[i] += sample * left;
            toRight[i] += sample * right;
            toRoom[i] += sample * room;
            attack = Math.min(1, attack + rise);
            gain *= falling;
            if (gain < INAUDIBLE) {
                return false;
            }
            position += step;
            if (position >= zone.end) {
                if (zone.loop == 0) {
                    return false;
                }
                position -= zone.loop;
            }
        }
        return true;
    }
}
