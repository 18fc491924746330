package io.longtake.media.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.media.MediaFormat;
import io.longtake.media.intake.Intake;
import io.longtake.media.intake.MediaFacts;
import io.longtake.media.picture.TestPictures.Container;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures are decoded with correct colours for all sizes, subsamplings, depths and colour models. */
class PixelFormatsTest {
    private static final int[][] SIZES = {{64, 48}, {65, 48}, {64, 49}, {65, 49}, {1, 1}, {1, 31}, {31, 1}, {3, 2001}};

    @TempDir
    Path folder;

    record Still(String encoder, String pixelFormat, int width, int height) {
        boolean colourful() {
            return !pixelFormat.startsWith("gray") && !pixelFormat.startsWith("ya") && !pixelFormat.startsWith("mono");
        }
    }

    static Stream<Still> stills() {
        List<String> kinds = List.of(
                "mjpeg yuvj420p",
                "mjpeg yuvj422p",
                "mjpeg yuvj444p",
                "png rgb24",
                "png rgba",
                "png rgb48be",
                "png rgba64be",
                "png pal8",
                "png gray",
                "png gray16be",
                "png ya8",
                "png ya16be",
                "png monob",
                "libwebp yuv420p",
                "libwebp yuva420p",
                "libwebp bgra",
                "gif rgb8");
        List<Still> all = new ArrayList<>();
        for (String kind : kinds) {
            String[] words = kind.split(" ", -1);
            for (int[] size : SIZES) {
                all.add(new Still(words[0], words[1], size[0], size[1]));
            }
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("stills")
    void aStillIsReadCompletely(Still still) throws IOException {
        Path file = folder.resolve("still");
        Files.write(
                file,
                TestPictures.still(
                        still.encoder(), still.pixelFormat(), TestPictures.halves(still.width(), still.height())));
        try (io.longtake.media.picture.Still read = StillReader.readWhole(file)) {
            assertThat(read.width()).isEqualTo(still.width());
            assertThat(read.height()).isEqualTo(still.height());
            int left = read.rgb(0, still.height() / 2);
            int right = read.rgb(still.width() - 1, still.height() / 2);
            if (still.colourful()) {
                int within = still.pixelFormat().matches("pal8|rgb8") ? 40 : 4;
                // With horizontal chroma subsampling, a picture three pixels wide has two chroma samples, one of which
                // mixes both halves.
                if (still.width() != 3) {
                    assertNear(left, TestPictures.LEFT, within);
                }
                if (still.width() > 3) {
                    assertNear(right, TestPictures.RIGHT, within);
                }
            } else {
                assertThat(left & 0xff).isEqualTo(left >> 16).isEqualTo(left >> 8 & 0xff);
                assertThat(left & 0xff).as("red is lighter than blue").isGreaterThanOrEqualTo(right & 0xff);
            }
        }
    }

    record Clip(String encoder, String pixelFormat, int width, int height, int quarterTurns) {}

    static Stream<Clip> clips() {
        List<Clip> all = new ArrayList<>();
        for (String format : List.of(
                "yuv420p",
                "yuv422p",
                "yuv444p",
                "yuv410p",
                "yuv411p",
                "yuv440p",
                "yuva420p",
                "yuv420p10le",
                "yuv422p10le",
                "yuv422p12le",
                "yuv444p16le",
                "bgr0",
                "gbrp10le",
                "gray",
                "gray16le")) {
            for (int[] size : new int[][] {{64, 48}, {65, 48}, {64, 49}, {63, 47}}) {
                all.add(new Clip("ffv1", format, size[0], size[1], 0));
            }
        }
        for (int turns = 1; turns < 4; turns++) {
            all.add(new Clip("libx264", "yuv444p", 65, 49, turns));
            all.add(new Clip("libx264", "yuv420p", 64, 48, turns));
            all.add(new Clip("mpeg4", "yuv420p", 65, 47, turns));
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("clips")
    void aClipIsReadAsPlanned(Clip clip) throws IOException {
        Path file = folder.resolve("clip");
        String muxer = clip.encoder().equals("ffv1") ? "matroska" : "mp4";
        TestPictures.clip(
                file,
                new Container(muxer, clip.quarterTurns(), 1, 1),
                clip.encoder(),
                clip.pixelFormat(),
                TestPictures.halves(clip.width(), clip.height()));
        boolean lying = clip.quarterTurns() % 2 == 0;
        MediaFacts facts = Intake.inspect(file);
        assertThat(facts.kind()).isEqualTo(MediaFormat.Kind.VIDEO);
        assertThat(facts.width()).isEqualTo(lying ? clip.width() : clip.height());
        assertThat(facts.height()).isEqualTo(lying ? clip.height() : clip.width());
        for (ClipReader.Placing placing : ClipReader.Placing.values()) {
            // Transposed: 96 rows of 128 upright samples.
            PackedPicture picture = PackedPicture.black(96, 128);
            try (ClipReader reader = new ClipReader(file)) {
                assertThat(reader.width()).isEqualTo(facts.width());
                assertThat(reader.height()).isEqualTo(facts.height());
                reader.advance(0.25, io.longtake.media.picture.Still.Grade.NONE, placing, picture);
            }
            if (!clip.pixelFormat().startsWith("gray")) {
                double[] red = {0.2, 0.5, 0.8, 0.5};
                double[] blue = {0.8, 0.5, 0.2, 0.5};
                int t = clip.quarterTurns();
                assertNear(
                        TestPictures.rgb(picture, lying ? red[t] : 0.5, lying ? 0.5 : t == 1 ? 0.2 : 0.8),
                        TestPictures.LEFT,
                        6);
                assertNear(
                        TestPictures.rgb(picture, lying ? blue[t] : 0.5, lying ? 0.5 : t == 1 ? 0.8 : 0.2),
                        TestPictures.RIGHT,
                        6);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyFormatIsRotatedByItsExif(int orientation) throws IOException {
        byte[] exif = TestPictures.exif(orientation);
        byte[] jpeg = TestPictures.still("mjpeg", "yuvj420p", TestPictures.halves(65, 33));
        byte[] png = TestPictures.still("png", "rgb24", TestPictures.halves(65, 33));
        byte[] webp = TestPictures.still("libwebp", "yuv420p", TestPictures.halves(65, 33));
        byte[] marked = TestPictures.join(new byte[] {'E', 'x', 'i', 'f', 0, 0}, exif);
        for (byte[] turned : List.of(
                TestPictures.withJpegSegment(jpeg, 0xe1, marked),
                TestPictures.withPngChunk(png, "eXIf", exif),
                TestPictures.withWebpChunk(webp, 65, 33, 0x08, "EXIF", exif))) {
            Path file = Files.write(folder.resolve("turned"), turned);
            MediaFacts facts = Intake.inspect(file);
            try (io.longtake.media.picture.Still still = StillReader.read(file)) {
                assertThat(still.width()).isEqualTo(facts.width()).isEqualTo(orientation < 5 ? 65 : 33);
                assertThat(still.height()).isEqualTo(facts.height()).isEqualTo(orientation < 5 ? 33 : 65);
                boolean redFirst = orientation == 1 || (orientation >= 4 && orientation <= 6);
                assertNear(still.rgb(0, 0), redFirst ? TestPictures.LEFT : TestPictures.RIGHT, 4);
                assertNear(
                        still.rgb(still.width() - 1, still.height() - 1),
                        redFirst ? TestPictures.RIGHT : TestPictures.LEFT,
                        4);
            }
        }
    }

    static void assertNear(int actual, int wanted, int within) {
        for (int shift = 0; shift <= 16; shift += 8) {
            assertThat(Math.abs((actual >> shift & 0xff) - (wanted >> shift & 0xff)))
                    .as("%06x, wanted %06x", actual, wanted)
                    .isLessThanOrEqualTo(within);
        }
    }
}
