package io.longtake.studio.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.studio.apply.Editor.EditResult;
import io.longtake.studio.saliency.Saliency;
import io.longtake.studio.timeline.Facts;
import io.longtake.studio.timeline.MediaItem;
import io.longtake.studio.timeline.Timeline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Requests as people write them, about a film that is there already. The facts are those of the whole timeline, so a request that
 * changes what it does not name fails.
 */
class RequestsTest {
    static Stream<Arguments> requests() throws Exception {
        return SentenceEditorTest.table("/language/requests.tsv");
    }

    @ParameterizedTest(name = "{0}: {2} > {3}")
    @MethodSource("requests")
    void aRequestChangesWhatItNamesAndNothingElse(
            String id, String scene, String before, String request, String facts, String said) {
        EditResult result = last(scene, before, request);

        assertThat(result.after().map(it -> Facts.of(it.now(), media(scene))).orElse("none"))
                .isEqualTo(facts);
        assertThat(result.reply()).contains(said);
        assertThat(result.asked().isPresent()).isEqualTo(said.startsWith("Which") || said.contains("has no room"));
    }

    private static EditResult last(String scene, String before, String request) {
        List<String> messages = new ArrayList<>(first(scene));
        if (!before.isEmpty()) {
            messages.addAll(List.of(before.split(" \\| ", -1)));
        }
        messages.add(request);
        SentenceEditor editor = new SentenceEditor(Saliency.THIRDS);
        Optional<Timeline> timeline = Optional.empty();
        EditResult result = EditResult.inWords(timeline, "");
        for (String message : messages) {
            result = editor.edit(timeline, media(scene), message, 7);
            timeline = result.after();
        }
        return result;
    }

    private static List<String> first(String scene) {
        return switch (scene) {
            case "five+" -> List.of("a 30 second video with the title \"Hello\" and calm music");
            case "mix+" -> List.of("a 30 second video with calm music");
            default -> List.of();
        };
    }

    private static List<MediaItem> media(String scene) {
        if (scene.equals("one")) {
            return Facts.ONE;
        }
        if (!scene.equals("mix+")) {
            return Facts.FIVE;
        }
        List<MediaItem> mix = new ArrayList<>(Facts.FIVE.subList(0, 2));
        mix.add(Facts.video("clip25", 12));
        mix.add(new MediaItem(
                "a-mymusic", MediaItem.Kind.AUDIO, "mymusic", Path.of("mymusic.mp3"), 0, 0, Duration.ofSeconds(45)));
        return mix;
    }
}
