package io.longtake.studio;

import io.longtake.studio.database.Database;
import io.longtake.studio.project.Media;
import io.longtake.studio.project.Projects;
import io.longtake.studio.render.FilmShelf;
import io.longtake.studio.render.Renders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The films and uploads in a studio's folder, for the home that contains it. A studio may be using the folder at the same time. */
public final class StudioStore implements AutoCloseable {
    private final Database database;
    private final FilmShelf shelf;
    private final Renders renders;
    private final Projects projects;

    private StudioStore(Database database, Path folder) {
        this.database = database;
        this.shelf = new FilmShelf(folder.resolve("films"));
        this.renders = new Renders(database, Duration.ZERO, Clock.systemUTC());
        this.projects = new Projects(database, folder.resolve("media"), 0, Clock.systemUTC());
    }

    /**
     * Opens the folder; empty when no studio has ever used it.
     *
     * @throws io.longtake.studio.database.DatabaseException when its database cannot be opened
     */
    public static Optional<StudioStore> open(Path folder) {
        Path file = StudioSchema.database(folder);
        return Files.exists(file) && Files.isDirectory(folder.resolve("films"))
                ? Optional.of(new StudioStore(
                        Database.open(file, Database.Durability.POWER_LOSS, StudioSchema.SCHEMA), folder))
                : Optional.empty();
    }

    /** A completed render. */
    public record Made(String renderId, String project) {}

    /**
     * A stored film.
     *
     * @param sha256 of its content, in hex
     * @param made the renders that produced it; several renders can produce the same film
     */
    public record Film(String sha256, Path file, List<Made> made) {
        public Film {
            made = List.copyOf(made);
        }
    }

    /** A stored upload; {@code sha256} in hex. */
    public record Upload(String sha256, String name, Path file) {}

    /** The film with this content, if it is stored. */
    public Optional<Film> film(String sha256) {
        List<Made> made = renders.completed(sha256).stream()
                .map(render -> new Made(render.id(), render.project()))
                .toList();
        return made.isEmpty() ? Optional.empty() : shelf.film(sha256).map(file -> new Film(sha256, file, made));
    }

    /** The stored films by the hash of their content. */
    public Map<String, Film> films() {
        Map<String, List<Made>> made = new LinkedHashMap<>();
        for (Renders.Made one : renders.made()) {
            made.computeIfAbsent(one.hash(), any -> new ArrayList<>()).add(new Made(one.id(), one.project()));
        }
        Map<String, Film> films = new LinkedHashMap<>();
        made.forEach(
                (hash, renders) -> shelf.film(hash).ifPresent(file -> films.put(hash, new Film(hash, file, renders))));
        return films;
    }

    /** The uploads of a project that are still stored. */
    public List<Upload> uploads(String project) {
        return projects.media(project).stream()
                .filter(medium -> Files.isRegularFile(medium.file()))
                .map(StudioStore::upload)
                .toList();
    }

    private static Upload upload(Media medium) {
        return new Upload(medium.hash(), medium.filename(), medium.file());
    }

    /**
     * Removes a film unless {@code mayBeRemoved} refuses one of the renders that produced it; a render that completes at the same moment
     * is included.
     *
     * @return whether the film was removed
     */
    public boolean removeFilm(String sha256, Predicate<Made> mayBeRemoved) throws IOException {
        return shelf.withLock(() -> {
            Optional<Film> film = film(sha256);
            if (film.isPresent() && film.get().made().stream().allMatch(mayBeRemoved)) {
                shelf.remove(sha256);
                return true;
            }
            return false;
        });
    }

    @Override
    public void close() {
        database.close();
    }
}
