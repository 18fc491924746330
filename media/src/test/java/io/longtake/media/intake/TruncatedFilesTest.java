package io.longtake.media.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longtake.media.MediaException;
import io.longtake.media.MediaException.Reason;
import io.longtake.media.libav.FilterGraph;
import io.longtake.media.picture.TestPictures;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A file without an end marker is complete if all pixels are present; missing pixels are reported with their
 * approximate share.
 */
class TruncatedFilesTest {
    @TempDir
    Path folder;

    @Test
    void aJpegWithoutItsEndMarkerIsComplete() throws IOException {
        for (byte[] jpeg : new byte[][] {jpeg(false), jpeg(true), TestPictures.still("mjpeg", "yuvj420p", noise())}) {
            assertThat(inspect(Arrays.copyOf(jpeg, jpeg.length - 2)).width()).isEqualTo(201);
            assertThat(inspect(Arrays.copyOf(jpeg, jpeg.length - 1)).width()).isEqualTo(201);
        }
    }

    /** One run of empty blocks may cover the rest of a scan, so that a strict decoder finds no bits left. */
    @Test
    void aProgressiveJpegOfOneColourIsComplete() throws IOException {
        for (int side = 8; side < 120; side += 7) {
            BufferedImage plain = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
            assertThat(inspect(progressive(plain)).width()).isEqualTo(side);
        }
    }

    @Test
    void aPngWithoutItsEndIsComplete() throws IOException {
        byte[] png = TestPictures.still("png", "rgb24", noise());
        int end = 12;
        int sum = 4;
        for (int missing : new int[] {1, 4, 5, end, end + sum, end + sum + 2}) {
            assertThat(inspect(Arrays.copyOf(png, png.length - missing)).width())
                    .as("%d bytes less", missing)
                    .isEqualTo(201);
        }
    }

    @Test
    void aWebpWithoutItsLastPaddingIsComplete() throws IOException {
        byte[] webp = TestPictures.still("libwebp", "yuv420p", noise());
        byte[] odd = webp.clone();
        int length = Integer.reverseBytes(ByteBuffer.wrap(webp).getInt(16));
        if (length % 2 == 1) {
            odd = Arrays.copyOf(webp, webp.length - 1);
        } else {
            // The declared length now includes a further byte, whose padding byte is missing.
            odd = Arrays.copyOf(webp, webp.length + 1);
            ByteBuffer.wrap(odd).putInt(16, Integer.reverseBytes(length + 1));
            ByteBuffer.wrap(odd).putInt(4, Integer.reverseBytes(odd.length + 1 - 8));
        }
        assertThat(inspect(odd).width()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({
        "jpeg, 0.5",
        "jpeg, 0.9",
        "jpeg, 0.99",
        "progressive, 0.3",
        "progressive, 0.9",
        "progressive, 0.99",
        "png, 0.5",
        "png, 0.97",
        "webp, 0.5",
        "webp, 0.98",
        "gif, 0.5",
        "gif, 0.9"
    })
    void aPictureThatLacksPixelsIsRefused(String format, double part) throws IOException {
        byte[] whole =
                switch (format) {
                    case "jpeg" -> jpeg(false);
                    case "progressive" -> jpeg(true);
                    case "png" -> TestPictures.still("png", "rgb24", noise());
                    case "webp" -> TestPictures.still("libwebp", "yuv420p", noise());
                    default -> TestPictures.still("gif", "rgb8", noise());
                };
        assertThatThrownBy(() -> inspect(Arrays.copyOf(whole, (int) (whole.length * part))))
                .isInstanceOfSatisfying(
                        MediaException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CUT_OFF))
                .hasMessageStartingWith("picture is cut off: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "png", "webp"})
    void aRefusalReportsHowMuchIsPresent(String format) throws IOException {
        byte[] whole =
                switch (format) {
                    case "jpeg" -> jpeg(false);
                    case "png" -> TestPictures.still("png", "rgb24", noise());
                    default -> TestPictures.still("libwebp", "yuv420p", noise());
                };
        assertThatThrownBy(() -> inspect(Arrays.copyOf(whole, whole.length / 2)))
                .hasMessageMatching("picture is cut off: about [345]\\d % of it is present");
    }

    /** 12000 x 8312: below the limit, but above it after decoders add padding to the rows. */
    @Test
    void theReportedLimitIsTheRealOne() throws IOException {
        AVFrame large = FilterGraph.apply(TestPictures.halves(16, 16), "scale=12000:8312:flags=neighbor,format=gray");
        byte[] png = TestPictures.still("png", "gray", large);
        assertThat(inspect(png).height()).isEqualTo(8312);
        ByteBuffer.wrap(png).putInt(20, 8334);
        assertThatThrownBy(() -> inspect(png))
                .isInstanceOfSatisfying(
                        MediaException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TOO_LARGE))
                .hasMessage("picture has 12000 x 8334 pixels; the limit is 100 million");
    }

    @Test
    void aCutOffClipReportsHowMuchIsPresent() throws IOException {
        Path clip = folder.resolve("clip.mp4");
        TestPictures.clip(
                clip, new TestPictures.Container("mp4", 0, 1, 1), "libx264", "yuv420p", TestPictures.halves(64, 48));
        byte[] whole = Files.readAllBytes(clip);
        Path cut = Files.write(folder.resolve("cut.mp4"), Arrays.copyOf(whole, whole.length * 3 / 4));
        assertThatThrownBy(() -> Intake.inspect(cut)).hasMessage("cut.mp4 is cut off: about 75 % of it is present");
    }

    private MediaFacts inspect(byte[] content) throws IOException {
        return Intake.inspect(Files.write(folder.resolve("picture"), content));
    }

    private static AVFrame noise() throws IOException {
        AVFrame plain = TestPictures.halves(201, 151);
        AVFrame noise = FilterGraph.apply(plain, "noise=alls=60:all_seed=7");
        avutil.av_frame_free(plain);
        return noise;
    }

    private static byte[] jpeg(boolean progressive) throws IOException {
        BufferedImage image = new BufferedImage(201, 151, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(3);
        for (int i = 0; i < 201 * 151; i++) {
            image.setRGB(i % 201, i / 201, random.nextInt(0x1000000));
        }
        if (progressive) {
            return progressive(image);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "jpg", bytes);
        return bytes.toByteArray();
    }

    private static byte[] progressive(BufferedImage image) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam settings = writer.getDefaultWriteParam();
        settings.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), settings);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
