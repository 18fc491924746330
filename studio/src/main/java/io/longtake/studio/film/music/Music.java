package io.longtake.studio.film.music;

import io.longtake.media.sound.Pcm;
import io.longtake.studio.film.Film;
import io.longtake.studio.film.Film.Mood;
import io.longtake.studio.film.music.Score.Note;
import io.longtake.studio.film.music.Score.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A piece of any length, generated from its start in blocks. Its tempo is changed by at most a few percent so that the piece ends
 * with a whole bar on the tonic chord, during which a fade-out takes place.
 */
public final class Music {
    private static final double MAX_BEND = 0.06;

    /** How far a note may begin from its place, and how much its strength varies: what makes players sound like people. */
    private static final double LOOSE_SECONDS = 0.008;

    private static final double UNEVEN = 0.18;

    /** Coefficient of the filter that removes what is below 35 Hz: no loudspeaker plays it, and it uses up the headroom. */
    private static final float RUMBLE = (float) (2 * Math.PI * 35 / Pcm.RATE);

    private final Style style;
    private final Score score;
    private final Ensemble ensemble;
    private final Samples samples;
    private final Room room;
    private final SplittableRandom hand;
    private final double beatSamples;
    private final int bars;
    private final List<Tone> sounding = new ArrayList<>();
    private List<Note> waiting = List.of();
    private float[] toRoom = new float[0];
    private float rumbleLeft;
    private float rumbleRight;
    private int nextNote;
    private int bar = -1;
    private long at;

    /**
     * @param bpm quarter notes per minute; 0 for the mood's default
     * @param instrument for the broken chords and the melody
     * @param length of the piece in samples
     * @param work folder for temporary files while the instruments are loaded
     * @throws IOException when {@code work} cannot be written
     */
    public Music(Mood mood, int bpm, Film.Instrument instrument, long length, long seed, Path work) throws IOException {
        style = Style.of(mood);
        score = new Score(style, seed + mood.name().hashCode() * 7_919L);
        ensemble = Ensemble.of(mood).with(instrument);
        samples = Samples.load(ensemble.instruments(), work);
        room = new Room(style.roomSeconds());
        hand = new SplittableRandom(seed);
        Tempo tempo = tempo(style, bpm, length);
        bars = tempo.bars();
        beatSamples = tempo.beatSamples();
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
        toRoom = toRoom.length < count ? new float[count] : toRoom;
        Arrays.fill(left, 0, count, 0f);
        Arrays.fill(right, 0, count, 0f);
        Arrays.fill(toRoom, 0, count, 0f);
        begin(at + count);
        sounding.removeIf(tone -> !tone.addTo(left, right, toRoom, at, count));
        room.addTo(left, right, toRoom, count);
        rumbleLeft = withoutRumble(left, count, rumbleLeft);
        rumbleRight = withoutRumble(right, count, rumbleRight);
        at += count;
    }

    private static float withoutRumble(float[] channel, int count, float before) {
        float rumble = before;
        for (int i = 0; i < count; i++) {
            rumble += RUMBLE * (channel[i] - rumble);
            channel[i] -= rumble;
        }
        return rumble;
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
            play(note, start);
        }
    }

    private void play(Note note, long start) {
        Role role = note.role();
        Seat seat = ensemble.seat(role);
        double accent = note.accent() * (1 + UNEVEN * (hand.nextDouble() - 0.5));
        double late = role.isDrum() ? 0 : LOOSE_SECONDS * hand.nextDouble();
        double beats = seat.rings() ? Math.max(note.beats(), Score.BEATS - note.at()) : note.beats();
        Tone.Touch touch = new Tone.Touch(
                start + Math.round(late * Pcm.RATE),
                (long) (beats * beatSamples),
                style.level(role) * accent,
                note.pan(),
                seat.room(),
                seat.cutoffHz() * (0.4 + 0.6 * accent),
                seat.attackSeconds());
        int key = ensemble.key(role, note.pitch());
        for (Zone zone : samples.of(seat.instrument(), key)) {
            sounding.add(new Tone(zone, key, touch));
        }
    }
}
