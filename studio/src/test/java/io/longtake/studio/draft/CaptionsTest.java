package io.longtake.studio.draft;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longtake.studio.apply.SentenceEditor;
import io.longtake.studio.film.Film;
import io.longtake.studio.film.Film.Title;
import io.longtake.studio.film.title.Box;
import io.longtake.studio.film.title.PlacedTitle;
import io.longtake.studio.film.title.TitleLayout;
import io.longtake.studio.saliency.Saliency;
import io.longtake.studio.timeline.Facts;
import io.longtake.studio.timeline.MediaItem;
import io.longtake.studio.timeline.Timeline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When the captions of clips are drawn, and where. */
class CaptionsTest {
    private static final String ALL = "captions for each photo: Rome, The harbour of Genoa, Oslo";

    @Test
    void aCaptionIsShownFromTheMiddleOfOneTransitionToTheMiddleOfTheNext() {
        List<Title> captions = film("15 seconds", ALL).titles();

        assertThat(captions).extracting(Title::text).containsExactly("Rome", "The harbour of Genoa", "Oslo");
        assertThat(captions).extracting(Title::start).containsExactly(millis(0), millis(5400), millis(10400));
        assertThat(captions).extracting(Title::length).containsExactly(millis(5400), millis(5000), millis(4600));
    }

    @Test
    void aCaptionFollowsItsPhotoWhenThatIsMovedOrLengthened() {
        Film film = film("15 seconds", ALL, "move the first photo to the end", "hold photo 3 for 7 seconds");

        assertThat(film.titles()).extracting(Title::text).containsExactly("The harbour of Genoa", "Oslo", "Rome");
        Title last = film.titles().get(2);
        assertThat(last.start().plus(last.length())).isEqualTo(film.length());
        assertThat(last.length()).isBetween(millis(6500), millis(7000));
    }

    @Test
    void photosInSuccessionWithTheSameCaptionShowItWithoutABreak() {
        assertThat(film("15 seconds", "caption photos 1 and 2 \"Rome\"").titles())
                .singleElement()
                .extracting(Title::length)
                .isEqualTo(millis(10_400));
    }

    @ParameterizedTest
    @ValueSource(strings = {"16:9", "9:16", "1:1", "4:5"})
    void captionsStandInTheLowerThirdAndTitlesAboveThem(String ratio) {
        Film film = film(
                "a 15 second video in " + ratio,
                ALL,
                "add the title \"Italy and Norway\" at the bottom for the whole film",
                "add the title \"Two weeks\" at the bottom for the whole film");
        List<PlacedTitle> placed = TitleLayout.of(film.canvas(), film.titles());
        List<PlacedTitle> captions = placed.subList(0, 3);

        assertThat(placed).hasSize(5).allMatch(PlacedTitle::free);
        int lowerThird = film.canvas().heightPx() * 2 / 3;
        assertThat(captions).allSatisfy(caption -> assertThat(caption.box().y()).isGreaterThanOrEqualTo(lowerThird));
        int lowest = captions.stream().mapToInt(it -> bottom(it.box())).max().orElseThrow();
        assertThat(lowest).isLessThanOrEqualTo(film.canvas().heightPx() * (ratio.equals("9:16") ? 80 : 95) / 100);
        for (PlacedTitle title : placed.subList(3, 5)) {
            assertThat(captions).allSatisfy(caption -> assertThat(bottom(title.box()))
                    .isLessThanOrEqualTo(caption.box().y()));
        }
    }

    @Test
    void theSummaryNamesCaptionsBeforeTitles() {
        ObjectNode draft = draft("15 seconds", "caption photo 2 \"Rome\"", "add the title \"Italy\"");

        assertThat(DraftCodec.summary(draft)).endsWith("2. Captions: \"Rome\" (5.4-10.4s) 3. Title: \"Italy\" (0-4s)");
    }

    private static int bottom(Box box) {
        return box.y() + box.height();
    }

    private static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }

    private static Film film(String... messages) {
        return DraftCodec.film(draft(messages), id -> Optional.of(Path.of(id)));
    }

    private static ObjectNode draft(String... messages) {
        List<MediaItem> media = Facts.THREE;
        SentenceEditor editor = new SentenceEditor(Saliency.THIRDS);
        Optional<Timeline> timeline = Optional.empty();
        for (String message : messages) {
            timeline = editor.edit(timeline, media, message, 7).after();
        }
        return DraftCodec.draft(timeline.orElseThrow(), media, 7, Saliency.THIRDS);
    }
}
