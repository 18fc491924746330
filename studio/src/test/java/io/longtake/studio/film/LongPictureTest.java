package io.longtake.studio.film;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.media.picture.PackedPicture;
import io.longtake.studio.film.picture.Compositor;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A picture many times larger than the frame, drawn in stretches. */
class LongPictureTest {
    private static final Film.Canvas CANVAS = new Film.Canvas(1920, 1080);
    private static final int WIDTH = 12_000;
    private static final int HEIGHT = 1_080;
    private static final int PERIOD = 40;

    @TempDir
    Path folder;

    /** Stripes of a known period: their phase gives the window's position to a small fraction of a pixel. */
    @Test
    void thePanIsEvenAcrossTheStripsItIsDrawnIn() throws Exception {
        Path photo = folder.resolve("stripes.png");
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
        for (int x = 0; x < WIDTH; x++) {
            int value = (int) Math.round(128 + 90 * Math.sin(2 * Math.PI * x / PERIOD));
            for (int y = 0; y < HEIGHT; y++) {
                image.getRaster().setSample(x, y, 0, value);
            }
        }
        ImageIO.write(image, "png", photo.toFile());
        int frames = 60;
        double perFrame = (WIDTH - 1920) / (double) (frames - 1);

        List<Double> phases = new ArrayList<>();
        PackedPicture out = PackedPicture.black(CANVAS.widthPx(), CANVAS.heightPx());
        try (Compositor compositor = new Compositor(film(photo, frames))) {
            for (int frame = 0; frame < frames; frame++) {
                compositor.draw(frame, out);
                phases.add(phase(out));
            }
        }

        for (int frame = 1; frame < frames; frame++) {
            double moved = phases.get(frame) - phases.get(frame - 1) - perFrame;
            double off = moved - Math.rint(moved / PERIOD) * PERIOD;
            assertThat(Math.abs(off)).as("frame %d is off by %s px", frame, off).isLessThan(0.05);
        }
    }

    /** Each tenth of the picture has a colour of its own. */
    @Test
    void everyBandIsShownInOrder() throws Exception {
        Path photo = folder.resolve("bands.png");
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = image.createGraphics();
        for (int band = 0; band < 10; band++) {
            int value = 30 + 20 * band;
            graphics.setColor(new Color(value, value, value));
            graphics.fillRect(band * WIDTH / 10, 0, WIDTH / 10, HEIGHT);
        }
        ImageIO.write(image, "png", photo.toFile());
        List<Integer> left = new ArrayList<>();
        int last = 0;
        PackedPicture out = PackedPicture.black(CANVAS.widthPx(), CANVAS.heightPx());
        try (Compositor compositor = new Compositor(film(photo, 60))) {
            for (int frame = 0; frame < 60; frame++) {
                compositor.draw(frame, out);
                left.add(out.y().sample(4, 540));
                last = out.y().sample(1915, 540);
            }
        }

        assertThat(left).isSorted();
        assertThat(left.get(0)).as("the first band").isLessThan(60);
        assertThat(last).as("the last band").isGreaterThan(190);
    }

    private static Film film(Path photo, int frames) {
        Duration length = Duration.ofMillis(frames * 1000L / Film.FPS);
        double edge = 1920.0 / WIDTH / 2;
        Film.Motion pan = new Film.Motion(
                List.of(new Film.Framing(edge, 0.5, 1), new Film.Framing(1 - edge, 0.5, 1)), Film.Easing.LINEAR);
        return OneShot.film(CANVAS, new Film.Source.Still(photo), length, pan, Film.Fit.COVER);
    }

    /** The phase of the stripes along a row, in pixels of the picture. */
    private static double phase(PackedPicture picture) {
        double sine = 0;
        double cosine = 0;
        for (int x = 0; x < 1920; x++) {
            double angle = 2 * Math.PI * x / PERIOD;
            int value = picture.y().sample(x, 540);
            sine += value * Math.sin(angle);
            cosine += value * Math.cos(angle);
        }
        return Math.atan2(cosine, sine) / (2 * Math.PI) * PERIOD;
    }
}
