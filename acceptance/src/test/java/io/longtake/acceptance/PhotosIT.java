package io.longtake.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.longtake.media.corpus.Picture;
import io.longtake.media.corpus.Picture.Paint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Photos of random sizes and formats, each made into a film of one second. A build runs six, always the same;
 * {@code acceptance/photos} runs any number of others. A photo that fails is reported and kept with the other results of this
 * module.
 */
class PhotosIT {
    private static final int COUNT = Integer.getInteger("photos.count", 6);
    private static final long SEED = Long.getLong("photos.seed", 9);

    /**
     * The tolerance per colour channel. It covers two lossy encodings, chroma at half resolution, and the conversion to BT.709's
     * limited range.
     */
    private static final int NEAR = 10;

    /** In pixels of the film. A photo narrower than this mixes with the adjacent colours, in chroma above all. */
    private static final int HAIR = 8;

    private static final int NEAR_IN_A_HAIR = 24;

    /** The factor by which the product darkens the copy of a photo that fills the rest of the frame. */
    private static final double DARKENED = 0.55;

    private static final List<Integer> QUARTERS = List.of(0xdc1e1e, 0x1ec81e, 0x1e1edc, 0xf0f0f0);
    private static final Map<Paint, Integer> COLOURS =
            Map.of(Paint.ALL_RED, 0xdc1e1e, Paint.ALL_BLUE, 0x1e1edc, Paint.ORANGE, 0xe08a28);

    @TempDir
    Path folder;

    @Test
    void everyPhotoBecomesAFilmOfOneSecond() throws IOException {
        System.out.printf("photos: %d with seed %d%n", COUNT, SEED);
        Path photos = Files.createDirectories(folder.resolve("photos"));
        Path films = folder.resolve("films");
        List<RandomPhoto> drawn = draw();
        StringBuilder manifest = new StringBuilder("file,prompt,output\n");
        for (RandomPhoto photo : drawn) {
            photo.write(photos);
            manifest.append(
                    "photos/%s,\"a 1 second video, keep it still\",%s.mp4\n".formatted(photo.name(), photo.name()));
        }
        Path rows = Files.writeString(folder.resolve("photos.csv"), manifest);
        List<String> faults = new ArrayList<>();
        try (Product product = new Product(folder.resolve("home"))) {
            product.ok("up");
            long begun = System.nanoTime();
            Product.Result result = product.start("batch", rows.toString(), "--output-dir", films.toString(), "--json")
                    .await(Duration.ofMinutes(5).plusSeconds(30L * COUNT));
            System.out.printf("photos: %d films requested in %.0f s%n", COUNT, (System.nanoTime() - begun) / 1e9);
            JsonNode report = result.json().path("rows");
            for (int i = 0; i < drawn.size(); i++) {
                RandomPhoto photo = drawn.get(i);
                String fault = fault(photo, report.path(i), films.resolve(photo.name() + ".mp4"));
                if (!fault.isEmpty()) {
                    faults.add(photo.name() + ": " + fault);
                    keep(photos.resolve(photo.name()));
                }
            }
            if (faults.isEmpty()) {
                assertThat(result.exit()).as(result.err()).isZero();
            }
        }
        assertThat(faults).as("seed %s, photos kept in %s", SEED, KEPT).isEmpty();
    }

    private static List<RandomPhoto> draw() {
        Random random = new Random(SEED);
        List<RandomPhoto> drawn = new ArrayList<>();
        for (int i = 1; i <= COUNT; i++) {
            drawn.add(RandomPhoto.draw(random, i));
        }
        return drawn;
    }

    private static final Path KEPT = Path.of("target/photos").toAbsolutePath();

    private static void keep(Path photo) throws IOException {
        Files.createDirectories(KEPT);
        Files.copy(photo, KEPT.resolve(photo.getFileName()), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    /** The description of the fault; empty if there is none. */
    private static String fault(RandomPhoto photo, JsonNode row, Path film) {
        if (!row.path("status").asText().equals("completed")) {
            return row.path("status").asText() + " " + row.at("/error/message").asText();
        }
        double seconds = Films.seconds(film);
        if (Math.abs(seconds - 1) > 0.035) {
            return "the film is " + seconds + " s long";
        }
        Films.Frame frame = Films.firstFrame(film);
        if (frame.width() != 1920 || frame.height() != 1080) {
            return "the film is " + frame.width() + "x" + frame.height();
        }
        return photo.picture().paint() == Paint.QUARTERS ? quarters(frame) : middle(photo.picture(), frame);
    }

    /** Checks the four quarters of the photo around the middle of the frame. */
    private static String quarters(Films.Frame frame) {
        for (int i = 0; i < 4; i++) {
            int x = 960 + (i % 2 == 0 ? -50 : 50);
            int y = 540 + (i / 2 == 0 ? -50 : 50);
            int seen = frame.rgb(x, y);
            if (!near(QUARTERS.get(i), seen, 1, NEAR)) {
                return "at %d,%d the film shows %06x instead of %06x".formatted(x, y, seen, QUARTERS.get(i));
            }
        }
        return "";
    }

    /** Checks that the middle of the frame has the photo's colour. A very narrow photo mixes with the darkened copy around it. */
    private static String middle(Picture picture, Films.Frame frame) {
        int wanted = COLOURS.get(picture.paint());
        int seen = frame.rgb(960, 540);
        double longer = Math.max(picture.width(), picture.height());
        double thickness = Math.min(picture.width(), picture.height()) * 1080 / longer;
        boolean hair = thickness < HAIR;
        return near(wanted, seen, hair ? DARKENED : 1, hair ? NEAR_IN_A_HAIR : NEAR)
                ? ""
                : "in the middle, the film shows %06x instead of %06x".formatted(seen, wanted);
    }

    /** Whether each channel is the wanted one within the tolerance, or darker by at most that factor. */
    private static boolean near(int wanted, int seen, double darkened, int tolerance) {
        for (int shift = 16; shift >= 0; shift -= 8) {
            int channel = wanted >> shift & 0xff;
            int is = seen >> shift & 0xff;
            if (is > channel + tolerance || is < channel * darkened - tolerance) {
                return false;
            }
        }
        return true;
    }
}
