package io.longtake.studio.film.sound;

import io.longtake.media.sound.Pcm;
import io.longtake.studio.film.Film;
import io.longtake.studio.film.FrameClock;
import io.longtake.studio.film.music.Music;
import java.io.IOException;
import java.nio.file.Path;

/** Generated music. */
final class MusicVoice implements Voice {
    private final Music music;

    /** @param work folder for temporary files */
    MusicVoice(Film.Sound.Music sound, long seed, Path work) throws IOException {
        long length = FrameClock.samples(sound.length(), Pcm.RATE);
        music = new Music(sound.mood(), sound.tempoBpm().orElse(0), sound.instrument(), length, seed, work);
    }

    @Override
    public void next(float[] left, float[] right, int count) {
        music.next(left, right, count);
    }

    @Override
    public void close() {}
}
