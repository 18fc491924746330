package io.longtake.studio.film.sound;

import io.longtake.media.intake.Intake;
import io.longtake.media.sound.Loudness;
import io.longtake.media.sound.Pcm;
import io.longtake.studio.film.Film;
import io.longtake.studio.film.FrameClock;
import io.longtake.studio.film.render.FailedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** Mixes the sounds of a film. */
public final class Soundtrack {
    public static final double TARGET_LUFS = -16;

    private static final int BLOCK = 4800;

    private Soundtrack() {}

    /** The number of samples of the film's sound: exactly as long as its frames. */
    public static long samples(Film film) {
        return (long) FrameClock.frames(film.length()) * Pcm.RATE / Film.FPS;
    }

    /**
     * Writes the whole mix, normalised to {@link #TARGET_LUFS}, to {@code into}.
     *
     * @param work folder for temporary files
     * @param cancelled queried at least once per block
     * @throws CancellationException when {@code cancelled} returns true
     * @throws IOException when a source cannot be read or the result cannot be written
     */
    public static void render(Film film, Path work, Path into, BooleanSupplier cancelled) throws IOException {
        Path raw = work.resolve("mix.f32");
        mix(film, work, raw, cancelled);
        Loudness.normalise(raw, samples(film), TARGET_LUFS, into);
        Files.deleteIfExists(raw);
    }

    private static void mix(Film film, Path work, Path raw, BooleanSupplier cancelled) throws IOException {
        long total = samples(film);
        List<Placed> voices = new ArrayList<>();
        try (Pcm.Writer writer = new Pcm.Writer(raw)) {
            List<Film.Sound> heard = heard(film);
            for (Film.Sound sound : heard) {
                voices.add(new Placed(
                        sound, named(sound, () -> open(sound, film.seed(), work)), Ducking.of(sound, heard)));
            }
            float[] left = new float[BLOCK];
            float[] right = new float[BLOCK];
            for (long at = 0; at < total; at += BLOCK) {
                if (cancelled.getAsBoolean()) {
                    throw new CancellationException("the render was cancelled");
                }
                int count = (int) Math.min(BLOCK, total - at);
                Arrays.fill(left, 0f);
                Arrays.fill(right, 0f);
                for (Placed voice : voices) {
                    long from = at;
                    named(voice.sound, () -> voice.addTo(left, right, from, count));
                }
                fadeOut(film, left, right, at, count, total);
                writer.write(left, right, count);
            }
        } finally {
            for (Placed voice : voices) {
                voice.voice.close();
            }
        }
    }

    /** The sounds without those of clips that have no audio, so that the music is not lowered for them. */
    private static List<Film.Sound> heard(Film film) throws IOException {
        List<Film.Sound> heard = new ArrayList<>();
        for (Film.Sound sound : film.sounds()) {
            if (!(sound instanceof Film.Sound.OfClip clip)
                    || named(sound, () -> Intake.header(clip.file()).hasAudio())) {
                heard.add(sound);
            }
        }
        return heard;
    }

    private static <T> T named(Film.Sound sound, FailedFile.Step<T> step) throws IOException {
        if (sound instanceof Film.Sound.OfFile own) {
            return FailedFile.named(own.file(), step);
        }
        return sound instanceof Film.Sound.OfClip clip ? FailedFile.named(clip.file(), step) : step.run();
    }

    private static Voice open(Film.Sound sound, long seed, Path work) throws IOException {
        if (sound instanceof Film.Sound.Music music) {
            return new MusicVoice(music, seed, work);
        }
        if (sound instanceof Film.Sound.OfFile own) {
            return new FileVoice(own.file(), Duration.ZERO, 1, true);
        }
        Film.Sound.OfClip clip = (Film.Sound.OfClip) sound;
        return new FileVoice(clip.file(), clip.from(), clip.speed(), false);
    }

    private static void fadeOut(Film film, float[] left, float[] right, long at, int count, long total) {
        long length = FrameClock.samples(film.fades().out(), Pcm.RATE);
        for (int i = 0; i < count && length > 0; i++) {
            long rest = total - at - i;
            if (rest < length) {
                float gain = rest / (float) length;
                left[i] *= gain;
                right[i] *= gain;
            }
        }
    }

    /** A voice with its position in the film and its fades. */
    private static final class Placed {
        private final Film.Sound sound;
        private final Voice voice;
        private final Ducking ducking;
        private final long start;
        private final long length;
        private final long fadeIn;
        private final long fadeOut;
        private final float volume;
        private final float[] left = new float[BLOCK];
        private final float[] right = new float[BLOCK];

        Placed(Film.Sound sound, Voice voice, Ducking ducking) {
            this.sound = sound;
            this.voice = voice;
            this.ducking = ducking;
            start = FrameClock.samples(sound.start(), Pcm.RATE);
            length = FrameClock.samples(sound.length(), Pcm.RATE);
            volume = (float) sound.volume();
            Duration in = sound instanceof Film.Sound.Music m
                    ? m.fadeIn()
                    : sound instanceof Film.Sound.OfFile f ? f.fadeIn() : Duration.ZERO;
            Duration out = sound instanceof Film.Sound.Music m
                    ? m.fadeOut()
                    : sound instanceof Film.Sound.OfFile f ? f.fadeOut() : Duration.ZERO;
            fadeIn = FrameClock.samples(in, Pcm.RATE);
            fadeOut = FrameClock.samples(out, Pcm.RATE);
        }

        /**
         * Adds this voice to the mix.
         *
         * @return the number of samples added
         */
        int addTo(float[] toLeft, float[] toRight, long at, int count) throws IOException {
            long from = Math.max(at, start);
            long to = Math.min(at + count, start + length);
            if (from >= to) {
                return 0;
            }
            int n = (int) (to - from);
            int offset = (int) (from - at);
            voice.next(left, right, n);
            for (int i = 0; i < n; i++) {
                float gain = volume * gainAt(from + i - start) * ducking.at(from + i);
                toLeft[offset + i] += gain * left[i];
                toRight[offset + i] += gain * right[i];
            }
            return n;
        }

        private float gainAt(long sample) {
            float gain = 1;
            if (sample < fadeIn) {
                gain = sample / (float) fadeIn;
            }
            if (length - sample < fadeOut) {
                gain = Math.min(gain, (length - sample) / (float) fadeOut);
            }
            return gain;
        }
    }
}
