package io.longtake.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longtake.activities.download.FilmCheck;
import io.longtake.media.TestClip;
import io.longtake.media.corpus.Exif;
import io.longtake.media.corpus.Jpeg;
import io.longtake.media.corpus.Picture;
import io.longtake.media.corpus.Recipe;
import io.longtake.media.corpus.Webp;
import io.longtake.media.picture.ClipReader;
import io.longtake.media.picture.PackedPicture;
import io.longtake.media.picture.Still;
import io.longtake.media.picture.TestPictures;
import io.longtake.media.sound.Pcm;
import io.longtake.media.sound.SoundReader;
import io.longtake.studio.config.StudioConfig;
import io.longtake.studio.film.Film;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import okhttp3.Request;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files and requests of the kinds that users send: each is uploaded and edited by a prompt, and the resulting film is checked. */
class TypicalUseTest {
    private static final String STILL = "a 1 second video, keep it still, no music";
    private static final String S420 = "2x2,1x1,1x1";
    private static final String S422 = "2x1,1x1,1x1";

    @TempDir
    static Path folder;

    private static Studio studio;
    private static int films;

    @BeforeAll
    static void open() throws IOException {
        studio = Studio.start(StudioConfig.in(folder.resolve("studio")));
    }

    @AfterAll
    static void close() throws IOException {
        studio.close();
    }

    /** A small film, with its plan. */
    private record Seen(Path film, JsonNode draft, String reply, int width, int height) {
        double seconds() throws IOException {
            return FilmCheck.check(film).length().toMillis() / 1000.0;
        }

        /** 0xRRGGBB at a position, 0 to 1 in each direction, for each time in s. */
        List<Integer> rgb(double x, double y, double... times) throws IOException {
            List<Integer> all = new ArrayList<>();
            // Clip readers fill a transposed picture: rows and columns are exchanged.
            int rows = width;
            int columns = height;
            PackedPicture picture = PackedPicture.black(columns, rows);
            try (ClipReader reader = new ClipReader(film)) {
                for (double time : times) {
                    reader.advance(time, Still.Grade.NONE, ClipReader.Placing.FILLING, picture);
                    all.add(TestPictures.rgb(picture, x, y));
                }
            }
            return all;
        }

        List<JsonNode> segments(String trackType) {
            return StreamSupport.stream(draft.path("t").spliterator(), false)
                    .filter(track -> track.path("tt").asText().equals(trackType))
                    .flatMap(track -> StreamSupport.stream(track.path("sg").spliterator(), false))
                    .toList();
        }
    }

    private static Seen film(String prompt, Map<String, byte[]> files) throws IOException {
        TestClient visitor = new TestClient(studio.baseUrl()).registered();
        String session = visitor.session();
        for (var file : files.entrySet()) {
            TestClient.Answer answer = visitor.upload(session, file.getKey(), file.getValue());
            assertThat(answer.code()).as("%s", answer.json()).isZero();
        }
        String reply = String.join("\n", visitor.chat(session, prompt));
        JsonNode draft = visitor.state(session).path("draft");
        ObjectNode meta = (ObjectNode) draft.path("m");
        boolean tall = meta.path("height").asInt() > meta.path("width").asInt();
        meta.put("width", tall ? 180 : 320).put("height", tall ? 320 : 180);
        String id = "render_" + ++films;
        visitor.export(id, session, draft);
        JsonNode done = visitor.until(
                () -> visitor.render(id),
                now -> !now.path("status").asText().matches("pending|processing"),
                Duration.ofMinutes(3));
        assertThat(done.path("status").asText()).as("%s", done).isEqualTo("completed");
        String url = done.path("output").path("url").asText();
        Path film = Files.write(
                folder.resolve(id + ".mp4"),
                TestClient.send(new Request.Builder().url(url)).bytes());
        return new Seen(film, draft, reply, tall ? 180 : 320, tall ? 320 : 180);
    }

    private static Seen film(String prompt, String name, byte[] file) throws IOException {
        return film(prompt, Map.of(name, file));
    }

    private static void assertNear(int seen, int wanted, int within) {
        for (int shift = 0; shift < 24; shift += 8) {
            assertThat(Math.abs((seen >> shift & 0xff) - (wanted >> shift & 0xff)))
                    .as("%06x instead of %06x", seen, wanted)
                    .isLessThanOrEqualTo(within);
        }
    }

    private static byte[] png(BufferedImage image) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }

    static Stream<Arguments> oddPictures() {
        // A sliver is narrower than a pixel of this film: only the darkened copy around it is visible.
        return Stream.of(
                Arguments.of("odd-420.jpg", Jpeg.of(Picture.orange(1601, 900), S420), 8),
                Arguments.of("odd-422.jpg", Jpeg.of(Picture.orange(1201, 801), S422), 8),
                Arguments.of("odd.webp", Webp.still(Picture.orange(1279, 721), Webp.Kind.LOSSY), 8),
                Arguments.of("sliver.jpg", Jpeg.of(Picture.orange(3, 2001), S420), 100));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("oddPictures")
    void anyWidthAndHeightBecomesAFilm(String name, Recipe recipe, int within) throws IOException {
        Seen seen = film(STILL, name, recipe.bytes());

        assertThat(seen.seconds()).isEqualTo(1.0);
        assertNear(seen.rgb(0.5, 0.5, 0.5).get(0), 0xe08a28, within);
    }

    @ParameterizedTest
    @EnumSource(names = {"BASELINE", "PROGRESSIVE"})
    void aPhotoThatLacksOnlyItsEndMarkerIsAccepted(Jpeg.Coding coding) throws IOException {
        byte[] whole = Jpeg.of(Picture.orange(640, 480), S420).as(coding).bytes();

        Seen seen = film(STILL, "whole.jpg", Arrays.copyOf(whole, whole.length - 2));

        assertNear(seen.rgb(0.5, 0.9, 0.5).get(0), 0xe08a28, 8);
    }

    /** Display P3's primaries with gamma 2.2, adapted to D50. */
    @Test
    void aWideGamutPhotoKeepsItsColoursInTheFilm() throws IOException {
        byte[] profile = TestPictures.displayProfile(
                new double[] {0.5151, 0.2412, -0.0011},
                new double[] {0.2920, 0.6922, 0.0419},
                new double[] {0.1571, 0.0666, 0.7841});
        byte[] jpeg = TestPictures.withJpegSegment(
                TestPictures.still("mjpeg", "yuvj420p", TestPictures.halves(1600, 900, 0xc83c32, 0x3c50be)),
                0xe2,
                TestPictures.join("ICC_PROFILE\0\1\1".getBytes(StandardCharsets.ISO_8859_1), profile));

        Seen seen = film("a 4 second video, keep it still, no music", "p3.jpg", jpeg);

        // SMPTE EG 432-1 to IEC 61966-2-1, of 0xc83c32 and 0x3c50be.
        assertNear(seen.rgb(0.25, 0.5, 2).get(0), 0xdb2522, 6);
        assertNear(seen.rgb(0.75, 0.5, 2).get(0), 0x3350c6, 6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"16:9", "9:16"})
    void exifRotationOfPngAndWebpIsAppliedAsInJpeg(String ratio) throws IOException {
        String prompt = "a 2 second video in " + ratio + ", slow zoom in, no music";
        byte[] exif = HexFormat.of().parseHex(Exif.oriented(6));
        byte[] head = "Exif\0\0".getBytes(StandardCharsets.ISO_8859_1);
        Seen jpeg = film(
                prompt,
                "turned.jpg",
                TestPictures.withJpegSegment(
                        TestPictures.still("mjpeg", "yuvj444p", TestPictures.halves(1280, 720)),
                        0xe1,
                        TestPictures.join(head, exif)));
        for (Seen other : List.of(
                film(
                        prompt,
                        "turned.png",
                        TestPictures.withPngChunk(
                                TestPictures.still("png", "rgb24", TestPictures.halves(1280, 720)), "eXIf", exif)),
                film(
                        prompt,
                        "turned.webp",
                        TestPictures.withWebpChunk(
                                TestPictures.still("libwebp", "bgra", TestPictures.halves(1280, 720)),
                                1280,
                                720,
                                0x08,
                                "EXIF",
                                exif)))) {
            assertThat(shots(other)).isEqualTo(shots(jpeg));
            for (double[] place : new double[][] {{0.5, 0.2}, {0.5, 0.8}, {0.1, 0.3}, {0.9, 0.7}}) {
                List<Integer> wanted = jpeg.rgb(place[0], place[1], 0.1, 1, 1.9);
                List<Integer> drawn = other.rgb(place[0], place[1], 0.1, 1, 1.9);
                for (int i = 0; i < wanted.size(); i++) {
                    assertNear(drawn.get(i), wanted.get(i), 12);
                }
            }
        }
        // After a clockwise quarter turn, the left half is at the top.
        assertNear(jpeg.rgb(0.5, 0.2, 1).get(0), TestPictures.LEFT, 12);
        assertNear(jpeg.rgb(0.5, 0.8, 1).get(0), TestPictures.RIGHT, 12);
    }

    /** The plan of each shot; the target of a zoom is omitted because it also depends on a JPEG's noise. */
    private static List<String> shots(Seen seen) {
        return seen.segments("0").stream()
                .map(segment -> segment.path("m"))
                .map(shot ->
                        shot.path("motion").asText() + ", " + shot.path("fit").asText())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "6000, 600, pan slowly over the whole panorama",
        "540, 5400, scroll from top to bottom",
    })
    void everyBandOfALongImageIsShown(int width, int height, String wish) throws IOException {
        int bands = 10;
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < width * height; i++) {
            int x = i % width;
            int y = i / width;
            int band = width > height ? x * bands / width : y * bands / height;
            image.setRGB(x, y, new Color(20 + 24 * band, 20 + 24 * band, 20 + 24 * band).getRGB());
        }

        Seen seen = film(wish + ", no music", "long.png", png(image));

        double[] times = new double[(int) (seen.seconds() * 4)];
        Arrays.setAll(times, i -> i / 4.0);
        var shown = new TreeSet<Integer>();
        for (double[] place : new double[][] {{0.02, 0.02}, {0.5, 0.5}, {0.98, 0.98}}) {
            seen.rgb(place[0], place[1], times)
                    .forEach(rgb -> shown.add((int) Math.round(((rgb >> 8 & 0xff) - 20) / 24.0)));
        }
        assertThat(shown).as(seen.reply()).containsExactlyElementsOf(new TreeSet<>(range(bands)));
    }

    private static List<Integer> range(int count) {
        return java.util.stream.IntStream.range(0, count).boxed().toList();
    }

    @Test
    void anHlgClipOfTenBitsIsToneMapped() throws IOException {
        Seen greys = film("a 1 second video, no music", "IMG_1325.MOV", hlg(0xbfbfbf, 0x616161));
        Seen red = film("a 1 second video, no music", "IMG_1326.MOV", hlg(0xbf0000, 0x616161));

        int white = greys.rgb(0.25, 0.5, 0.5).get(0);
        int grey = greys.rgb(0.75, 0.5, 0.5).get(0);
        int patch = red.rgb(0.25, 0.5, 0.5).get(0);
        assertThat(white & 0xff).isGreaterThanOrEqualTo(215);
        assertThat(grey & 0xff).isBetween(95, 140);
        assertThat(Math.abs((grey >> 16) - (grey & 0xff))).isLessThanOrEqualTo(6);
        assertThat((patch >> 16) - (patch >> 8 & 0xff)).as("%06x", patch).isGreaterThanOrEqualTo(150);
    }

    private static byte[] hlg(int left, int right) throws IOException {
        AVFrame frame = TestPictures.halves(640, 360, left, right);
        frame.color_primaries(avutil.AVCOL_PRI_BT2020);
        frame.color_trc(avutil.AVCOL_TRC_ARIB_STD_B67);
        Path file = folder.resolve("hlg.mov");
        TestPictures.clip(file, new TestPictures.Container("mov", 0, 1, 1), "libx264", "yuv420p10le", frame);
        return Files.readAllBytes(file);
    }

    @Test
    void aClipsLateSoundIsHeardWithItsFlash() throws IOException {
        Path clip = folder.resolve("late-sound.mp4");
        try (TestClip made = new TestClip(clip, "mp4")) {
            made.with(new TestClip.Pictures("mpeg4", 0, 6, 3))
                    .with(new TestClip.Sound(2, 4, 3))
                    .write();
        }

        Seen seen = film("make a film of this video, keep its sound", "late.mp4", Files.readAllBytes(clip));

        assertThat(flash(seen)).isBetween(2.92, 3.08);
        assertThat(beeps(seen.film())).hasSize(1);
        assertThat(beeps(seen.film()).get(0)).isBetween(2.92, 3.08);
    }

    @Test
    void aSongWithACoverIsHeardAndItsCoverNeverShown() throws IOException {
        Path song = folder.resolve("song.m4a");
        try (TestClip made = new TestClip(song, "ipod")) {
            made.with(new TestClip.Sound(0, 8, 1)).withMarkedCover().write();
        }

        Seen seen = film("use my song, 12 seconds", photoAnd("song.m4a", song));

        assertThat(seen.seconds()).isEqualTo(12.0);
        assertThat(beeps(seen.film())).isNotEmpty();
        assertThat(beeps(seen.film()).get(0)).isBetween(0.9, 1.1);
        for (int rgb : seen.rgb(0.5, 0.5, 1, 3, 5, 7, 9, 11)) {
            assertNear(rgb, 0xe08a28, 16);
        }
    }

    @Test
    void aFilmAsLongAsItsMusicPlaysItOnceCompletely() throws IOException {
        Path song = folder.resolve("song.mp3");
        try (TestClip made = new TestClip(song, "mp3")) {
            made.with(new TestClip.Sound("libmp3lame", 44_100, "stereo", 0, 37.4, List.of(1.0, 36.0), 0, 0))
                    .write();
        }

        Seen seen = film("a film exactly as long as the song", photoAnd("song374.mp3", song));

        assertThat(seen.seconds()).isBetween(37.3, 37.5);
        List<Double> heard = beeps(seen.film());
        assertThat(heard).hasSize(2);
        assertThat(heard.get(1)).isBetween(35.9, 36.1);
    }

    private static Map<String, byte[]> photoAnd(String name, Path file) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("photo.jpg", Jpeg.of(Picture.orange(640, 360), S420).bytes());
        files.put(name, Files.readAllBytes(file));
        return files;
    }

    @Test
    void aWhiteLogoOnATransparentBackgroundIsVisible() throws IOException {
        BufferedImage logo = new BufferedImage(800, 400, BufferedImage.TYPE_INT_ARGB);
        for (int y = 150; y < 250; y++) {
            for (int x = 300; x < 500; x++) {
                logo.setRGB(x, y, 0xffffffff);
            }
        }

        Seen seen = film("a 3 second video, keep it still, no music", "logo.png", png(logo));

        int mark = seen.rgb(0.5, 0.5, 1.5).get(0) & 0xff;
        int ground = seen.rgb(0.2, 0.5, 1.5).get(0) & 0xff;
        assertThat(mark - ground).isGreaterThan(100);
    }

    @Test
    void aBriefInJsonIsCarriedOutAndNoneOfItsKeysIsShown() throws IOException {
        Map<String, byte[]> photos = new LinkedHashMap<>();
        List<Integer> colours = List.of(0xdc1e1e, 0x1ec81e, 0x1e1edc, 0xf0f0f0);
        for (int i = 0; i < 4; i++) {
            BufferedImage photo = new BufferedImage(720, 1280, BufferedImage.TYPE_INT_RGB);
            for (int y = 0; y < 1280; y++) {
                for (int x = 0; x < 720; x++) {
                    photo.setRGB(x, y, colours.get(i));
                }
            }
            photos.put("photo" + i + ".png", png(photo));
        }

        Seen seen = film("""
                {"goal":"A vertical clip from my 4 pictures, in the order given",
                 "steps":["soft fade between the pictures","a gentle zoom on each","instrumental house, no vocals"],
                 "output":{"aspect_ratio":"9:16","duration":"15 seconds","resolution":"1080x1920","format":"MP4"},
                 "style":{"mood":"upbeat","music":"house"}}""", photos);

        assertThat(seen.seconds()).isEqualTo(15.0);
        assertThat(seen.width()).isLessThan(seen.height());
        assertThat(seen.draft().toString()).doesNotContain("aspect_ratio", "resolution", "upbeat\"}");
        List<Integer> centres = seen.rgb(0.5, 0.5, 1, 5.6, 9.4, 14);
        for (int i = 0; i < 4; i++) {
            assertNear(centres.get(i), colours.get(i), 24);
        }
    }

    /** The time of a film's first white frame, in s. */
    private static double flash(Seen seen) throws IOException {
        double[] times = new double[(int) (seen.seconds() * Film.FPS)];
        Arrays.setAll(times, i -> (i + 0.5) / Film.FPS);
        List<Integer> all = seen.rgb(0.5, 0.5, times);
        for (int i = 0; i < all.size(); i++) {
            if ((all.get(i) & 0xff) > 128) {
                return i / (double) Film.FPS;
            }
        }
        throw new AssertionError("no flash");
    }

    /** The times at which a film gets loud after at least a tenth of a second of silence, in s. */
    private static List<Double> beeps(Path film) throws IOException {
        List<Double> found = new ArrayList<>();
        int window = 240;
        float[] left = new float[window];
        float[] right = new float[window];
        int quiet = 20;
        try (SoundReader reader = new SoundReader(film, Duration.ZERO, 1)) {
            for (int i = 0; reader.read(left, right, window) == window; i++) {
                double square = 0;
                for (float value : left) {
                    square += value * value;
                }
                boolean loud = Math.sqrt(square / window) > 0.02;
                if (loud && quiet >= 20) {
                    found.add(i * window / (double) Pcm.RATE);
                }
                quiet = loud ? 0 : quiet + 1;
            }
        }
        return found;
    }
}
