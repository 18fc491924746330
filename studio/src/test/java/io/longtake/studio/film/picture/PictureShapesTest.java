package io.longtake.studio.film.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longtake.media.MediaException;
import io.longtake.media.picture.PackedPicture;
import io.longtake.studio.film.Film;
import io.longtake.studio.film.OneShot;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Draws shots of pictures of any shape, including one that cannot be drawn. */
class PictureShapesTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"1,1", "1,3000", "3000,1", "3,2001", "2,2", "1601,901", "40,60000", "17,6000"})
    void everyShapeIsDrawnWithEveryFit(int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setColor(new Color(0x1ec81e));
        pen.fillRect(0, 0, width, height);
        Path file = folder.resolve("picture.jpg");
        ImageIO.write(image, "jpg", file.toFile());
        for (Film.Fit fit : Film.Fit.values()) {
            PackedPicture out = PackedPicture.black(320, 180);
            try (Compositor compositor = new Compositor(film(file, fit))) {
                compositor.draw(0, out);
                compositor.draw(29, out);
            }
            // A line one pixel wide, shown whole, leaves mostly its darkened copy visible.
            assertThat(out.y().sample(160, 90)).as("%s", fit).isBetween(fit == Film.Fit.COVER ? 120 : 80, 150);
            assertThat(out.v().sample(80, 45)).as("%s is green", fit).isLessThan(100);
        }
    }

    @Test
    void anImageThatCannotBeDrawnIsNamed() throws IOException {
        Path file = Files.write(folder.resolve("broken.jpg"), new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 0});
        PackedPicture out = PackedPicture.black(320, 180);
        try (Compositor compositor = new Compositor(film(file, Film.Fit.COVER))) {
            assertThatThrownBy(() -> compositor.draw(0, out))
                    .isInstanceOf(MediaException.class)
                    .hasMessageStartingWith("broken.jpg ");
        }
    }

    private static Film film(Path file, Film.Fit fit) {
        Film.Motion motion = new Film.Motion(
                List.of(new Film.Framing(0.4, 0.4, 1), new Film.Framing(0.6, 0.6, 1.3)), Film.Easing.SMOOTH);
        return OneShot.film(new Film.Canvas(320, 180), new Film.Source.Still(file), Duration.ofSeconds(1), motion, fit);
    }
}
