package io.longtake.studio.film.music;

import io.longtake.media.sound.Pcm;
import io.longtake.studio.film.Film.Mood;
import io.longtake.studio.film.music.Score.Note;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/**
 * A piece of any length, generated from its start in blocks. Its tempo is changed by at most a few percent so that the piece ends
 * with a whole bar on the tonic chord, during which a fade-out takes place.
 */
public final class Music {
    private static final double MAX_BEND = 0.06;

    private final Style style;
    private final Score score;
    private final Timbre timbre;
    private final Echo echo;
    private final double beatSamples;
    private final int bars;
    private final List<Sounding> sounding = new ArrayList<>();
    private List<Note> waiting = List.of();
    private int nextNote;
    private int bar = -1;
    private long at;

    @SuppressWarnings("ArrayRecordComponent") // shared by all notes of the same sound
    private record Sounding(long start, float[] samples, float left, float right) {}

    /**
     * @param bpm quarter notes per minute; 0 for the mood's default
     * @param length of the piece in samples
     */
    public Music(Mood mood, int bpm, long length, long seed) {
        style = Style.of(mood);
        score = new Score(style, seed + mood.name().hashCode() * 7_919L);
        timbre = new Timbre(style.brightness());
        Tempo tempo = tempo(style, bpm, length);
        bars = tempo.bars();
        beatSamples = tempo.beatSamples();
        echo = new Echo((int) (beatSamples * 0.75));
    }

    private record Tempo(double beatSamples, int bars) {}

    private static Tempo tempo(Style style, int bpm, long length) {
        double wished = Pcm.RATE * 60.0 / (bpm > 0 ? Math.min(Math.max(bpm, 30), 240) : style.bpm());
        double barSamples = wished * Score.BEATS;
        int bars = (int) Math.max(1, Math.rint(length / barSamples));
        double bent = length / (double) (bars * (long) Score.BEATS);
        return new Tempo(Math.abs(bent / wished - 1) <= MAX_BEND ? bent : wished, bars);
    }

    /** Milliseconds from one beat to the next in a piece of this length; a bar has four beats, and the first one is at 0. */
    public static double beatMillis(Mood mood, int bpm, Duration length) {
        long samples = Math.round(length.toMillis() * (Pcm.RATE / 1000.0));
        return tempo(Style.of(mood), bpm, samples).beatSamples() * 1000 / Pcm.RATE;
    }

    /** Writes the next {@code count} samples to the start of both arrays. */
    public void next(float[] left, float[] right, int count) {
        Arrays.fill(left, 0, count, 0f);
        Arrays.fill(right, 0, count, 0f);
        begin(at + count);
        for (Iterator<Sounding> it = sounding.iterator(); it.hasNext(); ) {
            Sounding sound = it.next();
            int from = (int) Math.max(0, sound.start() - at);
            long end = sound.start() + sound.samples().length - at;
            int to = (int) Math.min(count, end);
            int offset = (int) (at - sound.start());
            for (int i = from; i < to; i++) {
                float sample = sound.samples()[offset + i];
                left[i] += sample * sound.left();
                right[i] += sample * sound.right();
            }
            if (end <= count) {
                it.remove();
            }
        }
        echo.apply(left, right, count);
        at += count;
    }

    /** Starts all notes that begin before {@code until}. */
    private void begin(long until) {
        while (true) {
            if (nextNote == waiting.size()) {
                if ((bar + 1) * Score.BEATS * beatSamples >= until) {
                    return;
                }
                bar++;
                waiting = score.bar(bar, bar == bars - 1);
                nextNote = 0;
                continue;
            }
            Note note = waiting.get(nextNote);
            long start = (long) ((bar * Score.BEATS + note.at()) * beatSamples);
            if (start >= until) {
                return;
            }
            nextNote++;
            float[] samples = timbre.sound(note.instrument(), note.pitch(), (int) (note.beats() * beatSamples));
            double angle = (note.pan() + 1) * Math.PI / 4;
            sounding.add(new Sounding(start, samples, (float) (note.level() * Math.cos(angle)), (float)
                    (note.level() * Math.sin(angle))));
        }
    }
}
