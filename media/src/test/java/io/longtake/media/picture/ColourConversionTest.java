package io.longtake.media.picture;

import static io.longtake.media.picture.PixelFormatsTest.assertNear;
import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.media.picture.TestPictures.Container;
import java.awt.color.ColorSpace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Colours are converted to sRGB code values from any colour description of the file. */
class ColourConversionTest {
    /** Display P3's primaries, adapted to D50, with the values of Apple's profile. */
    private static final byte[] P3_BY_GAMMA = TestPictures.displayProfile(
            new double[] {0.5151, 0.2412, -0.0011},
            new double[] {0.2920, 0.6922, 0.0419},
            new double[] {0.1571, 0.0666, 0.7841});

    private static final int LEFT = 0xc83c32;
    private static final int RIGHT = 0x3c50be;

    @TempDir
    Path folder;

    @Test
    void aDisplayProfileIsAppliedInEveryFormatThatSupportsOne() throws IOException {
        byte[] jpeg = TestPictures.still("mjpeg", "yuvj444p", p3Halves());
        byte[] png = TestPictures.still("png", "rgb24", p3Halves());
        byte[] deep = TestPictures.still("png", "rgb48be", p3Halves());
        byte[] webp = TestPictures.still("libwebp", "bgra", p3Halves());
        byte[] named =
                TestPictures.join("P3\0\0".getBytes(StandardCharsets.ISO_8859_1), TestPictures.deflated(P3_BY_GAMMA));
        for (byte[] file : List.of(
                TestPictures.withJpegSegment(jpeg, 0xe2, iccSegment(P3_BY_GAMMA)),
                TestPictures.withPngChunk(png, "iCCP", named),
                TestPictures.withPngChunk(deep, "iCCP", named),
                TestPictures.withWebpChunk(webp, 65, 33, 0x20, "ICCP", P3_BY_GAMMA))) {
            try (Still still = read(file)) {
                assertNear(still.rgb(10, 16), srgbOfP3(LEFT, v -> Math.pow(v, 2.2)), 3);
                assertNear(still.rgb(55, 16), srgbOfP3(RIGHT, v -> Math.pow(v, 2.2)), 3);
                assertThat(still.metadata().warnings()).isEmpty();
            }
        }
    }

    private static AVFrame p3Halves() throws IOException {
        return TestPictures.halves(65, 33, LEFT, RIGHT);
    }

    /** Uses the product of the matrices of SMPTE EG 432-1 and IEC 61966-2-1. */
    private static int srgbOfP3(int rgb, DoubleUnaryOperator curve) {
        double r = curve.applyAsDouble((rgb >> 16) / 255.0);
        double g = curve.applyAsDouble((rgb >> 8 & 0xff) / 255.0);
        double b = curve.applyAsDouble((rgb & 0xff) / 255.0);
        return code(1.2249 * r - 0.2247 * g) << 16
                | code(-0.0420 * r + 1.0419 * g) << 8
                | code(-0.0197 * r - 0.0786 * g + 1.0979 * b);
    }

    private static double light(double code) {
        return code <= 0.04045 ? code / 12.92 : Math.pow((code + 0.055) / 1.055, 2.4);
    }

    private static int code(double light) {
        double code = light <= 0.0031308 ? 12.92 * light : 1.055 * Math.pow(light, 1 / 2.4) - 0.055;
        return (int) Math.round(255 * Math.min(Math.max(code, 0), 1));
    }

    private static byte[] iccSegment(byte[] profile) {
        return TestPictures.join("ICC_PROFILE\0\1\1".getBytes(StandardCharsets.ISO_8859_1), profile);
    }

    @Test
    void anSrgbProfileChangesNothing() throws IOException {
        byte[] profile =
                java.awt.color.ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
        byte[] jpeg = TestPictures.still("mjpeg", "yuvj444p", TestPictures.halves(64, 32));
        try (Still plain = read(jpeg);
                Still profiled = read(TestPictures.withJpegSegment(jpeg, 0xe2, iccSegment(profile)))) {
            assertThat(profiled.rgb(10, 16)).isEqualTo(plain.rgb(10, 16));
            assertThat(profiled.rgb(50, 16)).isEqualTo(plain.rgb(50, 16));
        }
    }

    @Test
    void aGreyProfileChangesTheTones() throws IOException {
        byte[] png = TestPictures.still("png", "gray", TestPictures.halves(64, 32, 0x646464, 0xc8c8c8));
        byte[] named = TestPictures.join(
                "grey\0\0".getBytes(StandardCharsets.ISO_8859_1), TestPictures.deflated(TestPictures.greyProfile(1.0)));
        try (Still still = read(TestPictures.withPngChunk(png, "iCCP", named))) {
            // 100/255 and 200/255 of linear light in sRGB's curve.
            assertNear(still.rgb(10, 16), 0xa8a8a8, 3);
            assertNear(still.rgb(55, 16), 0xe4e4e4, 3);
        }
    }

    @Test
    void aCmykProfileDefinesTheColours() throws IOException {
        // An unusual press: cyan ink prints a middle grey, magenta prints nothing, black prints black.
        byte[] profile = TestPictures.inkProfile(inks -> new double[] {inks[3] > 0 ? 0 : 100 - 46 * inks[0], 0, 0});
        byte[] jpeg;
        try (var in = getClass().getResourceAsStream("/stills/cmyk.jpg")) {
            jpeg = in.readAllBytes();
        }
        try (Still still = read(TestPictures.withJpegSegment(jpeg, 0xe2, iccSegment(profile)))) {
            // Red contains 36/255 of cyan: L* 93.5. Blue contains 226/255: L* 59.2.
            assertNear(still.rgb(32, 16), 0xececec, 3);
            assertNear(still.rgb(32, 48), 0x8f8f8f, 3);
        }
    }

    @ParameterizedTest
    @CsvSource({"junk", "short", "ink"})
    void anUnusableProfileIsIgnoredWithAWarning(String kind) throws IOException {
        byte[] profile =
                switch (kind) {
                    case "junk" -> new byte[300];
                    case "short" -> java.util.Arrays.copyOf(P3_BY_GAMMA, 200);
                    default -> TestPictures.inkProfile(inks -> new double[] {50, 0, 0});
                };
        byte[] jpeg = TestPictures.still("mjpeg", "yuvj420p", TestPictures.halves(65, 33));
        try (Still still = read(TestPictures.withJpegSegment(jpeg, 0xe2, iccSegment(profile)))) {
            assertNear(still.rgb(10, 16), TestPictures.LEFT, 4);
            assertThat(still.metadata().warnings()).singleElement().asString().contains("profile");
        }
    }

    /** PNG's own chunks: cICP overrides all others (PNG, third edition, 4.3). */
    @Test
    void theCodePointsOfAPngAreApplied() throws IOException {
        byte[] png = TestPictures.still("png", "rgb24", p3Halves());
        // Display P3 with sRGB's curve.
        try (Still still = read(TestPictures.withPngChunk(png, "cICP", new byte[] {12, 13, 0, 1}))) {
            assertNear(still.rgb(10, 16), srgbOfP3(LEFT, ColourConversionTest::light), 3);
        }
        byte[] linear = TestPictures.still("png", "rgb48be", TestPictures.halves(64, 32, 0x646464, 0xc8c8c8));
        byte[] gamma = {0, 1, (byte) 0x86, (byte) 0xa0};
        try (Still still = read(TestPictures.withPngChunk(linear, "gAMA", gamma))) {
            assertNear(still.rgb(10, 16), 0xa8a8a8, 3);
        }
        byte[] usual = {0, 0, (byte) 0xb1, (byte) 0x8f};
        try (Still still = read(TestPictures.withPngChunk(linear, "gAMA", usual))) {
            assertThat(still.rgb(10, 16)).isEqualTo(0x646464);
        }
    }

    /**
     * Code values of 10 bits for diffuse white and for a grey with slightly more than a tenth of its reflectance,
     * according to BT.2100. After tone mapping white must be light, the grey must be a medium grey, and both must be
     * neutral.
     */
    @ParameterizedTest
    @CsvSource({"18, 0.75, 0.38", "16, 0.58, 0.38"})
    void hdrClipsAreToneMapped(int transfer, double white, double grey) throws IOException {
        AVFrame frame = TestPictures.halves(64, 48, grey(white), grey(grey));
        frame.color_primaries(avutil.AVCOL_PRI_BT2020);
        frame.color_trc(transfer);
        Path file = folder.resolve("hdr.mkv");
        TestPictures.clip(file, Container.MATROSKA, "ffv1", "yuv420p10le", frame);
        PackedPicture picture = PackedPicture.black(48, 64);
        try (ClipReader reader = new ClipReader(file)) {
            reader.advance(0.2, Still.Grade.NONE, ClipReader.Placing.FILLING, picture);
        }
        int seenWhite = TestPictures.rgb(picture, 0.25, 0.5);
        int seenGrey = TestPictures.rgb(picture, 0.75, 0.5);
        assertThat(seenWhite & 0xff).isBetween(215, 245);
        assertThat(seenGrey & 0xff).isBetween(85, 140);
        for (int seen : new int[] {seenWhite, seenGrey}) {
            assertThat(Math.abs((seen >> 16) - (seen & 0xff))).isLessThan(4);
        }
    }

    private static int grey(double part) {
        int code = (int) Math.round(255 * part);
        return code << 16 | code << 8 | code;
    }

    @Test
    void aWideGamutOfOrdinaryRangeIsConverted() throws IOException {
        AVFrame frame = p3Halves();
        frame.color_primaries(avutil.AVCOL_PRI_SMPTE432);
        frame.color_trc(avutil.AVCOL_TRC_BT709);
        Path file = folder.resolve("p3.mkv");
        TestPictures.clip(file, Container.MATROSKA, "ffv1", "yuv444p", frame);
        PackedPicture picture = PackedPicture.black(48, 64);
        try (ClipReader reader = new ClipReader(file)) {
            reader.advance(0.2, Still.Grade.NONE, ClipReader.Placing.FILLING, picture);
        }
        assertNear(TestPictures.rgb(picture, 0.25, 0.5), srgbOfP3(LEFT, ColourConversionTest::light), 6);
    }

    /** DVD: 720 stored columns are displayed as 4:3 or 16:9, depending on the pixel aspect ratio. */
    @ParameterizedTest
    @CsvSource({"16, 15, 0, 768, 576", "64, 45, 0, 1024, 576", "8, 9, 0, 720, 648", "16, 15, 1, 576, 768"})
    void nonSquarePixelsAreStretched(int across, int down, int turns, int width, int height) throws IOException {
        Path file = folder.resolve("dvd");
        TestPictures.clip(
                file, new Container("mp4", turns, across, down), "libx264", "yuv420p", TestPictures.halves(720, 576));
        var facts = io.longtake.media.intake.Intake.inspect(file);
        assertThat(facts.width()).isEqualTo(width);
        assertThat(facts.height()).isEqualTo(height);
        try (ClipReader reader = new ClipReader(file)) {
            assertThat(reader.width()).isEqualTo(width);
            assertThat(reader.height()).isEqualTo(height);
        }
    }

    @Test
    void transparentImagesGetAContrastingBackground() throws IOException {
        assertThat(ground(0xffffff)).isEqualTo(Background.DARK);
        assertThat(ground(0xf0e8d8)).isEqualTo(Background.DARK);
        assertThat(ground(0x000000)).isEqualTo(Background.WHITE);
        assertThat(ground(0x1e64dc)).isEqualTo(Background.WHITE);
    }

    private Background ground(int rgb) throws IOException {
        AVFrame frame = TestPictures.halves(64, 32, rgb, rgb);
        AVFrame logo = io.longtake.media.libav.FilterGraph.apply(
                frame, "format=gbrap,drawbox=x=0:y=0:w=20:h=32:color=white@0:replace=1:t=fill");
        avutil.av_frame_free(frame);
        try (Still still = read(TestPictures.still("png", "rgba", logo))) {
            Background ground = still.metadata().ground().orElseThrow();
            assertThat(still.rgb(5, 16) & 0xff).isEqualTo(ground.grey());
            assertThat(still.rgb(40, 16)).isEqualTo(rgb);
            assertThat(still.metadata().warnings()).hasSize(ground == Background.WHITE ? 0 : 1);
            return ground;
        }
    }

    private Still read(byte[] content) throws IOException {
        return StillReader.readWhole(Files.write(folder.resolve("picture"), content));
    }
}
