package io.longtake.studio.film.music;

import java.util.Locale;

/** An instrument whose samples are shipped; its name is that of its file and of its zones. */
enum Sampled {
    PIANO,
    ELECTRIC_PIANO,
    GUITAR,
    STEEL_GUITAR,
    STRINGS,
    PIZZICATO,
    CELLO,
    HORNS,
    FLUTE,
    WARM_PAD,
    SYNTH_BRASS,
    VIBRAPHONE,
    GLOCKENSPIEL,
    ACOUSTIC_BASS,
    FINGERED_BASS,
    /** Its keys are those of {@link Drum}. */
    DRUMS;

    String file() {
        return name().toLowerCase(Locale.ROOT);
    }
}
