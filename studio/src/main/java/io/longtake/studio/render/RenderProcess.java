package io.longtake.studio.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longtake.studio.apply.SentenceEditor;
import io.longtake.studio.film.libav.LibavFilmRenderer;
import io.longtake.studio.http.Json;
import io.longtake.studio.process.JavaChild;
import io.longtake.studio.project.TimelineEditor;
import io.longtake.studio.timeline.MediaItem;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs a render in a separate process. Its argument is the job's file. It reports its progress to the parent on standard output,
 * and ends when standard input ends, which also happens when the parent crashes.
 */
public final class RenderProcess {
    /** The prefix of each line for the parent; libraries may print other lines. */
    static final String MARK = "longtake-render ";

    static final String PROGRESS = "progress ";
    static final String DONE = "done";
    static final String FAILED = "failed ";

    private RenderProcess() {}

    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        JavaChild.endWithParent();
        RenderJob job = read(Json.read(Files.readString(Path.of(arguments[0]))));
        try {
            new InProcessRunner(new TimelineEditor(new SentenceEditor()), new LibavFilmRenderer())
                    .run(job, fraction -> out.println(MARK + PROGRESS + fraction), () -> false);
            out.println(MARK + DONE);
            out.flush();
            Runtime.getRuntime().halt(0);
        } catch (IOException | RuntimeException e) {
            String why = Optional.ofNullable(e.getMessage()).orElse(e.toString());
            out.println(MARK + FAILED + why.replace('\n', ' '));
            out.flush();
            Runtime.getRuntime().halt(1);
        }
    }

    static ObjectNode write(RenderJob job) {
        ObjectNode node = Json.object()
                .put("seed", job.seed())
                .put("output", job.output().toString())
                .put("work", job.work().toString());
        node.set("draft", job.draft());
        ArrayNode media = node.putArray("media");
        for (MediaItem item : job.media()) {
            media.addObject()
                    .put("id", item.id())
                    .put("kind", item.kind().name())
                    .put("name", item.name())
                    .put("file", item.file().toString())
                    .put("width", item.widthPx())
                    .put("height", item.heightPx())
                    .put("length", item.length().toMillis());
        }
        return node;
    }

    static RenderJob read(JsonNode node) {
        List<MediaItem> media = new ArrayList<>();
        for (JsonNode item : node.path("media")) {
            media.add(new MediaItem(
                    item.path("id").asText(),
                    MediaItem.Kind.valueOf(item.path("kind").asText()),
                    item.path("name").asText(),
                    Path.of(item.path("file").asText()),
                    item.path("width").asInt(),
                    item.path("height").asInt(),
                    Duration.ofMillis(item.path("length").asLong())));
        }
        return new RenderJob(
                node.path("draft"),
                media,
                node.path("seed").asLong(),
                Path.of(node.path("output").asText()),
                Path.of(node.path("work").asText()));
    }
}
