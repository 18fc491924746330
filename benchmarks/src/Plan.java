package io.longtake.studio.render;

import io.longtake.media.intake.Intake;
import io.longtake.media.intake.MediaFacts;
import io.longtake.studio.apply.SentenceEditor;
import io.longtake.studio.http.Json;
import io.longtake.studio.project.ProjectEditor;
import io.longtake.studio.project.TimelineEditor;
import io.longtake.studio.timeline.MediaItem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes the job of a film as the studio passes it to its render process: {@code FOLDER PROMPT PHOTO...}. */
public final class Plan {
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        List<MediaItem> media = new ArrayList<>();
        for (int i = 2; i < arguments.length; i++) {
            Path photo = Path.of(arguments[i]).toAbsolutePath();
            MediaFacts info = Intake.inspect(photo);
            media.add(new MediaItem(
                    "m" + i,
                    MediaItem.Kind.IMAGE,
                    photo.getFileName().toString(),
                    photo,
                    info.width(),
                    info.height(),
                    Duration.ZERO));
        }
        ProjectEditor.Cut cut =
                new TimelineEditor(new SentenceEditor()).apply(Optional.empty(), media, arguments[1], 1);
        RenderJob job = new RenderJob(
                "r1",
                cut.draft().orElseThrow(() -> new IllegalStateException(cut.reply())),
                media,
                1,
                folder.resolve("film.mp4"),
                folder.resolve("work"));
        Files.writeString(folder.resolve("job.json"), Json.write(job.json()));
    }
}
