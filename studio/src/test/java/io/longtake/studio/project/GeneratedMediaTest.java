package io.longtake.studio.project;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.longtake.studio.apply.SentenceEditor;
import io.longtake.studio.timeline.MediaItem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GeneratedMediaTest {
    @Test
    void generatedClipsAndMusicAreListedWithTheirLengths() {
        List<MediaItem> photos = List.of(
                new MediaItem("m1", MediaItem.Kind.IMAGE, "hill", Path.of("hill.png"), 640, 400, Duration.ZERO));
        JsonNode draft = new TimelineEditor(new SentenceEditor())
                .apply(Optional.empty(), photos, "make a 10-second video with calm music", 1)
                .draft()
                .orElseThrow();

        JsonNode media = GeneratedMedia.of(draft);

        assertThat(media).isNotEmpty();
        assertThat(media.findValuesAsText("file_type")).contains("video", "audio");
        assertThat(media.path(0).path("media").asText()).isEqualTo("m1");
        assertThat(media.path(0).path("duration").asDouble()).isBetween(0.5, 10.0);
    }

    @Test
    void anEmptyTimelineHasNoGeneratedMedia() {
        assertThat(GeneratedMedia.of(io.longtake.studio.http.Json.object())).isEmpty();
    }
}
