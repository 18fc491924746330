package io.longtake.activities.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.longtake.activities.nemo.answer.ProjectState;
import io.longtake.workflows.media.MediaRef;
import io.longtake.workflows.timeline.TimelineDetail;
import io.longtake.workflows.timeline.TimelineSnapshot;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TimelinesTest {
    private static final String DRAFT = """
            {"d":10000,"t":[
             {"tt":0,"sg":[{"d":4000,"m":{"name":"city timelapse"}},{"d":6000,"m":{"name":"city timelapse"}}]},
             {"tt":1,"sg":[{"d":10000,"m":{"name":"Lo-fi","volume":0.35}}]},
             {"tt":7,"sg":[{"d":3000,"m":{"text":"Urban Dreams"}}]},
             {"tt":7,"sg":[]}]}
            """;

    @Test
    void theSummaryHasTheFormOfTheContract() throws IOException {
        TimelineSnapshot now = snapshot(DRAFT, "[]");

        assertThat(now.summary())
                .isEqualTo("Timeline (3 tracks): 1. Video: city timelapse (0-10s) 2. BGM: Lo-fi (0-10s, 35%)"
                        + " 3. Title: \"Urban Dreams\" (0-3s)");
        assertThat(now.durationMs()).isEqualTo(10_000);
        assertThat(now.exportable()).isTrue();
    }

    @Test
    void numbersMayBeText() throws IOException {
        String numbers = """
                {"d":"10000","t":[
                 {"tt":"0","sg":[{"d":"4000","m":{"name":"a","start":"0","speed":"2"}},{"d":6000,"m":{"name":"b","start":"4000"}}]},
                 {"tt":1,"sg":[{"d":"10000","m":{"name":"Lo-fi","volume":"35%","fadeIn":"1500","bpm":"90"}}]}]}
                """;

        TimelineSnapshot asText = snapshot(numbers, "[]");
        TimelineSnapshot asNumbers =
                snapshot(numbers.replaceAll("\"(\\d+)\"", "$1").replace("\"35%\"", "35"), "[]");

        assertThat(asText.summary())
                .isEqualTo("Timeline (2 tracks): 1. Video: a (0-4s), b (4-10s) 2. BGM: Lo-fi (0-10s, 35%)");
        assertThat(asText.durationMs()).isEqualTo(10_000);
        assertThat(asText.details()).isEqualTo(asNumbers.details());
    }

    @Test
    void theOrderOfKeysDoesNotMatter() throws IOException {
        assertThat(snapshot("{\"a\":1,\"t\":[{\"tt\":0,\"sg\":[]}]}", "[]").fingerprint())
                .isEqualTo(
                        snapshot("{\"t\":[{\"sg\":[],\"tt\":0}],\"a\":1}", "[]").fingerprint())
                .isNotEqualTo(
                        snapshot("{\"t\":[{\"sg\":[],\"tt\":1}],\"a\":1}", "[]").fingerprint());
    }

    @Test
    void anEmptyDraftHasNothingToExport() throws IOException {
        TimelineSnapshot now = snapshot("{}", "[]");

        assertThat(now.exportable()).isFalse();
        assertThat(now.summary()).isEqualTo("Timeline (0 tracks): empty");
    }

    @Test
    void uploadsAreIdentifiedByTheirHashIfTheyHaveOne() throws IOException {
        String infos = "[{\"filename\":\"a.jpg\",\"hash\":\"h1\"},{\"filename\":\"b.jpg\"}]";

        assertThat(ListedMedia.of(new ObjectMapper().readTree(infos)))
                .extracting(ListedMedia::key)
                .containsExactly("h1", "b.jpg");
        assertThat(snapshot("{}", infos).uploads()).isEqualTo(2);
    }

    @Test
    void plainWordsInTheMetadataAreRead() throws IOException {
        assertThat(details("{\"m\":{\"width\":1080,\"height\":1350,\"fadeOut\":1500,\"fadeIn\":0},\"t\":["
                        + "{\"tt\":0,\"sg\":[{\"d\":4000,\"m\":{\"look\":\"black_and_white\",\"motion\":\"zoom in\"}},"
                        + "{\"d\":4000,\"m\":{\"look\":\"black_and_white\",\"transition\":{\"type\":\"wipe\"}}}]},"
                        + "{\"tt\":7,\"sg\":[{\"d\":1,\"m\":{\"text\":\"Bali\",\"position\":\"top\"}}]}]}"))
                .containsExactly(
                        new TimelineDetail("", "ratio", List.of("4:5")),
                        new TimelineDetail("", "fade out", List.of("1.5 s")),
                        new TimelineDetail("", "motion", List.of("zoom in", "")),
                        new TimelineDetail("", "look", List.of("black and white")),
                        new TimelineDetail("", "transitions", List.of("wipe")),
                        new TimelineDetail("“Bali”", "place", List.of("top")));
    }

    @Test
    void unknownMetadataIsIgnored() throws IOException {
        assertThat(
                        details(
                                "{\"m\":[1],\"t\":[{\"tt\":0,\"sg\":[{\"m\":{\"look\":{\"lut\":[1,2]},\"motion\":[[0,1]],"
                                        + "\"speed\":\"fast\",\"transition\":7,\"filter\":\"{\\\"a\\\":1}\",\"from\":\"here\"}},"
                                        + "{\"m\":null},{\"m\":\"x\"},7,null,{}]},{\"tt\":1,\"sg\":[{\"m\":{\"bpm\":\"x\",\"fadeIn\":{}}}]},"
                                        + "{\"tt\":7,\"sg\":[{\"m\":{\"size\":\"big\",\"color\":16711680}}]},{\"tt\":\"?\"},3],\"d\":\"x\"}"))
                .isEmpty();
    }

    private static List<TimelineDetail> details(String draft) throws IOException {
        return snapshot(draft, "[]").details();
    }

    private static TimelineSnapshot snapshot(String draft, String media) throws IOException {
        ObjectMapper json = new ObjectMapper();
        ProjectState state = new ProjectState(
                json.readTree(draft),
                json.readTree(media),
                JsonNodeFactory.instance.objectNode(),
                JsonNodeFactory.instance.objectNode(),
                Optional.empty(),
                Optional.empty());
        return Timelines.snapshot(state, new MediaRef("0".repeat(64), 1, "draft.json", "application/json"));
    }
}
