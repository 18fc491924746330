package io.longtake.studio.understand;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.studio.apply.Editor.EditResult;
import io.longtake.studio.apply.SentenceEditor;
import io.longtake.studio.timeline.Facts;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BriefTest {
    private final SentenceEditor editor = new SentenceEditor();

    @Test
    void aBriefIsCarriedOutAndNoneOfItsWordsBecomesATitle() {
        var result = edit("""
                {"goal": "A vertical clip from my 4 pictures, in the order given",
                 "steps": ["soft fade between the pictures", "a gentle zoom on each", "warm look", "cuts on the beat"],
                 "output": {"aspect_ratio": "9:16", "duration": "15 seconds", "resolution": "1080x1920", "format": "MP4"},
                 "style": {"mood": "upbeat", "music": "house"}}
                """);
        assertThat(facts(result)).isEqualTo("length=15 ratio=9:16 motion=ZOOM_IN/SLOW music=UPBEAT@100 look=WARM");
        assertThat(result.reply()).doesNotContain("didn't understand");
    }

    @Test
    void titlesComeFromTheKeysOfTitlesAlone() {
        var result = edit("""
                {"duration": 20, "title": "Say \\"cheese\\"", "music": {"mood": "calm", "volume": 0.4},
                 "captions": [{"text": "Bye", "start": 15, "end": 20, "color": "red"}], "seed": "Forty-two", "owner": null}
                """);
        assertThat(facts(result))
                .isEqualTo(
                        "length=20 title=\"Say \"cheese\"\"@CENTER:0-4 title=\"Bye\"@BOTTOM:15-20#E53935*5.0 music=CALM@40");
        assertThat(result.reply()).contains("I don't use these keys of the JSON: seed.");
    }

    @Test
    void scenesAreThePicturesInTheirOrder() {
        assertThat(facts(edit("{\"scenes\": [{\"duration\": 2, \"motion\": \"zoom in\", \"text\": \"Hi\"},"
                        + " {\"duration\": 3, \"camera\": \"pan left\"}]}")))
                .isEqualTo(
                        "title=\"Hi\"@CENTER:0-2 north.motion=ZOOM_IN north.length=2 east.motion=PAN_LEFT east.length=3");
        assertThat(
                        facts(
                                edit(
                                        "{\"shots\": [{\"file\": \"west.jpg\", \"duration\": 2}, {\"file\": \"north.jpg\", \"duration\": 2},"
                                                + " {\"file\": \"east.jpg\", \"duration\": 2}, {\"file\": \"south.jpg\", \"duration\": 2}]}")))
                .isEqualTo("order=west,north,east,south west.length=2 north.length=2 east.length=2 south.length=2");
    }

    @Test
    void scenesWithTimesBoundTheirMotion() {
        assertThat(facts(edit("[{\"start\": 0, \"end\": 2, \"motion\": \"static\"},"
                        + " {\"time\": \"2-5s\", \"motion\": \"push in\", \"caption\": \"Bye\"}]")))
                .isEqualTo("length=5 title=\"Bye\"@BOTTOM:2-5*5.0 north.motion=STILL north.length=1 east.motion=STILL"
                        + " east.length=1 south.motion=ZOOM_IN south.length=1.5 west.motion=ZOOM_IN west.length=1.5");
    }

    @Test
    void aBriefMayStandInAFenceBetweenSentences() {
        var result = edit("Please:\n```json\n{\"ratio\": \"1:1\"}\n```\nand calm music");
        assertThat(facts(result)).isEqualTo("ratio=1:1 music=CALM@100");
    }

    @Test
    void keysInChineseAreKnownToo() {
        var result = edit("{\"时长\": \"30秒\", \"画幅\": \"9:16\", \"标题\": \"我们的旅行\", \"音乐\": \"轻柔\", \"备注\": \"无\"}");
        assertThat(facts(result)).isEqualTo("length=30 ratio=9:16 title=\"我们的旅行\"@CENTER:0-4 music=CALM@100");
        assertThat(result.reply()).startsWith("已用 4 张照片");
    }

    @Test
    void aListOfKeysWithoutBracesIsReadAsWell() {
        assertThat(facts(edit("duration: 15s\nratio: 9:16\ntitle: Summer in Rome\nmusic: calm\ntransitions: wipe")))
                .isEqualTo(
                        "length=15 ratio=9:16 transition=WIPE@0.9 title=\"Summer in Rome\"@CENTER:0-4 music=CALM@100");
    }

    @Test
    void whatABriefRefusesIsNotWishedFor() {
        assertThat(facts(edit("{\"duration\": 12, \"music\": false, \"title\": \"none\", \"captions\": null}")))
                .isEqualTo("length=12");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"duration\": 20, \"title\": \"Hi",
                "{\"duration\": 20,, \"title\": \"Hi\"}",
                "{\"title\": \"Hi\", \"title\": \"Ho\"}",
                "```\n{\"duration\": 20 \"title\": \"Hi\"}\n```"
            })
    void jsonThatCannotBeReadChangesNothingAndSaysWhere(String broken) {
        var result = edit(broken);
        assertThat(result.after()).isEmpty();
        assertThat(result.reply())
                .startsWith("The JSON in the message can't be read: line ")
                .contains("Nothing was changed");
    }

    @Test
    void bracesWithoutKeysAreNoJson() {
        assertThat(facts(edit("add the title {\"Hello\"}"))).isEqualTo("title=\"Hello\"@CENTER:0-4");
    }

    @Test
    void jsonAsDeepAsAMessageAllowsIsAnswered() {
        int depth = 600;
        String deep = "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
        assertThat(edit(deep).reply()).isNotBlank();
        String nested = "{\"output\":".repeat(300) + "{\"duration\": 20}" + "}".repeat(300);
        assertThat(facts(edit(nested))).isEqualTo("length=20");
    }

    private EditResult edit(String message) {
        return editor.edit(Optional.empty(), Facts.FOUR, message, 7);
    }

    private static String facts(EditResult result) {
        return result.after()
                .map(it -> Facts.of(it.now(), List.copyOf(Facts.FOUR)))
                .orElse("none");
    }
}
