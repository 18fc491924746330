package io.longtake.studio.film.music;

/** A drum, with the key of its zone. */
enum Drum {
    KICK(0),
    SNARE(1),
    RIM(2),
    CLAP(3),
    HAT(4),
    OPEN_HAT(5),
    TAMBOURINE(6),
    SHAKER(7),
    LOW_TOM(8),
    HIGH_TOM(9),
    BRUSH(10),
    BRUSH_SWIRL(11),
    BASS_DRUM(12),
    TIMPANI(13),
    CYMBAL(14);

    private final int key;

    Drum(int key) {
        this.key = key;
    }

    int key() {
        return key;
    }
}
