package io.longtake.studio.film.libav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longtake.media.MediaFormat;
import io.longtake.media.encode.ChunkEncoder;
import io.longtake.media.encode.LateSound;
import io.longtake.media.encode.Mp4;
import io.longtake.media.encode.SoundEncoder;
import io.longtake.media.encode.VideoSettings;
import io.longtake.media.intake.Intake;
import io.longtake.media.intake.MediaFacts;
import io.longtake.media.picture.ClipReader;
import io.longtake.media.picture.PackedPicture;
import io.longtake.media.picture.Still;
import io.longtake.media.sound.Loudness;
import io.longtake.media.sound.Pcm;
import io.longtake.media.sound.SoundReader;
import io.longtake.studio.film.Film;
import io.longtake.studio.film.OneShot;
import io.longtake.studio.film.render.FilmRenderer;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibavFilmRendererTest {
    private static final Duration LENGTH = Duration.ofSeconds(6);

    private final FilmRenderer renderer = new LibavFilmRenderer();

    @TempDir
    Path folder;

    private Path photo;
    private Path work;
    private Path output;

    @BeforeEach
    void prepare() throws IOException {
        photo = folder.resolve("photo.png");
        work = folder.resolve("work");
        output = folder.resolve("film.mp4");
        BufferedImage image = new BufferedImage(400, 300, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setPaint(new java.awt.GradientPaint(0, 0, Color.ORANGE, 400, 300, Color.BLUE));
        g.fillRect(0, 0, 400, 300);
        ImageIO.write(image, "png", photo.toFile());
    }

    @Test
    void theFileHasTheDeclaredProperties() throws IOException {
        renderer.render(film("Hello 你好"), output, work, done -> {}, () -> false);
        MediaFacts info = Intake.inspect(output);
        assertThat(info.kind()).isEqualTo(MediaFormat.Kind.VIDEO);
        assertThat(info.width()).isEqualTo(320);
        assertThat(info.height()).isEqualTo(180);
        assertThat(info.fps()).isEqualTo(30);
        assertThat(info.hasAudio()).isTrue();
        assertThat(info.duration()).isBetween(LENGTH.minusMillis(40), LENGTH.plusMillis(40));
        Loudness loudness = heard(output);
        assertThat(loudness.integratedLufs()).isBetween(-17.0, -15.0);
        assertThat(loudness.truePeakDb()).isLessThan(-1);
        assertThat(output.resolveSibling("film.mp4.part")).doesNotExist();
    }

    @Test
    void aStoppedRenderContinuesAfterItsLastCompleteChunkWithTheSameResult() throws IOException {
        Path undisturbed = folder.resolve("undisturbed.mp4");
        renderer.render(film("A"), undisturbed, folder.resolve("other"), done -> {}, () -> false);
        double[] reached = {0};
        assertThatThrownBy(() -> renderer.render(film("A"), output, work, d -> reached[0] = d, () -> reached[0] > 0.85))
                .isInstanceOf(CancellationException.class);
        assertThat(output).doesNotExist();
        double[] first = {-1};
        renderer.render(film("A"), output, work, d -> first[0] = first[0] <= 0 ? d : first[0], () -> false);
        assertThat(Files.mismatch(undisturbed, output)).isEqualTo(-1);
        assertThat(first[0]).as("the first progress after the start").isGreaterThan(0.5);
    }

    @Test
    void aChangedTitleKeepsTheOtherChunks() throws IOException {
        renderer.render(film("Before"), output, work, done -> {}, () -> false);
        List<String> before = chunks();
        renderer.render(film("After"), output, work, done -> {}, () -> false);
        List<String> after = chunks();
        assertThat(before).hasSize(2);
        assertThat(after).hasSize(3).containsAll(before);
    }

    @Test
    void anInvalidPhotoIsNamed() throws IOException {
        Files.writeString(photo, "not a photo");
        assertThatThrownBy(() -> renderer.render(film("A"), output, work, done -> {}, () -> false))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("photo.png");
        assertThat(output).doesNotExist();
    }

    @Test
    void aClipWithoutSoundIsSilentAndDoesNotLowerTheMusic() throws IOException {
        Path clip = folder.resolve("clip.mp4");
        renderer.render(film("A"), clip, work, done -> {}, () -> false);
        silence(clip);
        assertThat(Intake.inspect(clip).hasAudio()).isFalse();
        renderer.render(ofClip(clip), output, folder.resolve("second"), done -> {}, () -> false);
        assertThat(heard(output).integratedLufs()).isBetween(-17.0, -15.0);
    }

    @Test
    void aDamagedSongIsNamed() throws IOException {
        Path song = folder.resolve("song.mp3");
        Files.write(song, new byte[] {'I', 'D', '3', 4, 0, 0, 0, 0, 0, 0, 1, 2, 3});
        Film like = film("A");
        Film broken = new Film(
                like.canvas(),
                like.length(),
                like.shots(),
                List.of(),
                List.of(new Film.Sound.OfFile(song, Duration.ZERO, LENGTH, 1, Duration.ZERO, Duration.ZERO)),
                like.fades(),
                1);
        assertThatThrownBy(() -> renderer.render(broken, output, work, done -> {}, () -> false))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("song.mp3");
    }

    @Test
    void aClipsLateSoundIsHeardWithItsPictures() throws IOException {
        Path clip = lateSound();
        Film.Source.Clip whole = new Film.Source.Clip(clip, Duration.ZERO, 1);
        Film.Source.Clip trimmed = new Film.Source.Clip(clip, Duration.ofSeconds(1), 1);
        Film.Source.Clip slow = new Film.Source.Clip(clip, Duration.ofSeconds(2), 0.5);
        assertThat(beep(rendered(whole, Duration.ofSeconds(6)))).isBetween(2.95, 3.05);
        assertThat(flash(output)).isBetween(2.95, 3.05);
        assertThat(beep(rendered(trimmed, Duration.ofSeconds(4)))).isBetween(1.95, 2.05);
        assertThat(flash(output)).isBetween(1.95, 2.05);
        assertThat(beep(rendered(slow, Duration.ofSeconds(4)))).isBetween(1.92, 2.08);
        assertThat(flash(output)).isBetween(1.95, 2.05);
    }

    private Path rendered(Film.Source.Clip clip, Duration length) throws IOException {
        Film film = OneShot.film(
                new Film.Canvas(320, 180),
                clip,
                length,
                OneShot.STILL,
                Film.Fit.COVER,
                new Film.Sound.OfClip(clip.file(), clip.from(), clip.speed(), Duration.ZERO, length, 1));
        renderer.render(film, output, work, done -> {}, () -> false);
        return output;
    }

    /** Six seconds, white from 3.0 to 3.2 s, with a beep at the same time in a sound track that begins at 2 s. */
    private Path lateSound() throws IOException {
        VideoSettings settings = VideoSettings.forFilm(320, 180, Film.FPS);
        Path pictures = folder.resolve("pictures");
        PackedPicture black = PackedPicture.black(320, 180);
        PackedPicture white = PackedPicture.black(320, 180);
        for (int y = 0; y < 180; y++) {
            for (int x = 0; x < 320; x++) {
                white.y().set(x, y, 235);
            }
        }
        try (ChunkEncoder encoder = new ChunkEncoder(settings, pictures)) {
            for (int i = 0; i < 180; i++) {
                encoder.add(i >= 90 && i < 96 ? white : black);
            }
            encoder.finish();
        }
        Path pcm = folder.resolve("beep.f32");
        float[] beep = new float[4 * Pcm.RATE];
        for (int i = Pcm.RATE; i < Pcm.RATE * 1.2; i++) {
            beep[i] = (float) (0.3 * Math.sin(2 * Math.PI * 1000 * i / Pcm.RATE));
        }
        try (Pcm.Writer writer = new Pcm.Writer(pcm)) {
            writer.write(beep, beep, beep.length);
        }
        Path early = folder.resolve("early.aac");
        SoundEncoder.encode(pcm, beep.length, early);
        Path late = folder.resolve("late.aac");
        LateSound.write(early, 2L * Pcm.RATE, late);
        Path clip = folder.resolve("late.mp4");
        Mp4.write(List.of(new Mp4.Chunk(pictures, 180)), late, clip);
        return clip;
    }

    /** The time at which the sound of a film gets loud, in s. */
    private static double beep(Path film) throws IOException {
        float[] left = new float[240];
        float[] right = new float[240];
        try (SoundReader reader = new SoundReader(film, Duration.ZERO, 1)) {
            for (int window = 0; reader.read(left, right, 240) == 240; window++) {
                double square = 0;
                for (float value : left) {
                    square += value * value;
                }
                if (Math.sqrt(square / 240) > 0.05) {
                    return window * 240 / (double) Pcm.RATE;
                }
            }
        }
        throw new AssertionError("no beep");
    }

    /** The time of the first white frame of a film, in s. */
    private static double flash(Path film) throws IOException {
        PackedPicture picture = PackedPicture.black(180, 320);
        try (ClipReader reader = new ClipReader(film)) {
            for (int i = 0; i < 10 * Film.FPS; i++) {
                reader.advance((i + 0.5) / Film.FPS, Still.Grade.NONE, ClipReader.Placing.FILLING, picture);
                if (picture.y().sample(90, 160) > 128) {
                    return i / (double) Film.FPS;
                }
            }
        }
        throw new AssertionError("no flash");
    }

    /** Turns the second track of an MP4, its sound, into a box that readers skip. */
    private static void silence(Path film) throws IOException {
        byte[] bytes = Files.readAllBytes(film);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int at = text.indexOf("trak", text.indexOf("trak") + 4);
        System.arraycopy("skip".getBytes(StandardCharsets.ISO_8859_1), 0, bytes, at, 4);
        Files.write(film, bytes);
    }

    /** A portrait film of the landscape clip, with its sound, over music. */
    private Film ofClip(Path clip) {
        Duration length = Duration.ofSeconds(3);
        return OneShot.film(
                new Film.Canvas(180, 320),
                new Film.Source.Clip(clip, Duration.ofSeconds(2), 1),
                length,
                OneShot.STILL,
                Film.Fit.BLUR_FILL,
                film("A").sounds().get(0),
                new Film.Sound.OfClip(clip, Duration.ofSeconds(2), 1, Duration.ZERO, length, 1));
    }

    private List<String> chunks() throws IOException {
        try (Stream<Path> files = Files.list(work)) {
            return files.map(f -> f.getFileName().toString())
                    .filter(name -> name.startsWith("chunk-"))
                    .toList();
        }
    }

    private Film film(String title) {
        Film.Motion zoom = new Film.Motion(
                List.of(new Film.Framing(0.4, 0.5, 1), new Film.Framing(0.6, 0.5, 1.2)), Film.Easing.SMOOTH);
        Film.Shot first = new Film.Shot(
                new Film.Source.Still(photo),
                Duration.ZERO,
                Duration.ofMillis(3500),
                zoom,
                Film.Fit.COVER,
                Film.Look.NONE,
                Film.Transition.cut());
        Film.Shot second = new Film.Shot(
                new Film.Source.Still(photo),
                Duration.ofSeconds(3),
                Duration.ofSeconds(3),
                zoom,
                Film.Fit.BLUR_FILL,
                Film.Look.WARM,
                new Film.Transition(Film.Transition.Kind.CROSSFADE, Duration.ofMillis(500)));
        return new Film(
                new Film.Canvas(320, 180),
                LENGTH,
                List.of(first, second),
                List.of(new Film.Title(
                        title,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Film.Title.Place.BOTTOM,
                        10,
                        0xffffff,
                        Duration.ofMillis(300))),
                List.of(new Film.Sound.Music(
                        Film.Mood.LOFI,
                        Optional.empty(),
                        Film.Instrument.OF_MOOD,
                        Duration.ZERO,
                        LENGTH,
                        0.5,
                        Duration.ZERO,
                        Duration.ofSeconds(1))),
                new Film.Fades(Duration.ZERO, Duration.ofMillis(500)),
                5);
    }

    private Loudness heard(Path film) throws IOException {
        Path pcm = folder.resolve("heard.f32");
        float[] left = new float[Pcm.RATE];
        float[] right = new float[Pcm.RATE];
        long samples = 0;
        try (SoundReader reader = new SoundReader(film, Duration.ZERO, 1);
                Pcm.Writer writer = new Pcm.Writer(pcm)) {
            for (int n = reader.read(left, right, left.length); n > 0; n = reader.read(left, right, left.length)) {
                writer.write(left, right, n);
                samples += n;
            }
        }
        return Loudness.measure(pcm, samples);
    }
}
