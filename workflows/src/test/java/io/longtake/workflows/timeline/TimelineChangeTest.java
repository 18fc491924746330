package io.longtake.workflows.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.workflows.media.MediaRef;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TimelineChangeTest {
    @Test
    void aValueOfAllShotsIsReportedOnce() {
        assertThat(change(List.of(film("look", "warm")), List.of(film("look", "sepia"))))
                .isEqualTo("Look: sepia.");
        assertThat(change(List.of(), List.of(film("transitions", "crossfade 1 s"))))
                .isEqualTo("Transitions: crossfade 1 s.");
    }

    @Test
    void aFewShotsAreReportedByNumber() {
        assertThat(change(
                        List.of(film("motion", "zoom in", "zoom in", "zoom out")),
                        List.of(film("motion", "zoom in", "pan left", "zoom out"))))
                .isEqualTo("Motion of shot 2: zoom in → pan left.");
        assertThat(change(List.of(film("motion", "zoom in")), List.of(film("motion", "zoom in", "pan left"))))
                .isEqualTo("Motion of shot 2: zoom in → pan left.");
        assertThat(change(List.of(), List.of(film("speed", "", "2x")))).isEqualTo("Speed of shot 2: 2x.");
        assertThat(change(List.of(film("speed", "", "2x")), List.of(film("speed", "", "", "2x"))))
                .isEqualTo("Speed: none, none, 2x.");
    }

    @Test
    void manyShotsAreReportedInAList() {
        assertThat(change(
                        List.of(film("motion", "a", "b", "c", "d", "e", "f", "g", "h", "i")),
                        List.of(film("motion", "b", "c", "d", "e", "f", "g", "h", "i", "j"))))
                .isEqualTo("Motion: b, c, d, e, f, g, h, i and 1 more.");
    }

    @Test
    void aRemovedDetailIsReported() {
        assertThat(change(List.of(film("fade out", "2 s")), List.of())).isEqualTo("Fade out: none.");
    }

    @Test
    void detailsOfATitleAreGroupedAndRemovedWithIt() {
        TimelineDetail place = new TimelineDetail("“Bali”", "place", List.of("bottom"));
        TimelineDetail colour = new TimelineDetail("“Bali”", "colour", List.of("#ff0000"));
        assertThat(change(List.of(), List.of(place, colour))).isEqualTo("“Bali”: place bottom, colour #ff0000.");
        assertThat(change(List.of(place, colour), List.of(new TimelineDetail("“Bali”", "place", List.of("top")))))
                .isEqualTo("Place of “Bali”: top; colour of “Bali”: none.");
        assertThat(change(List.of(place), List.of())).isEqualTo("Details of the timeline changed.");
    }

    private static TimelineDetail film(String aspect, String... values) {
        return new TimelineDetail("", aspect, List.of(values));
    }

    private static String change(List<TimelineDetail> before, List<TimelineDetail> after) {
        return TimelineChange.describe(Optional.of(snapshot(before)), snapshot(after));
    }

    private static TimelineSnapshot snapshot(List<TimelineDetail> details) {
        return new TimelineSnapshot(
                "print",
                new MediaRef("0".repeat(64), 1, "draft.json", "application/json"),
                "Timeline (0 tracks): empty",
                1000,
                true,
                List.of(),
                0,
                details);
    }
}
