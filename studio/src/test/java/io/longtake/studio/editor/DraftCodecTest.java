package io.longtake.studio.editor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.longtake.studio.film.Film;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DraftCodecTest {
    private static final MediaItem MOUNTAINS =
            new MediaItem("m1", MediaItem.Kind.IMAGE, "mountains", Path.of("mountains.jpg"), 3264, 2448, Duration.ZERO);

    @Test
    void theMainJobBecomesAFilm() throws Exception {
        Timeline timeline = new SentenceEditor()
                .edit(
                        Optional.empty(),
                        List.of(MOUNTAINS),
                        "turn this image into a 2-minute video with smooth motion and background music",
                        7)
                .after()
                .orElseThrow();
        ObjectMapper json = new ObjectMapper();
        Timeline again = json.readValue(json.writeValueAsString(timeline), Timeline.class);
        assertThat(again).isEqualTo(timeline);

        var draft = DraftCodec.draft(again, List.of(MOUNTAINS), 7);
        Film film = DraftCodec.film(draft, id -> Optional.of(Path.of(id)));

        assertThat(film.length()).isEqualTo(Duration.ofMinutes(2));
        assertThat(film.shots()).hasSizeBetween(10, 20);
        assertThat(film.sounds()).hasSize(1);
        assertThat(DraftCodec.summary(draft))
                .isEqualTo("Timeline (2 tracks): 1. Video: mountains (0-120s) 2. BGM: Calm (0-120s, 100%)");
    }
}
