package io.longtake.studio.film.music;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.longtake.media.sound.Loudness;
import io.longtake.media.sound.Pcm;
import io.longtake.studio.film.Film;
import io.longtake.studio.film.Film.Mood;
import io.longtake.studio.film.sound.Soundtrack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MusicTest {
    private static final int BLOCK = 4_800;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void isAsLoudOnAPhoneAsOnLoudspeakers(Mood mood) throws IOException {
        Path heard = normalised(mood, Film.Instrument.OF_MOOD);

        Loudness loudness = Loudness.measure(heard, Pcm.length(heard));
        assertThat(loudness.integratedLufs()).isCloseTo(Soundtrack.TARGET_LUFS, within(0.5));
        assertThat(loudness.truePeakDb()).isLessThan(-1);
        assertThat(onAPhone(heard)).isGreaterThan(Soundtrack.TARGET_LUFS - 6);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OF_MOOD")
    void anInstrumentIsHeardInsteadOfThoseOfTheMood(Film.Instrument instrument) throws IOException {
        Path asked = normalised(Mood.AMBIENT, instrument);

        assertThat(Files.mismatch(asked, normalised(Mood.AMBIENT, Film.Instrument.OF_MOOD)))
                .isNotNegative();
        assertThat(onAPhone(asked)).isGreaterThan(Soundtrack.TARGET_LUFS - 6);
    }

    @Test
    void theSameSeedGivesTheSameBytesHoweverItIsRead() throws IOException {
        Path one = played("one", Mood.HAPPY, Film.Instrument.OF_MOOD, 6, BLOCK, 3);

        assertThat(Files.mismatch(one, played("same", Mood.HAPPY, Film.Instrument.OF_MOOD, 6, BLOCK / 3, 3)))
                .isEqualTo(-1);
        assertThat(Files.mismatch(one, played("other", Mood.HAPPY, Film.Instrument.OF_MOOD, 6, BLOCK, 4)))
                .isNotNegative();
    }

    /** A wrong tuning, a loop of a wrong length or an octave too many in the shipped samples would be heard as a wrong note. */
    @ParameterizedTest
    @CsvSource({
        "PIANO, 57", "PIANO, 76", "ELECTRIC_PIANO, 60", "GUITAR, 62", "STEEL_GUITAR, 64", "STRINGS, 60", "STRINGS, 69",
        "PIZZICATO, 60", "CELLO, 45", "HORNS, 57", "FLUTE, 74", "SYNTH_BRASS, 66", "VIBRAPHONE, 69", "WARM_PAD, 64",
        "GLOCKENSPIEL, 96", "ACOUSTIC_BASS, 38", "FINGERED_BASS, 40"
    })
    void everyInstrumentIsInTune(Sampled instrument, int key) throws IOException {
        float[] sound = note(instrument, key);
        double period = Pcm.RATE / (440 * Math.pow(2, (key - 69) / 12.0));

        double best = 0;
        double at = 0;
        for (double lag = period * 0.94; lag < period * 1.06; lag += period / 500) {
            double alike = alike(sound, lag);
            if (alike > best) {
                best = alike;
                at = lag;
            }
        }
        assertThat(best).as("is a tone").isGreaterThan(0.5);
        assertThat(1200 * Math.log(period / at) / Math.log(2)).as("cents").isCloseTo(0, within(25.0));
        assertThat(alike(sound, period / 2)).as("not an octave higher").isLessThan(0.97 * best);
    }

    @ParameterizedTest
    @EnumSource
    void everyDrumHasASample(Drum drum) throws IOException {
        float[] sound = note(Sampled.DRUMS, drum.key());

        assertThat(peak(sound)).isGreaterThan(0.05);
    }

    @ParameterizedTest
    @EnumSource
    void everyKeyOfAnInstrumentIsPlayable(Sampled instrument) throws IOException {
        Samples samples = Samples.load(List.of(instrument), folder);

        int last = instrument == Sampled.DRUMS ? Drum.values().length - 1 : 100;
        for (int key = instrument == Sampled.DRUMS ? 0 : 28; key <= last; key++) {
            assertThat(samples.of(instrument, key)).as("key %s", key).hasSizeBetween(1, 4);
        }
    }

    private float[] note(Sampled instrument, int key) throws IOException {
        float[] left = new float[Pcm.RATE];
        float[] right = new float[Pcm.RATE];
        Tone.Touch touch = new Tone.Touch(0, Pcm.RATE, 1, 0, 0, 16_000, 0);
        for (Zone zone : Samples.load(List.of(instrument), folder).of(instrument, key)) {
            new Tone(zone, key, touch).addTo(left, right, new float[Pcm.RATE], 0, Pcm.RATE);
        }
        return left;
    }

    /** Normalised correlation of 0.2 s with what is {@code lag} samples later. */
    private static double alike(float[] sound, double lag) {
        int from = Pcm.RATE / 5;
        int whole = (int) lag;
        double part = lag - whole;
        double both = 0;
        double here = 0;
        double there = 0;
        for (int i = from; i < 2 * from; i++) {
            double later = sound[i + whole] * (1 - part) + sound[i + whole + 1] * part;
            both += sound[i] * later;
            here += sound[i] * sound[i];
            there += later * later;
        }
        return both / Math.sqrt(here * there + 1e-20);
    }

    private static double peak(float[] sound) {
        double peak = 0;
        for (float sample : sound) {
            peak = Math.max(peak, Math.abs(sample));
        }
        return peak;
    }

    private Path normalised(Mood mood, Film.Instrument instrument) throws IOException {
        Path raw = played("raw", mood, instrument, 15, BLOCK, 7);
        Path heard = folder.resolve(mood + "-" + instrument + ".f32");
        Loudness.normalise(raw, Pcm.length(raw), Soundtrack.TARGET_LUFS, heard);
        return heard;
    }

    private Path played(String name, Mood mood, Film.Instrument instrument, int seconds, int block, long seed)
            throws IOException {
        Path file = folder.resolve(name + ".f32");
        long length = seconds * (long) Pcm.RATE;
        Music music = new Music(mood, 0, instrument, length, seed, folder);
        float[] left = new float[block];
        float[] right = new float[block];
        try (Pcm.Writer writer = new Pcm.Writer(file)) {
            for (long at = 0; at < length; at += block) {
                music.next(left, right, block);
                writer.write(left, right, block);
            }
        }
        return file;
    }

    /** The loudness behind a high-pass of second order at 450 Hz, below which the loudspeaker of a phone plays little. */
    private double onAPhone(Path heard) throws IOException {
        Path file = folder.resolve("phone.f32");
        float[] left = new float[BLOCK];
        float[] right = new float[BLOCK];
        try (Pcm.Reader reader = new Pcm.Reader(heard);
                Pcm.Writer writer = new Pcm.Writer(file)) {
            HighPass leftPass = new HighPass();
            HighPass rightPass = new HighPass();
            for (int n = reader.read(left, right, BLOCK); n > 0; n = reader.read(left, right, BLOCK)) {
                leftPass.apply(left, n);
                rightPass.apply(right, n);
                writer.write(left, right, n);
            }
        }
        return Loudness.measure(file, Pcm.length(file)).integratedLufs();
    }

    /** A Butterworth filter of second order. */
    private static final class HighPass {
        private static final double W = 2 * Math.PI * 450 / Pcm.RATE;
        private static final double ALPHA = Math.sin(W) / Math.sqrt(2);
        private double x1;
        private double x2;
        private double y1;
        private double y2;

        void apply(float[] sound, int count) {
            for (int i = 0; i < count; i++) {
                double x = sound[i];
                double y = ((1 + Math.cos(W)) / 2 * (x - 2 * x1 + x2) + 2 * Math.cos(W) * y1 - (1 - ALPHA) * y2)
                        / (1 + ALPHA);
                x2 = x1;
                x1 = x;
                y2 = y1;
                y1 = y;
                sound[i] = (float) y;
            }
        }
    }
}
