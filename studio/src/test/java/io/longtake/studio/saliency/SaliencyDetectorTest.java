package io.longtake.studio.saliency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.longtake.studio.saliency.FocusPoints.Box;
import io.longtake.studio.saliency.FocusPoints.Point;
import io.longtake.studio.timeline.MediaItem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SaliencyDetectorTest {
    private static final int WIDTH = 96;
    private static final int HEIGHT = 72;

    @Test
    void anObjectOnAPlainBackgroundIsLocated() {
        for (long seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            int size = 10 + random.nextInt(14);
            int left = 6 + random.nextInt(WIDTH - size - 12);
            int top = 6 + random.nextInt(HEIGHT - size - 12);
            FocusPoints focusPoints = picture(left, top, size, random).focusPoints();

            Point point = focusPoints.points().get(0);
            assertThat(point.x() * WIDTH).as("seed %d", seed).isBetween(left - 1.0, left + size + 1.0);
            assertThat(point.y() * HEIGHT).isBetween(top - 1.0, top + size + 1.0);
            Box subject = focusPoints.subject().orElseThrow();
            assertThat(subject.left() * WIDTH).isLessThanOrEqualTo(left + 1.0);
            assertThat(subject.right() * WIDTH).isGreaterThanOrEqualTo(left + size - 1.0);
        }
    }

    @Test
    void aProductOnAPlainBackgroundIsFoundWithItsEdges() {
        FocusPoints focusPoints = picture(30, 20, 24, new Random(1)).focusPoints();

        Box product = focusPoints.product().orElseThrow();
        assertThat(product.left() * WIDTH).isEqualTo(30, within(0.01));
        assertThat(product.bottom() * HEIGHT).isEqualTo(44, within(0.01));
        assertThat(focusPoints.subject()).contains(product);
    }

    @Test
    void aVignetteIsStillPlainAndAnObjectAtTheEdgeIsNot() {
        CellGrid vignette = flat(0);
        for (int i = 0; i < vignette.values().length; i++) {
            double dx = (i % WIDTH) / (double) WIDTH - 0.5;
            int row = i / WIDTH;
            double dy = row / (double) HEIGHT - 0.5;
            vignette.values()[i] = 235 - 30 * (dx * dx + dy * dy) - (Math.hypot(dx, dy) < 0.2 ? 100 : 0);
        }
        assertThat(new PlainGround(vignette, flat(128), flat(128)).product()).isPresent();

        CellGrid edge = flat(235);
        for (int y = 20; y < 50; y++) {
            for (int x = 0; x < 40; x++) {
                edge.values()[y * WIDTH + x] = 60;
            }
        }
        assertThat(new PlainGround(edge, flat(128), flat(128)).product()).isEmpty();
        assertThat(new PlainGround(flat(235), flat(128), flat(128)).product()).isEmpty();
    }

    @Test
    void noLandscapeIsTakenForAProduct() throws Exception {
        assertThat(SaliencyProcess.focusPoints(sample()).product()).isEmpty();
        assertThat(SaliencyProcess.focusPoints(sample().resolveSibling("seeds.jpg"))
                        .product())
                .isEmpty();
    }

    @Test
    void noiseHasNoSubject() {
        Random random = new Random(3);
        CellGrid luma = CellGrid.blank(WIDTH, HEIGHT);
        for (int i = 0; i < luma.values().length; i++) {
            luma.values()[i] = 60 + random.nextInt(120);
        }
        assertThat(new SaliencyDetector(luma, flat(128), flat(128))
                        .focusPoints()
                        .subject())
                .isEmpty();
    }

    @Test
    void aPlainImageHasAFocusPoint() {
        FocusPoints focusPoints = new SaliencyDetector(flat(90), flat(128), flat(128)).focusPoints();

        assertThat(focusPoints.points()).isNotEmpty();
        assertThat(focusPoints.subject()).isEmpty();
    }

    @Test
    void theSameImageGivesTheSameFocusPoints() {
        assertThat(picture(20, 20, 16, new Random(1)).focusPoints())
                .isEqualTo(picture(20, 20, 16, new Random(1)).focusPoints());
    }

    @Test
    void focusPointsAreReadAsWritten() {
        FocusPoints focusPoints = picture(20, 20, 16, new Random(1)).focusPoints();

        assertThat(FocusPoints.ofLine(focusPoints.line()).orElseThrow().line()).isEqualTo(focusPoints.line());
        assertThat(FocusPoints.ofLine(FocusPoints.THIRDS.line())).contains(FocusPoints.THIRDS);
        assertThat(FocusPoints.ofLine("?")).isEmpty();
        assertThat(FocusPoints.ofLine("")).isEmpty();
        assertThat(FocusPoints.ofLine("0.5,0.5 0.9,0.1,0.2,0.3 - -")).isEmpty();
    }

    @Test
    void aPhotoIsAnalysedOnceAndADamagedOneDoesNotAffectOthers(@TempDir Path folder) throws Exception {
        Path photo = Files.copy(sample(), folder.resolve("photo.jpg"));
        Path broken = Files.writeString(folder.resolve("broken.jpg"), "no picture at all");
        SaliencyCache pictures = new SaliencyCache();
        pictures.prepare(List.of(item(broken), item(photo)));
        FocusPoints focusPoints = pictures.of(item(photo));

        assertThat(focusPoints).isNotEqualTo(FocusPoints.THIRDS);
        assertThat(pictures.of(item(broken))).isEqualTo(FocusPoints.THIRDS);
        Files.delete(photo);
        Files.createFile(photo);
        assertThat(new SaliencyCache().of(item(photo)))
                .as("saved next to the image")
                .isEqualTo(focusPoints);
    }

    private static Path sample() {
        Path here = Path.of("samples/mountains.jpg");
        return Files.exists(here) ? here : Path.of("../samples/mountains.jpg");
    }

    private static MediaItem item(Path file) {
        return new MediaItem(file.getFileName().toString(), MediaItem.Kind.IMAGE, "p", file, 3264, 2448, Duration.ZERO);
    }

    private static SaliencyDetector picture(int left, int top, int size, Random random) {
        CellGrid luma = flat(90);
        CellGrid red = flat(120);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                boolean inside = x >= left && x < left + size && y >= top && y < top + size;
                luma.values()[y * WIDTH + x] = (inside ? 170 : 90) + random.nextInt(8);
                red.values()[y * WIDTH + x] = inside ? 190 : 120;
            }
        }
        return new SaliencyDetector(luma, flat(128), red);
    }

    private static CellGrid flat(int value) {
        CellGrid field = CellGrid.blank(WIDTH, HEIGHT);
        java.util.Arrays.fill(field.values(), value);
        return field;
    }
}
