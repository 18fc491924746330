package io.longtake.studio.film.music;

/**
 * Who plays a voice of the piece, and how.
 *
 * @param octaves by which the voice is moved
 * @param rings whether a note sounds on to the end of its bar, as with a piano's pedal
 * @param room part that goes to the room effect
 * @param cutoffHz above which a note of normal strength is damped
 * @param attackSeconds the least time in which a note rises
 */
record Seat(Sampled instrument, int octaves, boolean rings, double room, double cutoffHz, double attackSeconds) {
    static Seat of(Sampled instrument) {
        return switch (instrument) {
            case PIANO -> new Seat(instrument, 0, true, 0.25, 7_000, 0);
            case ELECTRIC_PIANO -> new Seat(instrument, 0, true, 0.25, 6_000, 0);
            case GUITAR -> new Seat(instrument, 0, true, 0.25, 9_000, 0);
            case STEEL_GUITAR -> new Seat(instrument, 0, false, 0.2, 9_000, 0);
            case STRINGS -> new Seat(instrument, 0, false, 0.4, 9_000, 0.15);
            case PIZZICATO -> new Seat(instrument, 0, false, 0.4, 12_000, 0);
            case CELLO -> new Seat(instrument, 0, false, 0.4, 8_000, 0.06);
            case HORNS -> new Seat(instrument, 0, false, 0.45, 7_000, 0.04);
            case FLUTE -> new Seat(instrument, 0, false, 0.4, 9_000, 0.05);
            case WARM_PAD -> new Seat(instrument, 0, false, 0.5, 6_000, 0.6);
            case SYNTH_BRASS -> new Seat(instrument, 0, false, 0.3, 4_000, 0.01);
            case VIBRAPHONE, GLOCKENSPIEL -> new Seat(instrument, 0, true, 0.35, 12_000, 0);
            case ACOUSTIC_BASS, FINGERED_BASS -> new Seat(instrument, 0, false, 0.05, 4_000, 0);
            case DRUMS -> new Seat(instrument, 0, false, 0.12, 16_000, 0);
        };
    }

    Seat up(int by) {
        return new Seat(instrument, octaves + by, rings, room, cutoffHz, attackSeconds);
    }

    Seat cutoff(double hz) {
        return new Seat(instrument, octaves, rings, room, hz, attackSeconds);
    }

    Seat attack(double seconds) {
        return new Seat(instrument, octaves, rings, room, cutoffHz, seconds);
    }
}
