package io.longtake.media.picture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import io.longtake.media.corpus.Exif;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The metadata of a still are the same with and without conversion of all of its pixels. */
class StillMetadataTest {
    private static final byte[] P3 = TestPictures.displayProfile(
            new double[] {0.5151, 0.2412, -0.0011},
            new double[] {0.2920, 0.6922, 0.0419},
            new double[] {0.1571, 0.0666, 0.7841});

    @TempDir
    Path folder;

    private void assertSame(Path file) throws IOException {
        StillReader.Examined examined = StillReader.examine(file);
        try (Still still = StillReader.readWhole(file)) {
            assertThat(examined.width() + "x" + examined.height()).isEqualTo(still.width() + "x" + still.height());
            assertThat(examined.metadata()).isEqualTo(still.metadata());
        }
    }

    private static byte[] withProfile(byte[] jpeg, byte[] profile) {
        return TestPictures.withJpegSegment(
                jpeg, 0xe2, TestPictures.join("ICC_PROFILE\0\1\1".getBytes(StandardCharsets.ISO_8859_1), profile));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"cmyk.jpg", "exif-turn-only.heic", "grid.heic", "moving.gif", "moving.webp", "quarter-turn.heic"
            })
    void stillsWrittenByTools(String name) throws IOException {
        Path file = folder.resolve(name);
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("/stills/" + name))) {
            Files.copy(in, file);
        }
        assertSame(file);
    }

    @Test
    void usableAndUnusableProfiles() throws IOException {
        byte[] jpeg = TestPictures.still("mjpeg", "yuvj420p", TestPictures.halves(801, 601));
        assertSame(Files.write(folder.resolve("p3.jpg"), withProfile(jpeg, P3)));
        Path broken = Files.write(folder.resolve("broken.jpg"), withProfile(jpeg, new byte[400]));
        assertSame(broken);
        assertThat(StillReader.examine(broken).metadata().warnings()).isNotEmpty();
    }

    @Test
    void rotatedImagesAndTransparentCorners() throws IOException {
        byte[] exif = TestPictures.join(
                "Exif\0\0".getBytes(StandardCharsets.ISO_8859_1), HexFormat.of().parseHex(Exif.oriented(6)));
        byte[] jpeg = TestPictures.still("mjpeg", "yuvj420p", TestPictures.halves(801, 601));
        assertSame(Files.write(folder.resolve("turned.jpg"), TestPictures.withJpegSegment(jpeg, 0xe1, exif)));
        BufferedImage logo = new BufferedImage(400, 300, BufferedImage.TYPE_INT_ARGB);
        for (int y = 200; y < 280; y++) {
            for (int x = 300; x < 380; x++) {
                logo.setRGB(x, y, 0xffffffff);
            }
        }
        Path png = folder.resolve("logo.png");
        ImageIO.write(logo, "png", png.toFile());
        assertSame(png);
        assertThat(StillReader.examine(png).metadata().ground()).isPresent();
    }

    /** The intake's time limit for the main formats. */
    @Test
    void aHundredMegapixelsWithAProfileTakeLessThanTwoSecondsOfProcessorTime() throws IOException {
        byte[] jpeg = TestPictures.still("mjpeg", "yuvj420p", TestPictures.halves(12_000, 8_312));
        Path file = Files.write(folder.resolve("large.jpg"), withProfile(jpeg, P3));
        StillReader.examine(Files.write(
                folder.resolve("small.jpg"),
                withProfile(TestPictures.still("mjpeg", "yuvj420p", TestPictures.halves(64, 48)), P3)));
        OperatingSystemMXBean process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

        long before = process.getProcessCpuTime();
        StillReader.Examined examined = StillReader.examine(file);
        Duration taken = Duration.ofNanos(process.getProcessCpuTime() - before);

        assertThat(examined.width()).isEqualTo(12_000);
        assertThat(taken).isLessThan(Duration.ofSeconds(2));
        System.out.printf("100 megapixels with a profile: %d ms of processor time%n", taken.toMillis());
    }
}
