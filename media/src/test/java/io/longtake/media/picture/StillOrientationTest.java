package io.longtake.media.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longtake.media.MediaException;
import io.longtake.media.corpus.Edit;
import io.longtake.media.corpus.Exif;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pictures have a red, a green, a blue and a white quarter, which show the orientation. */
class StillOrientationTest {
    @TempDir
    Path folder;

    /** The quarters in display order for each Exif orientation: top left, top right, bottom left, bottom right. */
    @ParameterizedTest
    @CsvSource({"1,RGBW", "2,GRWB", "3,WBGR", "4,BWRG", "5,RBGW", "6,BRWG", "7,WGBR", "8,GWRB"})
    void everyExifOrientationIsApplied(int orientation, String quarters) throws IOException {
        Path file = Files.write(folder.resolve("photo.jpg"), withOrientation(jpeg(quartered(128, 64)), orientation));
        try (Still still = StillReader.read(file)) {
            assertThat(quarters(still)).isEqualTo(quarters);
            assertThat(still.width()).isEqualTo(orientation < 5 ? 128 : 64);
        }
    }

    @Test
    void aHeicIsShownAsItIsStored() throws IOException {
        try (Still still = StillReader.read(resource("plain.heic"))) {
            assertThat(quarters(still)).isEqualTo("RGBW");
            assertThat(still.width()).isEqualTo(128);
        }
    }

    @Test
    void aHeicWithTwoRotationsIsRotatedOnce() throws IOException {
        try (Still still = StillReader.read(resource("quarter-turn.heic"))) {
            assertThat(quarters(still)).isEqualTo("BRWG");
            assertThat(still.width()).isEqualTo(64);
            assertThat(still.height()).isEqualTo(128);
        }
    }

    /** The box rotates counterclockwise (ISO 23008-12, 6.5.10); Exif in the same file specifies another orientation. */
    @ParameterizedTest
    @CsvSource({"irot,0,RGBW", "irot,1,GWRB", "irot,2,WBGR", "irot,3,BRWG", "imir,0,BWRG", "imir,1,GRWB"})
    void aHeicIsRotatedByItsBoxes(String box, int value, String quarters) throws IOException {
        byte[] heic = Files.readAllBytes(resource("quarter-turn.heic"));
        String text = new String(heic, java.nio.charset.StandardCharsets.ISO_8859_1);
        int at = text.indexOf("irot");
        System.arraycopy(box.getBytes(java.nio.charset.StandardCharsets.US_ASCII), 0, heic, at, 4);
        heic[at + 4] = (byte) value;
        try (Still still = StillReader.readWhole(Files.write(folder.resolve("turned.heic"), heic))) {
            assertThat(quarters(still)).isEqualTo(quarters);
        }
    }

    /** As in libheif and browsers, and as MIAF (ISO 23000-22) requires: only the boxes count in HEIF. */
    @Test
    void aHeicWithARotationOnlyInExifIsShownAsItIsStored() throws IOException {
        try (Still still = StillReader.readWhole(resource("exif-turn-only.heic"))) {
            assertThat(quarters(still)).isEqualTo("RGBW");
            assertThat(still.metadata().warnings()).singleElement().asString().contains("Exif", "rotate it");
        }
    }

    /** Phones write both: the box rotates the picture, and no warning about Exif is needed. */
    @ParameterizedTest
    @ValueSource(strings = {"quarter-turn.heic", "plain.heic", "grid.heic"})
    void aHeicRotatedByItsBoxOrNotAtAllGivesNoWarning(String name) throws IOException {
        try (Still still = StillReader.readWhole(resource(name))) {
            assertThat(still.metadata().warnings()).isEmpty();
        }
    }

    /** Four tiles of 64 x 64 with a visible area of 120 x 100, rotated clockwise by the container. */
    @Test
    void tilesFormOneImageAndAreRotatedTogether() throws IOException {
        try (Still still = StillReader.read(resource("grid.heic"))) {
            assertThat(still.width()).isEqualTo(100);
            assertThat(still.height()).isEqualTo(120);
            assertThat(quarters(still)).isEqualTo("BRWG");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"moving.gif", "moving.webp"})
    void anAnimationIsReadAsItsFirstFrame(String name) throws IOException {
        try (Still still = StillReader.read(resource(name))) {
            assertThat(still.width()).isEqualTo(48);
            assertThat(near(still.rgb(24, 16), 0xdc1e1e)).isTrue();
        }
    }

    @Test
    void cmykIsConvertedToRgb() throws IOException {
        try (Still still = StillReader.read(resource("cmyk.jpg"))) {
            assertThat(quarters(still)).isEqualTo("RGBW");
        }
    }

    @Test
    void transparentPartsAreShownOnWhite() throws IOException {
        BufferedImage image = new BufferedImage(32, 32, BufferedImage.TYPE_INT_ARGB);
        ImageIO.write(image, "png", folder.resolve("empty.png").toFile());
        try (Still still = StillReader.read(folder.resolve("empty.png"))) {
            assertThat(still.rgb(16, 16)).isEqualTo(0xffffff);
        }
    }

    @Test
    void sixteenBitsAndGreyAreRead() throws IOException {
        BufferedImage image = new BufferedImage(32, 32, BufferedImage.TYPE_USHORT_GRAY);
        image.getRaster().setSample(3, 3, 0, 0xffff);
        ImageIO.write(image, "png", folder.resolve("deep.png").toFile());
        try (Still still = StillReader.read(folder.resolve("deep.png"))) {
            assertThat(still.rgb(3, 3)).isEqualTo(0xffffff);
            assertThat(still.rgb(20, 20)).isZero();
        }
    }

    @Test
    void coloursSurviveTheConversionToJpeg() throws IOException {
        Path png = folder.resolve("a.png");
        ImageIO.write(quartered(64, 64), "png", png.toFile());
        Path jpeg = folder.resolve("a.jpg");
        try (Still still = StillReader.read(png)) {
            StillWriter.jpeg(still, jpeg);
        }
        BufferedImage other = ImageIO.read(jpeg.toFile());
        assertThat(near(other.getRGB(8, 8) & 0xffffff, 0xdc1e1e)).isTrue();
        assertThat(near(other.getRGB(56, 8) & 0xffffff, 0x1ec81e)).isTrue();
    }

    @Test
    void aTextNamedJpgIsNotAnImage() throws IOException {
        Path file = Files.writeString(folder.resolve("holiday.jpg"), "#EXTM3U\nfile:///etc/passwd\n");
        assertThatThrownBy(() -> StillReader.read(file))
                .isInstanceOf(MediaException.class)
                .hasMessageStartingWith("holiday.jpg is not an image");
    }

    @Test
    void anImageThatClaimsTooManyPixelsIsRefusedBeforeItIsDecoded() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "png", bytes);
        byte[] png = bytes.toByteArray();
        png[17] = (byte) 0xff;
        png[21] = (byte) 0xff;
        Path file = Files.write(folder.resolve("bomb.png"), png);
        assertThatThrownBy(() -> StillReader.read(file))
                .isInstanceOfSatisfying(
                        MediaException.class, e -> assertThat(e.reason()).isEqualTo(MediaException.Reason.TOO_LARGE));
    }

    @Test
    void aPhotoThatEndsEarlyIsDamaged() throws IOException {
        byte[] whole = jpeg(quartered(128, 64));
        Path file = Files.write(folder.resolve("half.jpg"), java.util.Arrays.copyOf(whole, 150));
        assertThatThrownBy(() -> StillReader.read(file)).isInstanceOf(MediaException.class);
    }

    private static String quarters(Still still) {
        int w = still.width();
        int h = still.height();
        return "" + name(still.rgb(w / 4, h / 4)) + name(still.rgb(3 * w / 4, h / 4))
                + name(still.rgb(w / 4, 3 * h / 4)) + name(still.rgb(3 * w / 4, 3 * h / 4));
    }

    private static char name(int rgb) {
        int r = rgb >> 16;
        int g = (rgb >> 8) & 0xff;
        int b = rgb & 0xff;
        if (r > 150 && g > 150 && b > 150) {
            return 'W';
        }
        return r > g && r > b ? 'R' : g > b ? 'G' : 'B';
    }

    private static boolean near(int a, int b) {
        return Math.abs((a >> 16) - (b >> 16)) < 8
                && Math.abs((a >> 8 & 0xff) - (b >> 8 & 0xff)) < 8
                && Math.abs((a & 0xff) - (b & 0xff)) < 8;
    }

    private static BufferedImage quartered(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setColor(new Color(220, 30, 30));
        g.fillRect(0, 0, width / 2, height / 2);
        g.setColor(new Color(30, 200, 30));
        g.fillRect(width / 2, 0, width / 2, height / 2);
        g.setColor(new Color(30, 30, 220));
        g.fillRect(0, height / 2, width / 2, height / 2);
        g.setColor(new Color(240, 240, 240));
        g.fillRect(width / 2, height / 2, width / 2, height / 2);
        return image;
    }

    private static byte[] jpeg(BufferedImage image) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "jpg", bytes);
        return bytes.toByteArray();
    }

    /** Inserts an Exif block that contains only the orientation after the start of image. */
    private static byte[] withOrientation(byte[] jpeg, int orientation) {
        return Edit.JpegSegment.exif(Exif.oriented(orientation)).apply(jpeg);
    }

    private Path resource(String name) throws IOException {
        try (InputStream in = getClass().getResourceAsStream("/stills/" + name)) {
            Path file = folder.resolve(name);
            Files.copy(in, file);
            return file;
        }
    }
}
