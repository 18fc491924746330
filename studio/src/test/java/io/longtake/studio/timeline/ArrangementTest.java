package io.longtake.studio.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.longtake.studio.film.Film;
import io.longtake.studio.timeline.Arrangement.Clip;
import io.longtake.studio.timeline.Arrangement.MotionWish;
import io.longtake.studio.timeline.Arrangement.MusicWish;
import io.longtake.studio.timeline.Arrangement.TitleCard;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The stored form of an arrangement, and the changes between arrangements. */
class ArrangementTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TitleCard TITLE = new TitleCard(
            "Hello", Film.Title.Place.TOP, 8, 0xFFFFFF, new Arrangement.When.Throughout(), Duration.ofMillis(300));
    private static final Arrangement FILM = Arrangement.of(
                    Facts.FOUR.stream().map(Clip::of).toList())
            .withTitles(List.of(TITLE))
            .withMusic(MusicWish.NONE.withVolume(0.5));

    @Test
    void recordsAreStoredWithOnlyTheirComponents() {
        for (Record part : List.of(FILM, FILM.clips().get(0), TITLE, FILM.music())) {
            assertThat(JSON.valueToTree(part).fieldNames())
                    .toIterable()
                    .as("%s", part.getClass())
                    .containsExactlyInAnyOrderElementsOf(
                            Arrays.stream(part.getClass().getRecordComponents())
                                    .map(RecordComponent::getName)
                                    .toList());
        }
    }

    @Test
    void storedArrangementsAreReadUnchanged() throws JsonProcessingException {
        Timeline timeline = Timeline.of(FILM).with(FILM.withRatio(Arrangement.Ratio.SQUARE));

        assertThat(JSON.readValue(JSON.writeValueAsString(timeline), Timeline.class))
                .isEqualTo(timeline);
    }

    @Test
    void aChangeOfOnePartKeepsTheOthers() {
        Clip clip = FILM.clips().get(0);

        assertThat(clip.withSpeed(2).withSpeed(1)).isEqualTo(clip);
        assertThat(clip.withMotion(MotionWish.SMOOTH).withMotion(null)).isEqualTo(clip);
        assertThat(TITLE.withText("Bye").withText("Hello")).isEqualTo(TITLE);
        assertThat(FILM.withTitles(List.of()).withTitles(List.of(TITLE))).isEqualTo(FILM);
    }
}
