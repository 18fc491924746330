package io.longtake.studio.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.studio.apply.Editor.EditResult;
import io.longtake.studio.saliency.Saliency;
import io.longtake.studio.timeline.Facts;
import io.longtake.studio.timeline.MediaItem;
import io.longtake.studio.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorrectionsTest {
    private final SentenceEditor editor = new SentenceEditor(Saliency.THIRDS);

    @Test
    void aPhotoThatWasUploadedBeforeTheCorrectedEditStaysInTheFilm() {
        List<MediaItem> six = new ArrayList<>(Facts.FIVE);
        six.add(Facts.photo("tower", 4000, 3000));
        Timeline film = after(Optional.empty(), Facts.FIVE, "a 30 second video");
        Timeline zoomed = after(Optional.of(film), six, "zoom in on the cat");

        Timeline corrected = after(Optional.of(zoomed), six, "no, on the bridge");

        assertThat(zoomed.now().clips()).hasSize(6);
        assertThat(corrected.now().clips()).hasSize(6);
    }

    @Test
    void aTitleOverOnePhotoIsNotMovedToAnother() {
        Timeline film = after(Optional.empty(), Facts.FIVE, "a 30 second video");
        Timeline titled = after(Optional.of(film), Facts.FIVE, "add \"Rome\" on the cat");

        Timeline next = after(Optional.of(titled), Facts.FIVE, "the same for the bridge");

        assertThat(titled.now().titles()).hasSize(1);
        assertThat(next.now()).isEqualTo(titled.now());
    }

    @Test
    void aMotionWithoutADirectionHasNoOppositeOne() {
        Timeline film = after(Optional.empty(), Facts.FIVE, "a 30 second video");
        Timeline moved = after(Optional.of(film), Facts.FIVE, "slow motion on the cat and zoom in on the bridge");

        assertThat(editor.edit(Optional.of(moved), Facts.FIVE, "no, the other way", 7)
                        .reply())
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"'no, the third one. ', 210, ''", "'1-200，', 660, 删"})
    @Timeout(10)
    void aLongMessageIsReadWithinSeconds(String part, int times, String end) {
        Timeline film = after(Optional.empty(), Facts.FIVE, "a 30 second video");
        Timeline zoomed = after(Optional.of(film), Facts.FIVE, "zoom in on the cat. ".repeat(190));

        EditResult result = editor.edit(Optional.of(zoomed), Facts.FIVE, part.repeat(times) + end, 7);

        assertThat(result.reply()).isNotEmpty();
    }

    private Timeline after(Optional<Timeline> before, List<MediaItem> media, String message) {
        return editor.edit(before, media, message, 7).after().orElseThrow();
    }
}
