package io.longtake.studio.film.libav;

import io.longtake.media.encode.ChunkFile;
import io.longtake.media.encode.VideoSettings;
import io.longtake.studio.film.Film;
import io.longtake.studio.film.libav.ChunkPlan.Chunk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.function.DoubleConsumer;

/**
 * The parts of a film that can be rendered separately: its sound and its chunks. A part's name identifies its content, on every
 * machine; {@link LibavFilmRenderer} does not render parts that are already in its work folder.
 */
public final class FilmParts {
    private final Film film;
    private final VideoSettings settings;
    private final String sound;
    private final List<Chunk> chunks;

    private FilmParts(Film film, VideoSettings settings) throws IOException {
        this.film = film;
        this.settings = settings;
        this.sound = ChunkPlan.soundName(film);
        this.chunks = ChunkPlan.of(film, settings);
    }

    /** Renderers of the same version give the same film the same frames. */
    public static int rendererVersion() {
        return ChunkPlan.RENDERER;
    }

    /** @throws IOException when a source cannot be read */
    public static FilmParts of(Film film) throws IOException {
        return new FilmParts(
                film,
                VideoSettings.forFilm(film.canvas().widthPx(), film.canvas().heightPx(), Film.FPS));
    }

    /** The names of the parts that are not complete in {@code work}: first the sound, which takes longest, then the chunks in order. */
    public List<String> missing(Path work) {
        List<String> missing = new ArrayList<>();
        if (!Files.exists(work.resolve(sound))) {
            missing.add(sound);
        }
        chunks.stream()
                .filter(chunk -> !ChunkFile.isComplete(work.resolve(chunk.name()), chunk.frames()))
                .map(Chunk::name)
                .forEach(missing::add);
        return List.copyOf(missing);
    }

    /** Whether the film has a part of this name. */
    public boolean contains(String name) {
        return name.equals(sound)
                || chunks.stream().anyMatch(chunk -> chunk.name().equals(name));
    }

    /**
     * Renders one part into {@code work}, where it appears under its name only when it is complete.
     *
     * @param progress receives the fraction done, 0 to 1; for a chunk only
     * @throws IOException when a source cannot be read or the disk is full; the message states which
     */
    public void render(String name, Path work, DoubleConsumer progress) throws IOException {
        PartsRendering rendering = new PartsRendering(film, settings, work, () -> false);
        if (name.equals(sound)) {
            rendering.sound(sound);
            return;
        }
        Chunk chunk = chunks.stream()
                .filter(any -> any.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the film has no part " + name));
        ExecutorService aside = PartsRendering.threads();
        try {
            rendering.encode(List.of(chunk), aside, frames -> progress.accept(frames / (double) chunk.frames()));
        } finally {
            aside.shutdown();
            PartsRendering.awaitEnd(aside);
        }
    }
}
