package io.longtake.studio.film.sound;

import io.longtake.media.sound.Pcm;
import io.longtake.studio.film.Film;
import io.longtake.studio.film.FrameClock;
import io.longtake.studio.film.music.Music;

/** Generated music. */
final class MusicVoice implements Voice {
    private final Music music;

    MusicVoice(Film.Sound.Music sound, long seed) {
        music = new Music(sound.mood(), sound.tempoBpm().orElse(0), FrameClock.samples(sound.length(), Pcm.RATE), seed);
    }

    @Override
    public void next(float[] left, float[] right, int count) {
        music.next(left, right, count);
    }

    @Override
    public void close() {}
}
