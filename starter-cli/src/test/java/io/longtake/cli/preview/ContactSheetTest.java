package io.longtake.cli.preview;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.studio.film.Film;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContactSheetTest {
    private static final Path PHOTO =
            Path.of("").toAbsolutePath().getParent().resolve("samples").resolve("mountains.jpg");

    @TempDir
    Path folder;

    @Test
    void aShortFilmIsTiledWithItsTitle() throws IOException {
        var plain = sheet("plain.png", List.of());
        var titled = sheet(
                "titled.png",
                List.of(new Film.Title(
                        "Hello",
                        Duration.ZERO,
                        Duration.ofSeconds(3),
                        Film.Title.Place.CENTER,
                        20,
                        0xff0000,
                        Duration.ZERO)));

        assertThat(plain.getWidth()).isEqualTo(4 * (480 + 8) + 8);
        assertThat(plain.getHeight()).isEqualTo(2 * (270 + 8) + 8);
        assertThat(red(titled)).isGreaterThan(red(plain) + 500);
    }

    @Test
    void aFilmOfManyShotsShowsAtMostTheMaximumNumberOfFrames() {
        var shots = IntStream.range(0, 60).mapToObj(i -> shot(i, 1)).toList();

        var moments = PreviewTimes.of(film(shots, List.of(), 60));

        assertThat(moments).hasSize(PreviewTimes.MOST).isSorted().doesNotHaveDuplicates();
        assertThat(moments.get(0)).isEqualTo(15);
        assertThat(moments.get(moments.size() - 1)).isEqualTo(59 * 30 + 15);
    }

    private BufferedImage sheet(String name, List<Film.Title> titles) throws IOException {
        var sheet = new ContactSheet(film(List.of(shot(0, 3)), titles, 3));
        File file = folder.resolve(name).toFile();
        sheet.write(file.toPath());
        return ImageIO.read(file);
    }

    private static long red(BufferedImage image) {
        return IntStream.of(image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth()))
                .filter(rgb -> (rgb >> 16 & 0xff) > 200 && (rgb >> 8 & 0xff) < 80 && (rgb & 0xff) < 80)
                .count();
    }

    private static Film film(List<Film.Shot> shots, List<Film.Title> titles, int seconds) {
        return new Film(
                new Film.Canvas(1920, 1080),
                Duration.ofSeconds(seconds),
                shots,
                titles,
                List.of(),
                new Film.Fades(Duration.ZERO, Duration.ZERO),
                1);
    }

    private static Film.Shot shot(int start, int seconds) {
        return new Film.Shot(
                new Film.Source.Still(PHOTO),
                Duration.ofSeconds(start),
                Duration.ofSeconds(seconds),
                new Film.Motion(
                        List.of(new Film.Framing(0.5, 0.5, 1), new Film.Framing(0.5, 0.5, 1.2)), Film.Easing.SMOOTH),
                Film.Fit.COVER,
                Film.Look.NONE,
                Film.Transition.cut());
    }
}
