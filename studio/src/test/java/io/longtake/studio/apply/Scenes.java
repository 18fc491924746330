package io.longtake.studio.apply;

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

/** The films that requests of the tables are about. */
final class Scenes {
    private Scenes() {}

    /** The result of the last of several messages about a scene. */
    static EditResult last(String scene, List<String> messages) {
        List<String> all = new ArrayList<>(first(scene));
        all.addAll(messages);
        SentenceEditor editor = new SentenceEditor(Saliency.THIRDS);
        Optional<Timeline> timeline = Optional.empty();
        EditResult result = EditResult.inWords(timeline, "");
        for (String message : all) {
            result = editor.edit(timeline, media(scene), message, 7);
            timeline = result.after();
        }
        return result;
    }

    static String facts(String scene, EditResult result) {
        return result.after().map(it -> Facts.of(it.now(), media(scene))).orElse("none");
    }

    private static List<String> first(String scene) {
        return switch (scene) {
            case "five+" -> List.of("a 30 second video with the title \"Hello\" and calm music");
            case "mix+" -> List.of("a 30 second video with calm music");
            default -> List.of();
        };
    }

    static List<MediaItem> media(String scene) {
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
