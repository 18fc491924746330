package io.longtake.media.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.longtake.media.MediaFormat;
import io.longtake.media.TestClip;
import io.longtake.media.TestClip.Pictures;
import io.longtake.media.TestClip.Sound;
import io.longtake.media.intake.Intake;
import io.longtake.media.intake.MediaFacts;
import io.longtake.media.picture.ClipReader;
import io.longtake.media.picture.PackedPicture;
import io.longtake.media.picture.Still;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that sound and pictures are in sync. */
class SoundTimingTest {
    private static final int WINDOW = Pcm.RATE / 200;

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0}, {1} from {2} s, pictures from {3} s")
    @CsvSource({
        "mp4, aac, 2.0, 0",
        "mp4, aac, 0, 0",
        "mov, aac, 2.0, 0",
        "mov, pcm_s16le, 1.5, 0",
        "matroska, aac, 2.0, 0",
        "matroska, libopus, 2.0, 0",
        "matroska, pcm_s16le, 0.7, 0",
        "avi, libmp3lame, 0, 0",
        "matroska, aac, 0, 1.0",
        "mp4, aac, 0, 1.0",
        "mov, pcm_s16le, 10.5, 10.0",
        "matroska, aac, 20.0, 21.5",
    })
    void theBeepPlaysWithTheFlash(String format, String codec, double soundFrom, double picturesFrom)
            throws IOException {
        double begin = Math.min(soundFrom, picturesFrom);
        double event = begin + 3;
        Path file = file(
                format,
                new Pictures("mpeg4", picturesFrom, begin + 6 - picturesFrom, event),
                new Sound(soundFrom, begin + 6 - soundFrom, event).as(codec, 48_000, "stereo"));

        assertThat(flash(file)).as("the flash").isCloseTo(3.0, within(0.04));
        assertThat(beeps(file, Duration.ZERO, 1)).as("the beep").hasSize(1);
        assertThat(beeps(file, Duration.ZERO, 1).get(0)).as("the beep").isCloseTo(3.0, within(0.03));
    }

    @ParameterizedTest(name = "{0} Hz, {1}")
    @CsvSource({"8000, mono", "44100, mono", "96000, stereo", "48000, 5.1", "48000, 3.0", "44100, 7.1"})
    void everyRateAndLayoutPlaysAtItsTime(int rate, String layout) throws IOException {
        Path file = file("matroska", new Pictures("mpeg4", 0, 4, 2), new Sound(1, 3, 2).as("pcm_s16le", rate, layout));

        assertThat(beeps(file, Duration.ZERO, 1)).hasSize(1);
        assertThat(beeps(file, Duration.ZERO, 1).get(0)).isCloseTo(2.0, within(0.02));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"matroska, aac", "matroska, pcm_s16le", "mov, aac", "mp4, aac"})
    void soundAfterAGapPlaysAtItsTimestamp(String format, String codec) throws IOException {
        Sound sound = new Sound(codec, 48_000, "stereo", 0, 6, List.of(0.5, 4.5), 1, 2);
        Path file = file(format, new Pictures("mpeg4", 0, 6, 4.5), sound);

        List<Double> heard = beeps(file, Duration.ZERO, 1);
        assertThat(heard).hasSize(2);
        assertThat(heard.get(0)).isCloseTo(0.5, within(0.03));
        assertThat(heard.get(1)).isCloseTo(4.5, within(0.05));
    }

    @ParameterizedTest(name = "from {0} s at {1} times the speed")
    @CsvSource({"1, 1", "2.5, 1", "0, 2", "1, 0.5", "0, 0.25", "2, 1.5", "0, 10"})
    void trimAndSpeedMoveTheBeepWithTheFrames(double from, double speed) throws IOException {
        Path file = file("mp4", new Pictures("mpeg4", 0, 6, 3), new Sound(2, 4, 3));

        List<Double> heard = beeps(file, Duration.ofMillis(Math.round(from * 1000)), speed);

        assertThat(heard).isNotEmpty();
        // The filter that preserves the pitch works in windows of some hundredths of a second of the source.
        assertThat(heard.get(0)).isCloseTo((3 - from) / speed, within(Math.max(0.06, 0.035 / speed)));
    }

    @Test
    void aSoundIsNotPaddedWithSilence() throws IOException {
        Path file = file("mp4", new Pictures("mpeg4", 0, 6, 3), new Sound(0, 2.5, 1));

        assertThat(samples(file) / (double) Pcm.RATE).isCloseTo(2.5, within(0.03));
    }

    @Test
    void aTimestampFarAfterTheEndAddsNoSilence() throws IOException {
        // The timestamps declare a gap of 40 minutes; the container's own length counts only the stored samples.
        Sound sound = new Sound("pcm_s16le", 48_000, "stereo", 0, 2404, List.of(0.5, 2403.0), 1, 2400);
        Path file = file("matroska", new Pictures("mpeg4", 0, 3, 0), sound);

        assertThat(beeps(file, Duration.ofMinutes(40), 1)).hasSize(1);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"mp3, libmp3lame", "ipod, aac", "wav, pcm_s16le", "matroska, libopus", "adts, aac"})
    void aSoundFileStartsWithItsSoundAndHasItsAudibleLength(String format, String codec) throws IOException {
        Path file = file(format, null, new Sound(0, 3.7, 1).as(codec, 48_000, "stereo"));

        MediaFacts info = Intake.inspect(file);
        double heard = samples(file) / (double) Pcm.RATE;

        assertThat(info.kind()).isEqualTo(MediaFormat.Kind.AUDIO);
        // AAC decoders continue to the end of the last packet, of 1024 samples; the container's length may end earlier.
        assertThat(info.duration().toMillis() / 1000.0).isBetween(heard - 0.022, heard + 0.002);
        // ADTS can't declare the samples that the encoder added at the start.
        assertThat(beeps(file, Duration.ZERO, 1).get(0)).isCloseTo(1.0, within(format.equals("adts") ? 0.06 : 0.03));
    }

    @ParameterizedTest(name = "{0}, {1} cover {2}")
    @CsvSource({
        "ipod, aac, mjpeg, true",
        "mp4, aac, mjpeg, true",
        "mov, aac, mjpeg, false",
        "mp4, aac, mjpeg, false",
        "mov, aac, png, false",
        "matroska, aac, mjpeg, false",
        "matroska, libopus, png, false",
        "mp3, libmp3lame, mjpeg, true",
    })
    void aSoundWithACoverIsASoundInEveryContainer(String format, String codec, String picture, boolean marked)
            throws IOException {
        Path file = folder.resolve("song.bin");
        try (TestClip made = new TestClip(file, format)) {
            made.with(new Sound(0, 4, 1).as(codec, 48_000, "stereo"));
            if (marked) {
                made.withMarkedCover();
            } else {
                made.with(new Pictures(picture, 0, 0, 0));
            }
            made.write();
        }

        MediaFacts info = Intake.inspect(file);

        assertThat(info.kind()).isEqualTo(MediaFormat.Kind.AUDIO);
        assertThat(info.width()).isZero();
        assertThat(beeps(file, Duration.ZERO, 1)).hasSize(1);
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> new ClipReader(file))
                .hasMessageContaining("song.bin has no video");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"avi", "matroska", "mov"})
    void aVideoOfStillImagesIsAVideo(String format) throws IOException {
        Path file = file(format, new Pictures("mjpeg", 0, 4, 2), new Sound(0, 4, 2).as("pcm_s16le", 48_000, "mono"));

        assertThat(Intake.inspect(file).kind()).isEqualTo(MediaFormat.Kind.VIDEO);
        assertThat(flash(file)).isCloseTo(2.0, within(0.04));
    }

    @Test
    void aCoverIsNotUsedAsTheVideo() throws IOException {
        Path file = folder.resolve("clip.mp4");
        try (TestClip made = new TestClip(file, "mp4")) {
            made.withMarkedCover().with(new Pictures("mpeg4", 0, 4, 2)).with(new Sound(0, 4, 2));
            made.write();
        }

        assertThat(Intake.inspect(file).kind()).isEqualTo(MediaFormat.Kind.VIDEO);
        assertThat(flash(file)).isCloseTo(2.0, within(0.04));
    }

    @Test
    void aSeekBeforeTheFirstFrameShowsTheFirstFrame() throws IOException {
        Path file = file("matroska", new Pictures("mpeg4", 4, 4, 4), new Sound(0, 8, 4));
        PackedPicture picture = PackedPicture.black(48, 64);
        try (ClipReader reader = new ClipReader(file)) {
            reader.seek(2);
            reader.advance(2, Still.Grade.NONE, ClipReader.Placing.FILLING, picture);
        }

        assertThat(picture.y().sample(24, 32))
                .as("the flash of the first picture")
                .isGreaterThan(200);
    }

    private Path file(String format, @org.jspecify.annotations.Nullable Pictures pictures, Sound sound)
            throws IOException {
        try (TestClip made = new TestClip(folder.resolve("made.bin"), format)) {
            if (pictures != null) {
                made.with(pictures);
            }
            return made.with(sound).write();
        }
    }

    /** When the white pictures begin, s; sampled 240 times per second. */
    private static double flash(Path file) throws IOException {
        PackedPicture picture = PackedPicture.black(48, 64);
        try (ClipReader reader = new ClipReader(file)) {
            for (int i = 0; i < 240 * 10; i++) {
                reader.advance(i / 240.0, Still.Grade.NONE, ClipReader.Placing.FILLING, picture);
                if (picture.y().sample(24, 32) > 128) {
                    return i / 240.0;
                }
            }
        }
        throw new AssertionError("no flash");
    }

    /** When each beep begins, s: the first loud window of 5 ms after silence of at least 0.1 s. */
    private static List<Double> beeps(Path file, Duration from, double speed) throws IOException {
        List<Double> beeps = new ArrayList<>();
        float[] left = new float[WINDOW];
        float[] right = new float[WINDOW];
        int silent = 1000;
        try (SoundReader reader = new SoundReader(file, from, speed)) {
            int window = 0;
            for (int n = reader.read(left, right, WINDOW); n > 0; n = reader.read(left, right, WINDOW)) {
                double square = 0;
                for (int i = 0; i < n; i++) {
                    square += left[i] * left[i];
                }
                boolean loud = Math.sqrt(square / n) > 0.05;
                if (loud && silent > 20) {
                    beeps.add(window * WINDOW / (double) Pcm.RATE);
                }
                silent = loud ? 0 : silent + 1;
                window++;
            }
        }
        return beeps;
    }

    private static long samples(Path file) throws IOException {
        float[] left = new float[Pcm.RATE];
        float[] right = new float[Pcm.RATE];
        long samples = 0;
        try (SoundReader reader = new SoundReader(file, Duration.ZERO, 1)) {
            for (int n = reader.read(left, right, left.length); n > 0; n = reader.read(left, right, left.length)) {
                samples += n;
            }
        }
        return samples;
    }
}
