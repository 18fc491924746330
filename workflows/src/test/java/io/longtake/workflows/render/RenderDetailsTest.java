package io.longtake.workflows.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.workflows.media.MediaRef;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RenderDetailsTest {
    @Test
    void theSizeOfAFilmIsInMegabytes() {
        Video video = new Video(new MediaRef("film", 16_209_147, "film.mp4", "video/mp4"), 1920, 1080, 12_000);

        assertThat(RenderDetails.words(new RenderOutcome.Completed(video, true, Optional.empty())))
                .isEqualTo("completed, 1920x1080, 12.0 s, 16.2 MB.");
    }
}
