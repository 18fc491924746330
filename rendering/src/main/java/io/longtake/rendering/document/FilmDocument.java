package io.longtake.rendering.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longtake.activities.media.MediaMissingException;
import io.longtake.activities.media.MediaStore;
import io.longtake.files.digest.Sha256;
import io.longtake.studio.film.Film;
import io.longtake.studio.http.Json;
import io.longtake.studio.render.RenderJob;
import io.longtake.studio.timeline.MediaItem;
import io.longtake.workflows.media.MediaRef;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * A render job in the media store: its draft, and its media by their content. Each render has a document of its own, because it is
 * removed with the render.
 */
public final class FilmDocument {
    private FilmDocument() {}

    /** Stores the job and the media that its film uses; media that the store already has are not sent again. */
    public static MediaRef store(RenderJob job, Film film, MediaStore store) throws IOException {
        Set<Path> used = film.files();
        List<MediaItem> media =
                job.media().stream().filter(item -> used.contains(item.file())).toList();
        RenderJob portable =
                new RenderJob(job.id(), job.draft(), media, job.seed(), fileName(job.output()), fileName(job.work()));
        ObjectNode document = portable.json();
        int index = 0;
        for (JsonNode node : document.path("media")) {
            MediaRef ref = stored(media.get(index++).file(), store);
            ((ObjectNode) node)
                    .put("file", ref.name())
                    .put("sha256", ref.sha256())
                    .put("bytes", ref.bytes());
        }
        return store.put(
                Json.write(document).getBytes(StandardCharsets.UTF_8),
                "film-" + job.id() + ".json",
                "application/json");
    }

    private static MediaRef stored(Path file, MediaStore store) throws IOException {
        String name = fileName(file).toString();
        MediaRef ref = new MediaRef(Sha256.of(file), Files.size(file), name, "application/octet-stream");
        try {
            store.check(ref);
            return ref;
        } catch (MediaMissingException missing) {
            try (InputStream in = Files.newInputStream(file)) {
                return store.put(in, name, ref.contentType());
            }
        }
    }

    /**
     * Fetches the job and its media.
     *
     * @param folder for links to the media: they have the names of the studio's files, which errors contain, and the same extensions,
     *     which may affect how a file is read
     */
    public static RenderJob fetch(MediaRef document, MediaStore store, Path folder) throws IOException {
        JsonNode node = Json.read(Files.readString(store.path(document)));
        Path links = Files.createDirectories(folder.resolve("media"));
        for (JsonNode item : node.path("media")) {
            String name = fileName(Path.of(item.path("file").asText())).toString();
            Path content = store.path(new MediaRef(
                    item.path("sha256").asText(), item.path("bytes").asLong(), name, "application/octet-stream"));
            ((ObjectNode) item).put("file", linked(content, links.resolve(name)).toString());
        }
        Path work = Files.createDirectories(folder.resolve("work"));
        ((ObjectNode) node)
                .put("work", work.toString())
                .put("output", folder.resolve("film.mp4").toString());
        return RenderJob.of(node);
    }

    /** A hard link where possible: the store may remove its copy while the film is rendered. */
    private static Path linked(Path content, Path link) throws IOException {
        try {
            return Files.createLink(link, content);
        } catch (FileSystemException | UnsupportedOperationException otherFileSystem) {
            return Files.createSymbolicLink(link, content.toAbsolutePath());
        }
    }

    private static Path fileName(Path path) {
        Path name = path.getFileName();
        if (name == null) {
            throw new IllegalArgumentException(path + " has no name");
        }
        return name;
    }
}
