package io.longtake.studio.film.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.media.picture.PackedPicture;
import io.longtake.studio.film.Film;
import io.longtake.studio.film.OneShot;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmoothMotionTest {
    private static final int FRAMES = 90;

    @TempDir
    Path folder;

    /** The spot's centre of gravity gives the picture's position to a small fraction of a pixel. */
    @ParameterizedTest(name = "a spot of {0} px")
    @ValueSource(ints = {7, 30})
    void aSlowPanMovesTheSameWayInEveryFrame(int radius) throws IOException {
        Path photo = folder.resolve("spot.png");
        ImageIO.write(spot(radius), "png", photo.toFile());
        Film.Motion pan = new Film.Motion(
                List.of(new Film.Framing(0.48, 0.5, 1.5), new Film.Framing(0.52, 0.5, 1.5)), Film.Easing.LINEAR);
        Duration length = Duration.ofSeconds(FRAMES / Film.FPS);
        Film film = OneShot.film(new Film.Canvas(480, 270), new Film.Source.Still(photo), length, pan, Film.Fit.COVER);
        double[] x = new double[FRAMES];
        PackedPicture picture = PackedPicture.black(480, 270);
        try (Compositor compositor = new Compositor(film)) {
            for (int frame = 0; frame < FRAMES; frame++) {
                compositor.draw(frame, picture);
                x[frame] = centre(picture);
            }
        }
        double sum = 0;
        for (int i = 1; i < FRAMES - 1; i++) {
            double acceleration = x[i + 1] - 2 * x[i] + x[i - 1];
            sum += acceleration * acceleration;
            assertThat(x[i + 1] - x[i]).as("speed at frame %d", i).isNegative();
        }
        double noise = Math.sqrt(sum / (FRAMES - 2));
        assertThat(noise).as("acceleration noise in px/frame²").isLessThan(0.01);
    }

    private static BufferedImage spot(int radius) {
        BufferedImage image = new BufferedImage(960, 540, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 540; y++) {
            for (int x = 0; x < 960; x++) {
                double far = Math.hypot(x - 480, y - 270) / radius;
                int grey = (int) Math.rint(240 * Math.exp(-far * far));
                image.setRGB(x, y, grey * 0x010101);
            }
        }
        return image;
    }

    private static double centre(PackedPicture picture) {
        double weight = 0;
        double moment = 0;
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                int light = Math.max(0, picture.y().sample(x, y) - 20);
                weight += light;
                moment += (double) light * x;
            }
        }
        return moment / weight;
    }
}
