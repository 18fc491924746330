package io.longtake.studio.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.studio.apply.Editor.EditResult;
import io.longtake.studio.timeline.Arrangement.TitleCard;
import io.longtake.studio.timeline.Arrangement.When;
import io.longtake.studio.timeline.Facts;
import io.longtake.studio.timeline.Timeline;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a reply says about a title that can't be drawn as written, and where titles of the same time go. */
class TitleWordsTest {
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
        String tall = "one\ntwo\nthree\nfour\nfive\nsix";
        EditResult result =
                said("make a 20-second film", "add the title \"" + tall + "\"", "add the title \"" + tall + "!\"");

        assertThat(titles(result)).hasSize(2);
        assertThat(titles(result).get(1).when()).isEqualTo(new When.From(Duration.ofSeconds(4), Duration.ofSeconds(4)));
        assertThat(result.reply()).contains("is shown from 4 s on");
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
