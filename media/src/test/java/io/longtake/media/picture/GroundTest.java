package io.longtake.media.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A picture on a background that has the colour of its edges. */
class GroundTest {
    @TempDir
    Path folder;

    @Test
    void theBackgroundHasTheColourOfTheEdges() throws IOException {
        try (Still still = StillReader.read(product(new Color(0xf2f0ee), new Color(0xf2f0ee)));
                Still extended = still.onItsGround(400, 800, 200, 200)) {
            assertThat(extended.width()).isEqualTo(400);
            assertThat(extended.height()).isEqualTo(800);
            assertThat(extended.rgb(0, 0)).isEqualTo(0xf2f0ee);
            assertThat(extended.rgb(399, 799)).isEqualTo(0xf2f0ee);
            assertThat(extended.rgb(200, 150)).isEqualTo(0xf2f0ee);
            assertThat(extended.rgb(200, 400)).isEqualTo(0x206040);
        }
    }

    @Test
    void eachSideContinuesItsOwnShadeAndTurnsIntoTheOthersGradually() throws IOException {
        try (Still still = StillReader.read(product(new Color(0xe6e6e6), new Color(0xf0f0f0)));
                Still extended = still.onItsGround(300, 400, 200, 200)) {
            assertThat(green(extended, 150, 0)).isEqualTo(0xe6);
            assertThat(green(extended, 150, 399)).isEqualTo(0xf0);
            for (int y = 1; y < 400; y++) {
                assertThat(Math.abs(green(extended, 10, y) - green(extended, 10, y - 1)))
                        .isLessThanOrEqualTo(1);
            }
        }
    }

    private static int green(Still still, int x, int y) {
        return (still.rgb(x, y) >> 8) & 0xff;
    }

    /** A square of 200 px; its upper half and the rest of its border may differ. */
    private Path product(Color upper, Color lower) throws IOException {
        BufferedImage image = new BufferedImage(200, 200, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setColor(lower);
        pen.fillRect(0, 0, 200, 200);
        pen.setColor(upper);
        pen.fillRect(0, 0, 200, 95);
        pen.setColor(new Color(0x206040));
        pen.fillRect(70, 70, 60, 60);
        pen.dispose();
        Path file = folder.resolve("product.png");
        ImageIO.write(image, "png", file.toFile());
        return file;
    }
}
