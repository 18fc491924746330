package io.longtake.activities.delivery;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.longtake.files.digest.Sha256;
import io.longtake.files.durable.Durable;
import io.longtake.files.lock.FolderLock;
import io.longtake.workflows.payload.Payloads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Records which films this home delivered where: one small file for each path, in the home's folder {@code deliveries}. */
final class DeliveryBook {
    /** The number of films recorded for one path. A film older than these is treated as a file that this home did not write. */
    private static final int FILMS_KEPT = 100;

    private static final ObjectMapper JSON = Payloads.mapper();

    private final Path folder;

    DeliveryBook(Path folder) {
        this.folder = folder;
    }

    /**
     * One film at one path.
     *
     * @param replaced the film of this home that it replaced
     */
    record Entry(
            @JsonProperty("film") DeliveredFilm film,
            @JsonProperty("replaced") Optional<DeliveredFilm> replaced) {}

    /**
     * What is known about a path.
     *
     * @param entries in order, the latest last
     * @param reserved whether an empty file may reserve the path for the last entry, on a file system without hard links
     */
    record Page(
            @JsonProperty("path") String path,
            @JsonProperty("entries") List<Entry> entries,

            @JsonProperty(value = "reserved", required = true)
            boolean reserved) {
        Page {
            entries = List.copyOf(entries);
        }

        Page with(Entry entry) {
            List<Entry> more = new ArrayList<>(entries);
            more.removeIf(one -> one.film().renderId().equals(entry.film().renderId()));
            more.add(entry);
            return new Page(path, more.subList(Math.max(0, more.size() - FILMS_KEPT), more.size()), reserved);
        }

        Page reserving(boolean now) {
            return new Page(path, entries, now);
        }

        Optional<DeliveredFilm> ofSize(long bytes) {
            return films().filter(film -> film.file().bytes() == bytes).findFirst();
        }

        Stream<DeliveredFilm> films() {
            return entries.stream().map(Entry::film);
        }
    }

    /** Work on the page of a path under the lock, while no other delivery of this home runs. */
    interface Work {
        void with(Page page) throws IOException;
    }

    void withLock(Path path, Work work) throws IOException {
        FolderLock.withLock(folder, () -> {
            work.with(read(path));
            return path;
        });
    }

    Page read(Path path) throws IOException {
        return page(file(path.toString())).orElseGet(() -> new Page(path.toString(), List.of(), false));
    }

    void write(Page page) throws IOException {
        Durable.write(file(page.path()), JSON.writeValueAsBytes(page));
    }

    /** Finds the film of a render at any path. */
    Optional<DeliveredFilm> find(String renderId) throws IOException {
        for (Path file : files()) {
            Optional<DeliveredFilm> found = page(file).stream()
                    .flatMap(Page::films)
                    .filter(film -> film.renderId().equals(renderId))
                    .findFirst();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** All recorded films, by path. */
    Map<Path, List<DeliveredFilm>> films() throws IOException {
        Map<Path, List<DeliveredFilm>> films = new HashMap<>();
        for (Path file : files()) {
            page(file)
                    .ifPresent(
                            page -> films.put(Path.of(page.path()), page.films().toList()));
        }
        return films;
    }

    private List<Path> files() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(one -> one.toString().endsWith(".json")).toList();
        }
    }

    private static Optional<Page> page(Path file) throws IOException {
        try {
            return Optional.of(JSON.readValue(Files.readAllBytes(file), Page.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (com.fasterxml.jackson.core.JacksonException damaged) {
            // A file without a readable record is treated as one that this home did not write.
            return Optional.empty();
        }
    }

    private Path file(String path) {
        return folder.resolve(Sha256.of(path) + ".json");
    }
}
