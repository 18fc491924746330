package io.longtake.activities.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.longtake.activities.nemo.ProjectState;
import io.longtake.workflows.media.MediaRef;
import io.longtake.workflows.timeline.TimelineSnapshot;
import java.io.IOException;
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
    void theSummaryIsTheContracts() throws IOException {
        TimelineSnapshot now = snapshot(DRAFT, "[]");

        assertThat(now.summary())
                .isEqualTo("Timeline (3 tracks): 1. Video: city timelapse (0-10s) 2. BGM: Lo-fi (0-10s, 35%)"
                        + " 3. Title: \"Urban Dreams\" (0-3s)");
        assertThat(now.durationMs()).isEqualTo(10_000);
        assertThat(now.exportable()).isTrue();
    }

    @Test
    void theOrderOfKeysMakesNoDifference() throws IOException {
        assertThat(snapshot("{\"a\":1,\"t\":[{\"tt\":0,\"sg\":[]}]}", "[]").fingerprint())
                .isEqualTo(
                        snapshot("{\"t\":[{\"sg\":[],\"tt\":0}],\"a\":1}", "[]").fingerprint())
                .isNotEqualTo(
                        snapshot("{\"t\":[{\"sg\":[],\"tt\":1}],\"a\":1}", "[]").fingerprint());
    }

    @Test
    void anEmptyDraftIsNothingToExport() throws IOException {
        TimelineSnapshot now = snapshot("{}", "[]");

        assertThat(now.exportable()).isFalse();
        assertThat(now.summary()).isEqualTo("Timeline (0 tracks): empty");
    }

    @Test
    void uploadsAreKnownByTheirHashWhereThereIsOne() throws IOException {
        assertThat(snapshot("{}", "[{\"filename\":\"a.jpg\",\"hash\":\"h1\"},{\"filename\":\"b.jpg\"}]")
                        .mediaKeys())
                .containsExactly("h1", "b.jpg");
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
