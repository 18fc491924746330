package io.longtake.studio.film.title;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.media.picture.PackedPicture;
import io.longtake.studio.film.Film.Canvas;
import io.longtake.studio.film.Film.Title;
import io.longtake.studio.film.Film.Title.Place;
import io.longtake.studio.film.text.ShapedLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where titles stand, how their lines break, and when they are seen. */
class TitleLayoutTest {
    private static final Canvas WIDE = new Canvas(1920, 1080);
    private static final Canvas TALL = new Canvas(1080, 1920);
    private static final Canvas SQUARE = new Canvas(1080, 1080);
    private static final String LONG = "Fourteen days along the coast of northern Norway by boat, bus and bicycle";

    static Stream<Canvas> canvases() {
        return Stream.of(WIDE, TALL, SQUARE, new Canvas(1080, 1350));
    }

    @ParameterizedTest
    @MethodSource("canvases")
    void titlesOfOnePlaceAndTimeAreStackedWithinTheSafeArea(Canvas canvas) {
        for (Place place : Place.values()) {
            List<PlacedTitle> placed =
                    TitleLayout.of(canvas, List.of(title("Summer", place, 0, 4), title("at the sea", place, 2, 4)));

            assertThat(placed).allMatch(PlacedTitle::free).allMatch(it -> SafeArea.of(canvas)
                    .contains(it.box()));
            assertThat(placed.get(0).box().overlaps(placed.get(1).box())).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("canvases")
    void noTwoOfManyTitlesOverlapUnlessTheLayoutSaysSo(Canvas canvas) {
        List<Title> titles = new ArrayList<>();
        List<Place> places = List.of(Place.values());
        for (int i = 0; i < 21; i++) {
            titles.add(title("Title number " + i, places.get(i % places.size()), i / 3, 4));
        }
        List<PlacedTitle> free = TitleLayout.of(canvas, titles).stream()
                .filter(PlacedTitle::free)
                .toList();

        assertThat(free).hasSizeGreaterThan(6);
        for (int i = 0; i < free.size(); i++) {
            PlacedTitle one = free.get(i);
            assertThat(free.subList(0, i))
                    .filteredOn(other -> other.sharesTime(one))
                    .noneMatch(other -> other.box().overlaps(one.box()));
        }
    }

    @Test
    void titlesOfDifferentTimesKeepTheirPlace() {
        List<PlacedTitle> placed =
                TitleLayout.of(WIDE, List.of(title("Summer", Place.CENTER, 0, 4), title("Summer", Place.CENTER, 4, 4)));

        assertThat(placed.get(0).box()).isEqualTo(placed.get(1).box());
    }

    @Test
    void aTallFrameLeavesRoomForThePlayersButtons() {
        for (Place place : Place.values()) {
            Box box = TitleLayout.of(TALL, List.of(title(LONG, place, 0, 4)))
                    .get(0)
                    .box();

            assertThat(box.y()).as("%s", place).isGreaterThanOrEqualTo(230);
            assertThat(box.bottom()).as("%s", place).isLessThanOrEqualTo(1536);
            assertThat(box.right()).as("%s", place).isLessThanOrEqualTo(950);
        }
    }

    @Test
    void otherFramesLeaveFivePercent() {
        Box corner = TitleLayout.of(WIDE, List.of(title("16:9", Place.BOTTOM_RIGHT, 0, 4)))
                .get(0)
                .box();

        assertThat(corner.right()).isEqualTo(1824);
        assertThat(corner.bottom()).isEqualTo(1026);
        assertThat(TitleLayout.of(SQUARE, List.of(title("1:1", Place.TOP_LEFT, 0, 4)))
                        .get(0)
                        .box())
                .extracting(Box::x, Box::y)
                .containsExactly(54, 54);
    }

    @ParameterizedTest
    @MethodSource("canvases")
    void aLongTitleHasReadableLinesOfAboutTheSameWidth(Canvas canvas) {
        TitleText text = TitleText.of(title(LONG, Place.CENTER, 0, 4), canvas);
        double[] widths = text.lines().stream().mapToDouble(ShapedLine::width).toArray();

        assertThat(text.readable()).isTrue();
        assertThat(text.lines()).hasSizeBetween(2, TitleText.MOST_LINES);
        assertThat(text.fontPixels()).isGreaterThanOrEqualTo((int) Math.ceil(0.04 * canvas.heightPx()));
        assertThat(Arrays.stream(widths).min().orElseThrow())
                .isGreaterThan(0.5 * Arrays.stream(widths).max().orElseThrow());
    }

    @Test
    void fourGivenLinesStayLarge() {
        TitleText text = TitleText.of(title("Anna\nand\nBen\n12 June", Place.CENTER, 0, 4), TALL);

        assertThat(text.lines()).hasSize(4);
        assertThat(text.fontPixels()).isGreaterThanOrEqualTo(77);
    }

    @Test
    void textWithoutSpacesIsBrokenWhereItsScriptAllowsIt() {
        String thai = "ยินดีต้อนรับสู่งานแต่งงานของเราที่เชียงใหม่ในเดือนธันวาคม";
        TitleText text = TitleText.of(title(thai, Place.CENTER, 0, 4), TALL);

        assertThat(text.readable()).isTrue();
        assertThat(text.lines()).hasSizeGreaterThan(1);
        assertThat(TitleText.of(title("https://" + "x".repeat(90), Place.CENTER, 0, 4), TALL)
                        .readable())
                .isTrue();
    }

    @Test
    void aTitleOfTooManyLinesDoesNotFit() {
        TitleText text = TitleText.of(title("word ".repeat(90).strip(), Place.CENTER, 0, 4), TALL);

        assertThat(text.readable()).isFalse();
        assertThat(text.lines()).hasSizeGreaterThan(TitleText.MOST_LINES);
    }

    @Test
    void theTitleThatOpensTheFilmIsOnItsFirstFrame() throws IOException {
        assertThat(brightest(title("Norway", Place.CENTER, 0, 4), 0)).isGreaterThan(220);
        // Others fade in, and all fade out.
        assertThat(brightest(title("Norway", Place.CENTER, 1, 4), 30)).isLessThan(60);
        assertThat(brightest(title("Norway", Place.CENTER, 0, 4), 119)).isLessThan(60);
    }

    @Test
    void anEmojiIsDrawnWithoutATemporaryFile(@TempDir Path folder) throws IOException {
        Path missing = Files.createDirectory(folder.resolve("missing"));
        boolean used = ImageIO.getUseCache();
        ImageIO.setUseCache(true);
        ImageIO.setCacheDirectory(missing.toFile());
        Files.delete(missing);
        try {
            assertThat(brightest(title("🎉", Place.CENTER, 0, 4), 0)).isGreaterThan(150);
        } finally {
            ImageIO.setCacheDirectory(null);
            ImageIO.setUseCache(used);
        }
    }

    private static int brightest(Title title, int frame) throws IOException {
        PackedPicture picture = PackedPicture.black(WIDE.widthPx(), WIDE.heightPx());
        PlacedTitle placed = TitleLayout.of(WIDE, List.of(title)).get(0);
        new TitleLayer(placed).draw(frame, picture);
        int brightest = 0;
        for (int y = placed.box().y(); y < placed.box().bottom(); y++) {
            for (int x = placed.box().x(); x < placed.box().right(); x++) {
                brightest = Math.max(brightest, picture.y().sample(x, y));
            }
        }
        return brightest;
    }

    private static Title title(String text, Place place, int start, int seconds) {
        return new Title(
                text,
                Duration.ofSeconds(start),
                Duration.ofSeconds(seconds),
                place,
                8,
                0xFFFFFF,
                Duration.ofMillis(500));
    }
}
