package io.longtake.studio.film;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longtake.media.MediaFormat;
import io.longtake.media.MediaInfo;
import io.longtake.media.MediaProbe;
import io.longtake.media.sound.Loudness;
import io.longtake.media.sound.Pcm;
import io.longtake.media.sound.SoundReader;
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
    void theFileIsWhatItClaimsToBe() throws IOException {
        renderer.render(film("Hello 你好"), output, work, done -> {}, () -> false);
        MediaInfo info = MediaProbe.probe(output);
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
    void aStoppedRenderGoesOnAfterItsLastWholeChunkAndEndsTheSame() throws IOException {
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
    void aChangedTitleLeavesTheOtherChunksAlone() throws IOException {
        renderer.render(film("Before"), output, work, done -> {}, () -> false);
        List<String> before = chunks();
        renderer.render(film("After"), output, work, done -> {}, () -> false);
        List<String> after = chunks();
        assertThat(before).hasSize(2);
        assertThat(after).hasSize(3).containsAll(before);
    }

    @Test
    void aPhotoThatIsNoneIsNamed() throws IOException {
        Files.writeString(photo, "not a photo");
        assertThatThrownBy(() -> renderer.render(film("A"), output, work, done -> {}, () -> false))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("photo.png");
        assertThat(output).doesNotExist();
    }

    @Test
    void aClipWithoutSoundIsSilentAndTheMusicDoesNotGiveWay() throws IOException {
        Path clip = folder.resolve("clip.mp4");
        renderer.render(film("A"), clip, work, done -> {}, () -> false);
        silence(clip);
        assertThat(MediaProbe.probe(clip).hasAudio()).isFalse();
        renderer.render(ofClip(clip), output, folder.resolve("second"), done -> {}, () -> false);
        assertThat(heard(output).integratedLufs()).isBetween(-17.0, -15.0);
    }

    /** Makes the second track of an MP4, its sound, a box that is passed over. */
    private static void silence(Path film) throws IOException {
        byte[] bytes = Files.readAllBytes(film);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int at = text.indexOf("trak", text.indexOf("trak") + 4);
        System.arraycopy("skip".getBytes(StandardCharsets.ISO_8859_1), 0, bytes, at, 4);
        Files.write(film, bytes);
    }

    /** A tall film of the wide clip, with its sound, over music. */
    private Film ofClip(Path clip) {
        Film like = film("A");
        Duration length = Duration.ofSeconds(3);
        return new Film(
                new Film.Canvas(180, 320),
                length,
                List.of(new Film.Shot(
                        new Film.Source.Clip(clip, Duration.ofSeconds(2), 1),
                        Duration.ZERO,
                        length,
                        new Film.Motion(
                                List.of(new Film.Framing(0.5, 0.5, 1), new Film.Framing(0.5, 0.5, 1)),
                                Film.Easing.LINEAR),
                        Film.Fit.BLUR_FILL,
                        Film.Look.NONE,
                        Film.Transition.cut())),
                List.of(),
                List.of(
                        like.sounds().get(0),
                        new Film.Sound.OfClip(clip, Duration.ofSeconds(2), 1, Duration.ZERO, length, 1)),
                new Film.Fades(Duration.ZERO, Duration.ZERO),
                1);
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
