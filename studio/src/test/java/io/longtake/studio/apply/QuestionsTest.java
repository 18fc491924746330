package io.longtake.studio.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.studio.apply.Editor.EditResult;
import io.longtake.studio.direct.Director;
import io.longtake.studio.reply.Asked;
import io.longtake.studio.saliency.Saliency;
import io.longtake.studio.timeline.Arrangement;
import io.longtake.studio.timeline.Choice;
import io.longtake.studio.timeline.Facts;
import io.longtake.studio.timeline.MediaItem;
import io.longtake.studio.timeline.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An edit that would destroy work, or whose picture is not clear, changes nothing and asks. */
class QuestionsTest {
    private final SentenceEditor editor = new SentenceEditor(Saliency.THIRDS);

    private EditResult after(String... messages) {
        Optional<Timeline> timeline = Optional.empty();
        EditResult result = EditResult.inWords(timeline, "");
        for (String message : messages) {
            result = editor.edit(timeline, Facts.FIVE, message, 7);
            timeline = result.after();
        }
        return result;
    }

    private String facts(String... messages) {
        return Facts.of(now(after(messages)), Facts.FIVE);
    }

    private static Arrangement now(EditResult result) {
        return result.after().orElseThrow().now();
    }

    @Test
    void aFilmTooShortForItsPicturesIsAskedAbout() {
        EditResult asked = after("30 seconds", "make it 2 seconds");

        assertThat(now(asked)).isEqualTo(now(after("30 seconds")));
        assertThat(asked.reply())
                .startsWith("A film of 2 s has no room for picos. Make it anyway? Nothing was changed.");
        assertThat(asked.asked().orElseThrow().choices())
                .containsExactly(
                        new Choice("yes", "make it 2 seconds and leave out what does not fit"),
                        new Choice("no", "keep everything as it is"));
    }

    @Test
    void onlyAQuestionAboutConsequencesIsConfirmedByItsFirstChoice() {
        assertThat(after("30 seconds", "make it 2 seconds")
                        .asked()
                        .orElseThrow()
                        .confirms())
                .isTrue();
        assertThat(after("30秒", "影片改成2秒").asked().orElseThrow().confirms()).isTrue();
        assertThat(new Asked("Which?", List.of(new Choice("cat", "the cat"), new Choice("dog", "the dog"))).confirms())
                .isFalse();
    }

    @Test
    void picturesThatAreCalledYesAndNoAreAlternatives() {
        List<MediaItem> media = List.of(Facts.photo("yes", 4000, 3000), Facts.photo("no", 4000, 3000));
        Optional<Timeline> before =
                editor.edit(Optional.empty(), media, "30 seconds", 7).after();
        EditResult asked = editor.edit(before, media, "pan left on it", 7);

        assertThat(asked.asked().orElseThrow().choices())
                .extracting(Choice::label)
                .containsExactly("yes", "no");
        assertThat(asked.asked().orElseThrow().confirms()).isFalse();
        assertThat(Facts.of(now(editor.edit(asked.after(), media, "no", 7)), media))
                .isEqualTo("length=30 no.motion=PAN_LEFT");
        assertThat(Facts.of(now(editor.edit(asked.after(), media, "never mind", 7)), media))
                .isEqualTo("length=30");
    }

    @Test
    void theNameOfAChoiceIsAnAnswerWhateverItsCharacters() {
        String name = "IMG_2044 - " + "copy ".repeat(30) + "(1)";
        List<MediaItem> media = List.of(Facts.photo(name, 4000, 3000), Facts.photo("dog", 4000, 3000));
        Optional<Timeline> before =
                editor.edit(Optional.empty(), media, "30 seconds", 7).after();
        EditResult asked = editor.edit(before, media, "pan left on it", 7);

        assertThat(Facts.of(now(editor.edit(asked.after(), media, name, 7)), media))
                .isEqualTo("length=30 " + name + ".motion=PAN_LEFT");
    }

    @Test
    void theAnswerToALongMessageIsNotTooLong() {
        String request = "make it 2 seconds";
        String message = request + ", thanks".repeat((4000 - request.length()) / ", thanks".length());
        EditResult asked = after("30 seconds", message);
        assertThat(asked.asked()).isPresent();
        assertThat(message.length()).isGreaterThan(3990);

        EditResult yes = editor.edit(asked.after(), Facts.FIVE, "yes", 7);
        assertThat(yes.reply()).doesNotContain("the maximum is");
        assertThat(Director.length(now(yes), Facts.FIVE)).isEqualTo(Duration.ofSeconds(2));

        EditResult more = editor.edit(asked.after(), Facts.FIVE, "yes, square, and add the title \"Rome\"", 7);
        assertThat(Facts.of(now(more), Facts.FIVE)).isEqualTo("length=2 ratio=1:1 title=\"Rome\"@CENTER:0-4");
    }

    @Test
    void whatAnAnswerStandsForIsBounded() {
        Timeline before = after("30 seconds").after().orElseThrow();
        Timeline asked = before.asking(
                List.of(new Choice("yes", "x".repeat(12_000)), new Choice("no", "keep everything as it is")));

        EditResult result = editor.edit(Optional.of(asked), Facts.FIVE, "yes, and add a title", 7);

        assertThat(result.reply()).contains("the maximum is 12000");
        assertThat(result.understood()).isFalse();
        assertThat(now(result)).isEqualTo(before.now());
    }

    @Test
    @Timeout(10)
    void aMessageThatIsTooLongIsRefusedBeforeItIsReadAsAnAnswer() {
        Optional<Timeline> asked = after("30 seconds", "make it 2 seconds").after();

        EditResult result = editor.edit(asked, Facts.FIVE, "no, ".repeat(500_000), 7);

        assertThat(result.reply()).contains("2000000 characters; the maximum is 4000");
        assertThat(result.refused()).containsExactly(result.reply());
        assertThat(now(result)).isEqualTo(asked.orElseThrow().now());
    }

    @Test
    void aResultNamesWhatWasUnderstoodAndWhatWasRefused() {
        EditResult done = after("30 seconds", "make it 20 seconds");
        assertThat(done.understood()).isTrue();
        assertThat(done.refused()).isEmpty();

        EditResult unclear = after("30 seconds", "florble the wibble");
        assertThat(unclear.refused()).hasSize(1);
        assertThat(unclear.reply()).contains(unclear.refused().get(0));
        assertThat(now(unclear)).isEqualTo(now(after("30 seconds")));

        EditResult question = after("30 seconds", "how long is it?");
        assertThat(question.understood()).isTrue();
        assertThat(question.refused()).isEmpty();

        assertThat(after("30 seconds", "").understood()).isFalse();
        assertThat(unclear.understood()).isFalse();
        assertThat(after("30 seconds", "rimuovi la seconda foto").understood()).isFalse();
        assertThat(after("30 seconds", "{\"florble\": \"wibble\"}").understood())
                .isFalse();
    }

    @Test
    void aRequestThatCanNotBeCarriedOutIsUnderstood() {
        for (String request :
                List.of("Make the first photo black and white", "add snow effect", "make it 3 hours long")) {
            EditResult result = after("30 seconds", request);
            assertThat(result.understood()).as(request).isTrue();
            assertThat(result.refused()).as(request).hasSize(1);
        }
        EditResult nothing = editor.edit(Optional.empty(), List.of(), "a 20 second video", 7);
        assertThat(nothing.understood()).isTrue();
        assertThat(nothing.refused()).containsExactly(nothing.reply());
    }

    @Test
    void theNextMessageIsTheAnswer() {
        EditResult yes = after("30 seconds", "make it 2 seconds", "Yes!");
        assertThat(Director.length(now(yes), Facts.FIVE)).isEqualTo(Duration.ofSeconds(2));
        assertThat(yes.asked()).isEmpty();

        EditResult no = after("30 seconds", "make it 2 seconds", "no");
        assertThat(Director.length(now(no), Facts.FIVE)).isEqualTo(Duration.ofSeconds(30));
        assertThat(no.asked()).isEmpty();

        EditResult chinese = after("30秒", "影片改成2秒", "是");
        assertThat(Director.length(now(chinese), Facts.FIVE)).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void everyChoiceIsARequestThatNeedsNoQuestion() {
        for (EditResult asked : List.of(
                after("30 seconds", "make it 2 seconds"),
                after("30 seconds", "pan left on it"),
                after("30秒", "影片改成2秒"),
                after("30秒", "它向左平移"))) {
            for (Choice choice : asked.asked().orElseThrow().choices()) {
                EditResult chosen = editor.edit(asked.after(), Facts.FIVE, choice.request(), 7);
                assertThat(chosen.asked()).as(choice.request()).isEmpty();
                assertThat(chosen.reply())
                        .as(choice.request())
                        .doesNotContain("didn't understand")
                        .doesNotContain("没有理解");
            }
        }
    }

    @Test
    void whatStandsBesideAnAnswerIsReadAsUsual() {
        for (String answer : List.of("yes, and add a title Rome", "Yes. Add a title Rome", "add a title Rome, yes")) {
            assertThat(facts("30 seconds", "make it 2 seconds", answer))
                    .as(answer)
                    .isEqualTo("length=2 title=\"Rome\"@CENTER:0-4");
        }
        for (String answer : List.of("no, make it 10 seconds", "no thanks, but make it 10 seconds")) {
            assertThat(facts("30 seconds", "make it 2 seconds", answer))
                    .as(answer)
                    .isEqualTo("length=10");
        }
        assertThat(facts("30秒", "影片改成2秒", "好的，竖屏")).isEqualTo("length=2 ratio=9:16");
        assertThat(facts("30秒", "影片改成2秒", "不，改成10秒")).isEqualTo("length=10");
        assertThat(facts("30 seconds", "pan left on it", "the cat, and make it vertical"))
                .isEqualTo("length=30 ratio=9:16 cat.motion=PAN_LEFT");
    }

    @Test
    void whatStandsBehindNoIsTheAnswer() {
        for (String answer : List.of("No, the third one", "no, 3", "No. The cat", "不，第三张")) {
            assertThat(facts("30 seconds", "pan left on it", answer))
                    .as(answer)
                    .isEqualTo("length=30 cat.motion=PAN_LEFT");
        }
        assertThat(facts("30 seconds", "pan left on it", "no, make it vertical"))
                .isEqualTo("length=30 ratio=9:16");
        assertThat(facts("30 seconds", "pan left on it", "no, never mind")).isEqualTo("length=30");
    }

    @Test
    void yesStandsForAllThatTheMessageAskedFor() {
        assertThat(facts("30 seconds", "make it 2 seconds and add the title \"Rome\"", "yes"))
                .isEqualTo("length=2 title=\"Rome\"@CENTER:0-4");
        assertThat(facts("30 seconds", "pan left on it and make it vertical", "the second one"))
                .isEqualTo("length=30 ratio=9:16 bridge.motion=PAN_LEFT");
    }

    @Test
    void noAndKeepAllChangeNothingAndAddNothing() {
        List<MediaItem> more = new ArrayList<>(Facts.FIVE);
        more.add(Facts.photo("dog", 4000, 3000));
        Optional<Timeline> before = after("30 seconds").after();
        Optional<Timeline> asked =
                editor.edit(before, Facts.FIVE, "make it 2 seconds", 7).after();
        for (String answer : List.of(
                "no",
                "no thanks",
                "never mind",
                "No, don't.",
                "keep everything as it is",
                "keep all",
                "no, keep all of them",
                "leave it",
                "don't change anything",
                "不",
                "保持原样")) {
            EditResult result = editor.edit(asked, more, answer, 7);
            assertThat(now(result)).as(answer).isEqualTo(before.orElseThrow().now());
            assertThat(result.reply()).as(answer).matches("Nothing was changed\\.|没有改动。");
        }
        assertThat(now(editor.edit(after("30 seconds", "pan left on it").after(), more, "no", 7)))
                .isEqualTo(before.orElseThrow().now());
    }

    @Test
    void anUnclearPictureIsAskedAbout() {
        EditResult asked = after("30 seconds", "pan left on it");
        assertThat(asked.reply())
                .startsWith(
                        "Which picture is meant in “pan left on it”? The pictures are: sunset, bridge, cat, friends, picos. Nothing was changed.");

        EditResult answered = after("30 seconds", "pan left on it", "the cat");
        assertThat(Facts.of(now(answered), Facts.FIVE)).isEqualTo("length=30 cat.motion=PAN_LEFT");
    }

    @Test
    void anotherRequestIsNoAnswer() {
        EditResult result = after("30 seconds", "make it 2 seconds", "make it vertical", "yes");

        assertThat(Facts.of(now(result), Facts.FIVE)).isEqualTo("length=30 ratio=9:16");
    }

    @Test
    void theLastMessageCanBeCorrected() {
        assertThat(Facts.of(now(after("30 seconds", "remove the second photo", "no, the third one")), Facts.FIVE))
                .isEqualTo("length=30 order=sunset,bridge,friends,picos");
        assertThat(Facts.of(now(after("30秒", "删掉第二张", "不对，是第三张")), Facts.FIVE))
                .isEqualTo("length=30 order=sunset,bridge,friends,picos");
    }

    @Test
    void aLengthInAnotherClauseIsNotThatOfTheFilm() {
        for (String message : List.of(
                "warm look for the last 5 seconds",
                "black and white for 3 seconds",
                "make the music start after 5 seconds",
                "use calm music, start it at 0:10",
                "暖色调只用在最后五秒",
                "背景音乐从第5秒开始")) {
            EditResult result = after("30 seconds with epic music", message);
            assertThat(Director.length(now(result), Facts.FIVE)).as(message).isEqualTo(Duration.ofSeconds(30));
            assertThat(now(result).clips()).as(message).hasSize(5);
        }
    }

    @Test
    void whatStaysIsNotRemovedAndWhatGoesIs() {
        for (String message : List.of(
                "keep the cat, remove the bridge",
                "get rid of the bridge but keep the cat",
                "remove the bridge, not the cat",
                "don't remove the cat, remove the bridge",
                "别删第三张，删第二张")) {
            assertThat(now(after("30 seconds", message)).clips())
                    .as(message)
                    .extracting(Arrangement.Clip::name)
                    .containsExactly("sunset", "cat", "friends", "picos");
        }
    }

    @Test
    void aClauseWithAnUnknownWordRemovesNothing() {
        for (String message : List.of(
                "remove the dog from the cat photo",
                "delete the person in the second photo",
                "reset the title to white")) {
            EditResult result = after("30 seconds with epic music", message);
            assertThat(now(result)).as(message).isEqualTo(now(after("30 seconds with epic music")));
            assertThat(result.reply()).as(message).contains("didn't understand");
        }
    }

    @Test
    void nothingIsClaimedThatTheFilmDoesNotShow() {
        EditResult longer = after("30 seconds", "each photo 3 seconds", "make the second photo longer");
        assertThat(longer.reply()).startsWith("Done: bridge: 4.5 s");

        Optional<Timeline> one =
                editor.edit(Optional.empty(), Facts.ONE, "a 20 second video", 7).after();
        EditResult idle = editor.edit(one, Facts.ONE, "make the first photo longer", 7);
        assertThat(idle.reply()).isEqualTo("The setting has no effect on the film as it is now.");
        assertThat(idle.showsByItself()).isFalse();
    }
}
