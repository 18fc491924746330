package io.longtake.studio.film.music;

import io.longtake.studio.film.Film;
import io.longtake.studio.film.Film.Mood;
import io.longtake.studio.film.music.Score.Role;
import java.util.EnumSet;
import java.util.Set;

/** Who plays the voices of a mood. */
record Ensemble(Seat pad, Seat pluck, Seat lead, Seat bass, Kit kit) {
    /** The drums that stand for the hits of the score. */
    record Kit(Drum kick, Drum snare, Drum hat, Drum tom) {}

    private static final Kit BEAT = new Kit(Drum.KICK, Drum.SNARE, Drum.HAT, Drum.LOW_TOM);
    private static final Kit SOFT = new Kit(Drum.KICK, Drum.RIM, Drum.HAT, Drum.LOW_TOM);
    private static final Kit DANCE = new Kit(Drum.KICK, Drum.CLAP, Drum.OPEN_HAT, Drum.LOW_TOM);
    private static final Kit BRUSHES = new Kit(Drum.KICK, Drum.BRUSH, Drum.BRUSH, Drum.LOW_TOM);
    private static final Kit ORCHESTRA = new Kit(Drum.BASS_DRUM, Drum.SNARE, Drum.CYMBAL, Drum.TIMPANI);

    static Ensemble of(Mood mood) {
        Seat strings = Seat.of(Sampled.STRINGS);
        Seat piano = Seat.of(Sampled.PIANO);
        Seat guitar = Seat.of(Sampled.GUITAR);
        Seat fingered = Seat.of(Sampled.FINGERED_BASS);
        Seat acoustic = Seat.of(Sampled.ACOUSTIC_BASS);
        return switch (mood) {
            case LOFI ->
                new Ensemble(
                        Seat.of(Sampled.ELECTRIC_PIANO),
                        guitar.cutoff(6_000),
                        Seat.of(Sampled.VIBRAPHONE),
                        fingered,
                        SOFT);
            case CALM -> new Ensemble(strings.attack(0.5).cutoff(5_000), piano.cutoff(5_000), piano, acoustic, BRUSHES);
            case HAPPY ->
                new Ensemble(
                        strings,
                        guitar.cutoff(14_000),
                        Seat.of(Sampled.GLOCKENSPIEL).up(1),
                        fingered,
                        BEAT);
            case EPIC ->
                new Ensemble(
                        strings.attack(0.1).cutoff(14_000),
                        Seat.of(Sampled.PIZZICATO),
                        Seat.of(Sampled.HORNS),
                        Seat.of(Sampled.CELLO),
                        ORCHESTRA);
            case SAD ->
                new Ensemble(
                        strings.attack(0.5).cutoff(5_000),
                        piano.cutoff(4_500),
                        Seat.of(Sampled.CELLO).up(-1),
                        acoustic,
                        BRUSHES);
            case UPBEAT ->
                new Ensemble(
                        strings.attack(0.05),
                        Seat.of(Sampled.STEEL_GUITAR).up(-1),
                        Seat.of(Sampled.SYNTH_BRASS),
                        fingered,
                        DANCE);
            case AMBIENT ->
                new Ensemble(
                        Seat.of(Sampled.WARM_PAD).up(1).cutoff(10_000),
                        Seat.of(Sampled.VIBRAPHONE),
                        Seat.of(Sampled.FLUTE),
                        Seat.of(Sampled.CELLO).attack(0.5),
                        BRUSHES);
            case ROMANTIC -> new Ensemble(strings.attack(0.3), guitar.up(-1), piano, acoustic, BRUSHES);
        };
    }

    /** The same with this instrument for the broken chords and the melody. */
    Ensemble with(Film.Instrument instrument) {
        return switch (instrument) {
            case OF_MOOD -> this;
            case PIANO -> with(Seat.of(Sampled.PIANO), Seat.of(Sampled.PIANO));
            case GUITAR -> with(Seat.of(Sampled.GUITAR), Seat.of(Sampled.GUITAR));
            case STRINGS ->
                new Ensemble(
                        Seat.of(Sampled.STRINGS),
                        Seat.of(Sampled.PIZZICATO),
                        Seat.of(Sampled.STRINGS).attack(0.05),
                        Seat.of(Sampled.CELLO),
                        kit);
        };
    }

    private Ensemble with(Seat nextPluck, Seat nextLead) {
        return new Ensemble(pad, nextPluck, nextLead, bass, kit);
    }

    Seat seat(Role role) {
        return switch (role) {
            case PAD -> pad;
            case PLUCK -> pluck;
            case LEAD -> lead;
            case BASS -> bass;
            case KICK, SNARE, HAT, TOM -> Seat.of(Sampled.DRUMS);
        };
    }

    /** The key of a note: its pitch, or the number of its drum. */
    int key(Role role, int pitch) {
        return switch (role) {
            case PAD, PLUCK, LEAD, BASS -> pitch + 12 * seat(role).octaves();
            case KICK -> kit.kick().key();
            case SNARE -> kit.snare().key();
            case HAT -> kit.hat().key();
            case TOM -> kit.tom().key();
        };
    }

    Set<Sampled> instruments() {
        return EnumSet.of(pad.instrument(), pluck.instrument(), lead.instrument(), bass.instrument(), Sampled.DRUMS);
    }
}
