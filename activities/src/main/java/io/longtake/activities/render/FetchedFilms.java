package io.longtake.activities.render;

import io.longtake.activities.media.MediaStore;
import io.longtake.files.digest.Sha256;
import io.longtake.files.durable.Durable;
import io.longtake.workflows.media.MediaRef;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Films that were downloaded into the media store for a render, recorded in the home's folder {@code downloads} until the session
 * has received the result of the render. The store may already have had the same film from another session, and must not lose it in
 * between.
 */
public final class FetchedFilms {
    /** The suffix of a record's file name. The worker removes records that are older than any download. */
    public static final String NOTE = ".fetched";

    private final Path folder;

    public FetchedFilms(Path home) {
        this.folder = home.resolve("downloads");
    }

    /** One recorded film; {@code sha256} is in hexadecimal. */
    public record Fetched(String renderId, String sha256) {}

    /**
     * Records a film that the store has.
     *
     * @throws io.longtake.activities.media.MediaMissingException if the film was removed in the meantime
     */
    void record(String renderId, MediaRef film, MediaStore store) throws IOException {
        store.withLock(() -> {
            store.check(film);
            Files.createDirectories(folder);
            Durable.write(record(renderId), (renderId + "\n" + film.sha256() + "\n").getBytes(StandardCharsets.UTF_8));
            return film;
        });
    }

    /** All recorded films. */
    public List<Fetched> all() throws IOException {
        List<Fetched> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(one -> one.toString().endsWith(NOTE)).toList()) {
                List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
                if (lines.size() == 2) {
                    found.add(new Fetched(lines.get(0), lines.get(1)));
                }
            }
            return found;
        } catch (NoSuchFileException nothingYet) {
            return found;
        }
    }

    /** Deletes the record of a render whose result the session has received. */
    public void forget(String renderId) throws IOException {
        Files.deleteIfExists(record(renderId));
    }

    private Path record(String renderId) {
        return folder.resolve(Sha256.of(renderId) + NOTE);
    }
}
