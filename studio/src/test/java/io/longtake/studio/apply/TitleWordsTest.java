package io.longtake.studio.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.studio.apply.Editor.EditResult;
import io.longtake.studio.film.Film;
import io.longtake.studio.timeline.Arrangement;
import io.longtake.studio.timeline.Arrangement.TitleCard;
import io.longtake.studio.timeline.Arrangement.When;
import io.longtake.studio.timeline.Facts;
import io.longtake.studio.timeline.Timeline;
import io.longtake.studio.understand.Remark;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a reply says about a title that can't be drawn as written, and where titles of the same time go. */
class TitleWordsTest {
    private static final String TALL = "one\ntwo\nthree\nfour\nfive\nsix";

    private final SentenceEditor editor = new SentenceEditor();

    @Test
    void aTitleInAnyPromisedScriptIsAddedWithoutARemark() {
        for (String text : List.of("Zażółć gęślą jaźń", "أهلا وسهلا", "שלום", "สวัสดี", "नमस्ते", "Happy 🎂 день")) {
            EditResult result = said("make a 20-second film", "add the title \"" + text + "\"");

            assertThat(titles(result)).extracting(TitleCard::text).containsExactly(text);
            assertThat(result.reply()).doesNotContain("shown without");
            assertThat(result.showsByItself()).isTrue();
        }
    }

    @Test
    void charactersThatNoFontHasAreNamed() {
        EditResult result = said("make a 20-second film", "add the title \"Ugarit 𐎀𐎁\"");

        assertThat(titles(result)).extracting(TitleCard::text).containsExactly("Ugarit 𐎀𐎁");
        assertThat(result.reply()).contains("“Ugarit 𐎀𐎁” is shown without 𐎀 𐎁");
    }

    @Test
    void theFirstMessageKeepsATitleOfWhichSomethingIsLeft() {
        assertThat(titles(said("make a 20-second film with the title \"Ugarit 𐎀\"")))
                .hasSize(1);
    }

    @Test
    void aTitleOfWhichNothingWouldBeLeftIsRefused() {
        EditResult result = said("make a 20-second film", "add the title \"𐎀𐎁\"");

        assertThat(titles(result)).isEmpty();
        assertThat(result.refused()).hasSize(1);
        assertThat(result.reply()).contains("no font has 𐎀 𐎁").contains("unchanged");
    }

    @Test
    void aTitleThatWouldTakeTooManyLinesIsRefusedWithTheLimit() {
        EditResult result = said("make a vertical 20-second film", "add the title \"" + "word ".repeat(90) + "end\"");

        assertThat(titles(result)).isEmpty();
        assertThat(result.reply()).contains("the maximum is 6");
    }

    @Test
    void aTitleThatIsTooSmallInAnotherShapeIsReported() {
        String text = "word ".repeat(36) + "end";
        EditResult result = said("make a 20-second film", "add the title \"" + text + "\"", "make it 9:16");

        assertThat(titles(result)).hasSize(1);
        assertThat(result.reply()).contains("too small to be read in 9:16");
    }

    @Test
    void aTitleWithoutRoomBesideTheOthersIsShownAfterThem() {
        EditResult result =
                said("make a 20-second film", "add the title \"" + TALL + "\"", "add the title \"" + TALL + "!\"");

        assertThat(titles(result)).hasSize(2);
        assertThat(titles(result).get(1).when()).isEqualTo(new When.From(Duration.ofSeconds(4), Duration.ofSeconds(4)));
        assertThat(result.reply()).contains("does not fit beside the other titles; it is shown from 4 s.");
        assertThat(result.refused()).isEmpty();
    }

    @Test
    void aTitleForWhichThereIsNoRoomIsRefused() {
        EditResult result =
                said("make a 4-second film", "add the title \"" + TALL + "\"", "add the title \"" + TALL + "!\"");

        assertThat(titles(result)).hasSize(1);
        assertThat(result.reply()).contains("was left out");
        assertThat(result.refused()).hasSize(1).allMatch(sentence -> sentence.contains("leave no room"));
    }

    @Test
    void undoRestoresTitlesAsTheyWereAndCanBeRedone() {
        Arrangement plain = said("make a 20-second film").after().orElseThrow().now();
        Arrangement covered = plain.withTitles(List.of(card(TALL), card(TALL + "!")));
        Timeline before = Timeline.of(covered).with(plain);

        Timeline undone =
                editor.edit(Optional.of(before), Facts.ONE, "undo", 7).after().orElseThrow();

        assertThat(undone.now()).isEqualTo(covered);
        assertThat(undone.withRedo().map(Timeline::now)).contains(plain);
    }

    @Test
    void aTitleWithoutAVisibleCharacterIsRefused() {
        EditResult result = said("make a 20-second film", "add the title \"\u200e\"");

        assertThat(titles(result)).isEmpty();
        assertThat(result.reply()).contains("The title contains no visible character. The titles are unchanged.");
    }

    @Test
    void aTitleIsNotChangedToALongerTextThanOneCanHave() {
        EditResult result = said(
                "make a 20-second film", "add the title \"Hello\"", "change the title to \"" + "i".repeat(501) + "\"");

        assertThat(titles(result)).extracting(TitleCard::text).containsExactly("Hello");
        assertThat(result.reply()).contains("501").contains("500");
    }

    @Test
    @Timeout(20)
    void manyTitlesOfOneTimeAreKeptApartQuickly() {
        List<TitleCard> cards =
                IntStream.range(0, 200).mapToObj(i -> card("Title " + i)).toList();
        List<Remark> remarks = new ArrayList<>();

        List<TitleCard> apart =
                new TitlesApart(new Film.Canvas(1920, 1080), Duration.ofMinutes(10), List.of(), remarks).of(cards);

        assertThat(apart).extracting(TitleCard::text).containsExactlyElementsOf(texts(cards));
        assertThat(remarks).isNotEmpty().allMatch(Remark.TitleLater.class::isInstance);
    }

    private static List<String> texts(List<TitleCard> cards) {
        return cards.stream().map(TitleCard::text).toList();
    }

    private static TitleCard card(String text) {
        return new TitleCard(
                text,
                Film.Title.Place.CENTER,
                8,
                0xFFFFFF,
                new When.From(Duration.ZERO, Duration.ofSeconds(4)),
                Duration.ofMillis(500));
    }

    private EditResult said(String... messages) {
        Optional<Timeline> before = Optional.empty();
        EditResult result = null;
        for (String message : messages) {
            result = editor.edit(before, Facts.ONE, message, 7);
            before = result.after();
        }
        return java.util.Objects.requireNonNull(result);
    }

    private static List<TitleCard> titles(EditResult result) {
        return result.after().orElseThrow().now().titles();
    }
}
