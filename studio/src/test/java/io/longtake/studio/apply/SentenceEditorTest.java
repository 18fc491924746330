package io.longtake.studio.apply;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.longtake.studio.apply.Editor.EditResult;
import io.longtake.studio.draft.DraftCodec;
import io.longtake.studio.timeline.Arrangement;
import io.longtake.studio.timeline.Facts;
import io.longtake.studio.timeline.MediaItem;
import io.longtake.studio.timeline.Timeline;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SentenceEditorTest {
    private static final List<String> COMPLAINTS = List.of(
            "didn't understand", "I can't", "doesn't tell", "doesn't say", "outside", "没有理解", "做不到", "笼统", "超出");
    private final SentenceEditor editor = new SentenceEditor();

    static Stream<Arguments> sentences() throws Exception {
        return table("/apply/sentences.tsv");
    }

    static Stream<Arguments> refusals() throws Exception {
        return table("/apply/refusals.tsv");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("sentences")
    void eachPromptGivesExactlyItsTimeline(String key, String messages, String facts) {
        EditResult result = last(key, messages);

        assertThat(facts(result, key)).isEqualTo(facts);
        assertThat(result.reply()).doesNotContain(COMPLAINTS).doesNotContain("null");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("refusals")
    void impossibleRequestsAreReportedAndNotDone(String key, String messages, String facts, String said) {
        EditResult result = last(key, messages);

        assertThat(facts(result, key)).isEqualTo(facts);
        assertThat(result.reply()).contains(said);
    }

    @Test
    void theTablesHaveTheMinimumSize() throws Exception {
        assertThat(sentences().count()).isGreaterThanOrEqualTo(700);
        assertThat(refusals().count()).isGreaterThanOrEqualTo(100);
    }

    @Test
    void theFirstReplyDescribesTheFilm() {
        assertThat(last("1", "turn this image into a 2-minute video with smooth motion and background music")
                        .reply())
                .isEqualTo("Made a 2:00 film from mountains: 14 shots with smooth motion; music: Calm, 100%.");
    }

    @Test
    void theReplyIsInTheLanguageOfTheMessage() {
        assertThat(last("1", "加标题“Urban Dreams”").reply()).startsWith("已用 mountains 制作");
        assertThat(last("1", "add the title “城市之梦”").reply()).startsWith("Made a 10 s film");
    }

    @Test
    void manyPhotosAreCountedAndFewAreNamed() {
        assertThat(last("4", "dissolve between them").reply())
                .isEqualTo(
                        "Made a 20 s film from 4 photos: 4 shots with smooth motion; transitions: cross-fade, 0.9 s.");
        assertThat(last("4", "做成幻灯片").reply()).startsWith("已用 4 张照片 制作");
        assertThat(last("v", "a video").reply()).startsWith("Made a 25 s film from surf, beach");
    }

    @Test
    void whatIsNotUnderstoodIsReportedInOneSentence() {
        String reply = last("3", "flurb and make it blorp, with calm music, and zork it")
                .reply();
        assertThat(reply)
                .contains("“flurb”, “blorp” and “zork” and changed nothing for them")
                .containsOnlyOnce("I can set");
    }

    @Test
    void aQuestionNeverChangesAnything() {
        Optional<Timeline> before = last("3", "20s, calm music").after();
        for (String question : List.of(
                "what did you change?",
                "how long is the film now?",
                "what does the timeline look like?",
                "is there any music?",
                "which transitions are used?",
                "why is it so fast?",
                "现在多长了？",
                "用的是什么音乐？",
                "时间线是什么样的？")) {
            EditResult result = editor.edit(before, Facts.THREE, question, 1);
            assertThat(result.after()).as(question).isEqualTo(before);
            assertThat(result.reply()).as(question).isNotBlank().doesNotContain(COMPLAINTS);
            assertThat(result.showsByItself()).isFalse();
        }
    }

    @Test
    void withoutMediaTheReplyAsksForAnUpload() {
        EditResult result = editor.edit(Optional.empty(), List.of(), "generate a video of a dragon", 1);

        assertThat(result.after()).isEmpty();
        assertThat(result.reply()).contains("can only use uploaded images");
        assertThat(editor.edit(Optional.empty(), List.of(), "生成一个龙的视频", 1).reply())
                .contains("只能用上传的图片");
    }

    @Test
    void aNameInAnotherScriptDoesNotMakeAMessageForeign() {
        List<MediaItem> media = List.of(Facts.photo("Москва", 4000, 3000), Facts.photo("東京タワー", 4000, 3000));
        Optional<Timeline> before =
                editor.edit(Optional.empty(), media, "30 seconds", 7).after();

        EditResult russian = editor.edit(before, media, "zoom into Москва and florble the wibble", 7);
        assertThat(Facts.of(russian.after().orElseThrow().now(), media)).isEqualTo("length=30 Москва.motion=ZOOM_IN");
        assertThat(russian.reply()).contains("I didn't understand “florble the wibble”");

        EditResult foreign = editor.edit(before, media, "удали фото Москва", 7);
        assertThat(foreign.after().orElseThrow().now())
                .isEqualTo(before.orElseThrow().now());
        assertThat(foreign.reply()).contains("seems to be in another language");
    }

    @Test
    void newPhotosAreAddedToTheFilmAndRemovedOnesAreNot() {
        List<MediaItem> two = Facts.THREE.subList(0, 2);
        Optional<Timeline> before =
                editor.edit(Optional.empty(), two, "a slideshow", 1).after();
        before = editor.edit(before, two, "remove the first photo", 1).after();
        EditResult result = editor.edit(before, Facts.THREE, "make it vertical", 1);

        assertThat(result.after().orElseThrow().now().clips())
                .extracting(Arrangement.Clip::name)
                .containsExactly("city", "forest");
        assertThat(result.reply()).contains("added forest");
    }

    @Test
    void theSameArgumentsGiveTheSameTimelineAndDraft() {
        EditResult first = last("3", "shuffle the photos, 40 seconds, epic music");
        EditResult second = last("3", "shuffle the photos, 40 seconds, epic music");

        assertThat(second).isEqualTo(first);
        assertThat(DraftCodec.draft(second.after().orElseThrow(), Facts.THREE, 7))
                .isEqualTo(DraftCodec.draft(first.after().orElseThrow(), Facts.THREE, 7));
    }

    @Test
    void everyTimelineIsReadByAPlainMapperAndWithUnknownProperties() throws Exception {
        ObjectMapper json = new ObjectMapper();
        for (Arguments row : sentences().toList()) {
            Timeline timeline =
                    last((String) row.get()[0], (String) row.get()[1]).after().orElseThrow();
            String text = json.writeValueAsString(timeline).replace("{\"ratio\"", "{\"future\":1,\"ratio\"");
            assertThat(json.readValue(text, Timeline.class)).isEqualTo(timeline);
        }
    }

    @Test
    void theUndoHistoryIsBounded() {
        Optional<Timeline> timeline = Optional.empty();
        for (int i = 0; i < 50; i++) {
            timeline =
                    editor.edit(timeline, Facts.ONE, (10 + i) + " seconds", 1).after();
        }
        assertThat(timeline.orElseThrow().past()).hasSize(Timeline.HISTORY);
    }

    @Test
    void noMessageMakesTheEditorFail() {
        List<String> parts = List.of(
                "\"",
                "“",
                "second",
                "第",
                "photo",
                "2",
                "-",
                ":",
                "the title",
                "move",
                "to",
                "and",
                "不要",
                "张",
                "1:",
                "%",
                "'s",
                "remove",
                "from 3",
                "zoom",
                "😀",
                "16:9",
                "only",
                "swap",
                "音量",
                "half",
                "加",
                "last",
                "99999999999 seconds",
                "photo 99999999999",
                "\t",
                "(",
                "at",
                "for",
                "一百",
                "倍",
                "0-2s",
                "2-4s",
                "static",
                "keep",
                "everything but",
                "{\"title\":",
                "{\"duration\": 3}",
                "love it",
                "分镜",
                "from 1 to 3 seconds",
                "more");
        java.util.Random random = new java.util.Random(5);
        for (int i = 0; i < 3000; i++) {
            StringBuilder message = new StringBuilder();
            for (int j = 0; j < 1 + random.nextInt(7); j++) {
                message.append(parts.get(random.nextInt(parts.size()))).append(random.nextBoolean() ? " " : "");
            }
            EditResult result = editor.edit(Optional.empty(), Facts.THREE, message.toString(), i);
            assertThat(result.reply()).as(message.toString()).isNotBlank();
            result.after()
                    .ifPresent(it -> DraftCodec.film(
                            DraftCodec.draft(it, Facts.THREE, 1), id -> Optional.of(java.nio.file.Path.of(id))));
        }
    }

    @Test
    void onlyWhatWasDoneWholeAndChangedSomethingShowsByItself() {
        EditResult made = editor.edit(Optional.empty(), Facts.THREE, "a 20 second video", 7);
        assertThat(made.showsByItself()).isTrue();
        assertThat(edited(made, "black and white").showsByItself()).isTrue();
        assertThat(edited(made, "a 20 second video").showsByItself()).isFalse();
        assertThat(edited(made, "make it more cinematic").showsByItself()).isFalse();
        assertThat(edited(made, "black and white, and remove the dogs").showsByItself())
                .isFalse();
        assertThat(edited(made, "").showsByItself()).isFalse();
    }

    private EditResult edited(EditResult before, String message) {
        return editor.edit(before.after(), Facts.THREE, message, 7);
    }

    private EditResult last(String key, String messages) {
        EditResult result = EditResult.inWords(Optional.empty(), "");
        for (String message : messages.split(" >> ", -1)) {
            result = editor.edit(result.after(), Facts.media(key), message, 7);
        }
        return result;
    }

    private static String facts(EditResult result, String key) {
        return result.after().map(it -> Facts.of(it.now(), Facts.media(key))).orElse("none");
    }

    /** The rows of a table, without its comments. */
    static Stream<Arguments> table(String resource) throws Exception {
        List<Arguments> rows = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                SentenceEditorTest.class.getResourceAsStream(resource), StandardCharsets.UTF_8))) {
            reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> rows.add(Arguments.of((Object[]) line.split("\t", -1))));
        }
        return rows.stream();
    }
}
