package io.longtake.studio.film.music;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Writes one bar of music at a time. A bar depends only on the style, the seed and its number, so a piece can have any length and
 * can be generated from any bar on.
 */
final class Score {
    /** What a note is in the piece; the {@link Ensemble} decides what plays it. */
    enum Role {
        PAD,
        PLUCK,
        LEAD,
        BASS,
        KICK,
        SNARE,
        HAT,
        TOM;

        boolean isDrum() {
            return compareTo(BASS) > 0;
        }
    }

    /**
     * @param at in beats from the bar's start
     * @param beats how long it is held
     * @param pitch MIDI note; unused for drums
     * @param accent its strength among the notes of its role; 1 is normal
     * @param pan -1 left, 1 right
     */
    record Note(Role role, double at, double beats, int pitch, double accent, double pan) {}

    static final int BEATS = 4;
    private static final int PHRASE = 8;
    private static final int[] MAJOR = {0, 2, 4, 5, 7, 9, 11};
    private static final int[] MINOR = {0, 2, 3, 5, 7, 8, 10};

    private final Style style;
    private final long seed;

    Score(Style style, long seed) {
        this.style = style;
        this.seed = seed;
    }

    /** The notes of a bar in the order in which they begin. */
    List<Note> bar(int number, boolean last) {
        List<Note> notes = new ArrayList<>();
        int phrase = number / PHRASE;
        RandomGenerator random = random(phrase);
        List<Integer> progression =
                style.progressions().get(random.nextInt(style.progressions().size()));
        int degree = last ? 0 : progression.get(number % progression.size());
        // The first two bars and the last one have fewer voices; at the end of a phrase the melody holds one note.
        boolean thin = number < 2 || last;
        boolean turn = number % PHRASE == PHRASE - 1;
        pad(notes, degree);
        if (!last) {
            pluck(notes, degree, random(1_000 + phrase * 2 + number % 2));
        }
        bass(notes, degree, last);
        if (!thin) {
            melody(notes, degree, turn, random(5_000 + phrase * 31 + number % 4));
            drums(notes, turn);
        }
        notes.sort(Comparator.comparingDouble(Note::at));
        return notes;
    }

    private RandomGenerator random(int salt) {
        // SplittableRandom mixes its seed well and gives the same numbers on every JDK.
        return new java.util.SplittableRandom(seed * 0x9e3779b97f4a7c15L + salt);
    }

    /** The pitch of a scale step counted from the tonic; steps continue beyond the octave. */
    private int pitch(int step) {
        int[] scale = style.minor() ? MINOR : MAJOR;
        return style.key() + 12 * Math.floorDiv(step, 7) + scale[Math.floorMod(step, 7)];
    }

    private void pad(List<Note> notes, int degree) {
        int[] voices = {degree, degree + 2, degree + 4, degree + 6};
        for (int i = 0; i < voices.length; i++) {
            int pitch = pitch(voices[i]);
            // Voices stay within an octave and a half, so that the steps between chords are small.
            pitch = pitch > style.key() + 16 ? pitch - 12 : pitch;
            notes.add(new Note(Role.PAD, 0, BEATS + 0.1, pitch, i == 3 ? 0.55 : 1, (i - 1.5) * 0.4));
        }
    }

    private void pluck(List<Note> notes, int degree, RandomGenerator random) {
        int[] shape = {0, 2, 4, 7, 4, 2, 9, 4};
        int turn = random.nextInt(4);
        double length = BEATS / (double) style.steps();
        for (int i = 0; i < style.steps(); i++) {
            boolean rests = i > 0 && random.nextInt(6) == 0;
            if (!rests) {
                double late = i % 2 == 1 ? style.swing() * length : 0;
                int pitch = pitch(degree + shape[(i + turn) % shape.length]) + 12;
                double accent = i % 4 == 0 ? 1 : 0.7;
                notes.add(new Note(Role.PLUCK, i * length + late, 1.5, pitch, accent, i % 2 == 0 ? -0.35 : 0.35));
            }
        }
    }

    private void bass(List<Note> notes, int degree, boolean last) {
        int root = pitch(degree) - 12;
        int low = root > 46 ? root - 12 : root;
        if (last || style.bassLine() == Style.BassLine.HELD) {
            notes.add(new Note(Role.BASS, 0, BEATS, low, 1, 0));
        } else if (style.bassLine() == Style.BassLine.ROOT_AND_FIFTH) {
            notes.add(new Note(Role.BASS, 0, 1.6, low, 1, 0));
            notes.add(new Note(Role.BASS, 2.5, 1.2, low + 7, 0.8, 0));
        } else {
            for (int i = 0; i < 8; i++) {
                notes.add(new Note(Role.BASS, i * 0.5, 0.42, low, i % 2 == 0 ? 1 : 0.75, 0));
            }
        }
    }

    /** A short figure on chord tones with steps between; the last bar of a phrase holds one note. */
    private void melody(List<Note> notes, int degree, boolean turn, RandomGenerator random) {
        if (turn) {
            notes.add(new Note(Role.LEAD, 0, 3, pitch(degree + 2) + 12, 1, 0.1));
            return;
        }
        int[] rhythm = random.nextBoolean() ? new int[] {0, 3, 4, 6} : new int[] {2, 4, 5};
        int step = degree + new int[] {2, 4, 7}[random.nextInt(3)];
        for (int i = 0; i < rhythm.length; i++) {
            if (random.nextInt(5) > 0) {
                notes.add(new Note(
                        Role.LEAD, rhythm[i] * 0.5, i == rhythm.length - 1 ? 1.4 : 0.7, pitch(step) + 12, 1, 0.1));
            }
            step += random.nextInt(3) - 1;
        }
    }

    private void drums(List<Note> notes, boolean turn) {
        switch (style.drums()) {
            case NONE -> {}
            case BRUSHED -> {
                hit(notes, Role.KICK, 0.3, 0);
                hit(notes, Role.HAT, 0.3, 1, 2, 3, 3.5);
            }
            case BEAT -> {
                hit(notes, Role.KICK, 0.8, 0, turn ? 1.5 : 2.5);
                hit(notes, Role.SNARE, 0.5, 1, 3);
                for (int i = 0; i < 8; i++) {
                    double late = i % 2 == 1 ? style.swing() * 0.5 : 0;
                    hit(notes, Role.HAT, i % 2 == 0 ? 0.32 : 0.2, i * 0.5 + late);
                }
            }
            case FOUR_ON_THE_FLOOR -> {
                hit(notes, Role.KICK, 0.95, 0, 1, 2, 3);
                hit(notes, Role.SNARE, 0.5, 1, 3);
                hit(notes, Role.HAT, 0.4, 0.5, 1.5, 2.5, 3.5);
            }
            case TOMS -> {
                hit(notes, Role.KICK, 1, 0, 2.5);
                hit(notes, Role.TOM, 0.7, 0, 0.75, 1.5, 2, 3);
                if (turn) {
                    hit(notes, Role.TOM, 0.8, 2.5, 2.75, 3.25, 3.5, 3.75);
                }
            }
        }
    }

    private static void hit(List<Note> notes, Role drum, double accent, double... beats) {
        for (double beat : beats) {
            notes.add(new Note(drum, beat, 0.5, 0, accent, drum == Role.HAT ? 0.3 : 0));
        }
    }
}
