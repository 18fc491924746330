package io.longtake.activities.delivery;

import io.longtake.activities.delivery.DeliveryBook.Entry;
import io.longtake.activities.delivery.DeliveryBook.Page;
import io.longtake.activities.media.MediaMissingException;
import io.longtake.activities.media.MediaStore;
import io.longtake.files.digest.Sha256;
import io.longtake.files.durable.DiskErrors;
import io.longtake.files.durable.Durable;
import io.longtake.workflows.render.Delivery.Existing;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Delivers films to the paths that users name: complete, verified, atomically, and never over a file that someone else created or
 * changed ({@link ExistingFile} defines what may be replaced). The home records what it delivered where. Its own films may be
 * replaced because the media store keeps them.
 */
public final class Deliveries {
    private final DeliveryBook book;
    private final MediaStore store;
    private final ExistingFiles existingFiles;
    private final Copying copying;
    private final Linking linking;

    /** @param home the home whose deliveries are recorded */
    public Deliveries(Path home, MediaStore store) {
        this(home, store, Deliveries::copy, Durable::placeNew);
    }

    Deliveries(Path home, MediaStore store, Copying copying, Linking linking) {
        this.book = new DeliveryBook(folder(home));
        this.store = store;
        this.existingFiles = new ExistingFiles(store);
        this.copying = copying;
        this.linking = linking;
    }

    /** Copies a stored film to a path where nothing exists. */
    interface Copying {
        /** @return false if the stored film ended before its length when the copy began */
        boolean copy(Path stored, Path part) throws IOException;
    }

    /** Places a file; see {@link Durable#placeNew}. */
    interface Linking {
        Durable.Placing placeNew(Path complete, Path target) throws IOException;
    }

    /** The folder that holds the delivery records of a home. */
    public static Path folder(Path home) {
        return home.resolve("deliveries");
    }

    /** Returns what exists at a path now. */
    public ExistingFile existingFile(Path path) throws IOException {
        return existingFiles.at(book.read(path), path);
    }

    /** Finds the film of a render among the films that this home delivered. */
    public Optional<DeliveredFilm> find(String renderId) throws IOException {
        return book.find(renderId);
    }

    /** Returns the film of this home that the film of a render replaced at that path. */
    public Optional<DeliveredFilm> replacedBy(String renderId, Path path) throws IOException {
        return book.read(path).entries().stream()
                .filter(entry -> entry.film().renderId().equals(renderId))
                .flatMap(entry -> entry.replaced().stream())
                .findFirst();
    }

    /** The films that this home delivered, by path. The files at these paths may be different now. */
    public Map<Path, List<DeliveredFilm>> recorded() throws IOException {
        return book.films();
    }

    /**
     * The films that this home delivered to a path and whose content is there now. Reads and hashes the whole file, which takes
     * time. Several renders may have produced the same film.
     */
    public List<DeliveredFilm> filmsAt(Path path) throws IOException {
        Page page = book.read(path);
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                || page.ofSize(Files.size(path)).isEmpty()) {
            return List.of();
        }
        String hash = Sha256.of(path);
        return page.films().filter(film -> film.file().sha256().equals(hash)).toList();
    }

    /**
     * Ensures that the film is at the path. If a file with the same bytes is already there, the film counts as delivered.
     *
     * @throws OutputTakenException if something that may not be replaced is at the path
     * @throws MediaMissingException if the store no longer has the film
     * @throws DamagedCopyException if the copy is not the film; nothing was written to the path
     * @throws IOException with a sentence that names the path, whatever the cause
     */
    public void deliver(DeliveredFilm film, Path path, Existing existing) throws IOException {
        Path stored = store.path(film.file());
        Path part = path.resolveSibling(".longtake-" + UUID.randomUUID() + ".part");
        try {
            if (isSame(stored, path)) {
                book.withLock(path, page -> recordIfNew(page, film));
                return;
            }
            if (existingFile(path).refusal(existing).isPresent()) {
                // Another delivery of this home may have placed a film after the page was read; with the lock, the page
                // names it.
                book.withLock(path, page -> refuseExisting(page, path, existing));
            }
            copy(film, part, path);
            book.withLock(path, page -> place(page, film, part, path, existing));
        } catch (OutputTakenException | MediaMissingException | DamagedCopyException explained) {
            throw explained;
        } catch (IOException e) {
            // A channel reports a full disk as a plain IOException without a path.
            throw new IOException(path + " can't be written (" + DiskErrors.reason(e) + ").", e);
        } finally {
            discard(part);
        }
    }

    private static void discard(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            // The failure to write is reported instead; it is more useful than the failure to clean up.
        }
    }

    /** Fails early, before a long copy that would be useless. */
    private void refuseExisting(Page page, Path path, Existing existing) throws IOException {
        Optional<String> refusal = existingFiles.at(page, path).refusal(existing);
        if (refusal.isPresent()) {
            throw new OutputTakenException(path + " " + refusal.get() + ".");
        }
    }

    private void copy(DeliveredFilm film, Path part, Path path) throws IOException {
        Path stored = store.path(film.file());
        Files.createDirectories(part.toAbsolutePath().getParent());
        if (!copying.copy(stored, part)) {
            throw new DamagedCopyException("The stored copy was truncated while it was copied to " + path + ".");
        }
        if (!Sha256.of(part).equals(film.file().sha256())) {
            throw new DamagedCopyException("The copy made for " + path + " is damaged.");
        }
    }

    /**
     * Makes an independent copy, never a hard link, because the user may edit the file in place and the stored film is read-only.
     * Newer JDKs share blocks here on file systems that support it.
     */
    static boolean copy(Path stored, Path part) throws IOException {
        try (FileChannel from = FileChannel.open(stored, StandardOpenOption.READ);
                FileChannel to = FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            long size = from.size();
            long done = 0;
            while (done < size) {
                long more = from.transferTo(done, size - done, to);
                if (more <= 0) {
                    return false;
                }
                done += more;
            }
            return true;
        }
    }

    /**
     * Records the delivery before the file is placed: if the process dies in between, the file at the path is still recognised as
     * this home's.
     */
    private void place(Page page, DeliveredFilm film, Path part, Path path, Existing existing) throws IOException {
        record(page, new Entry(film, Optional.empty()));
        while (true) {
            Durable.Placing placing = linking.placeNew(part, path);
            if (placing == Durable.Placing.NO_LINKS) {
                placing = placeWithoutLinks(page, film, part, path);
            }
            if (placing == Durable.Placing.PLACED || replaced(page, film, part, path, existing)) {
                return;
            }
        }
    }

    private Durable.Placing placeWithoutLinks(Page page, DeliveredFilm film, Path part, Path path) throws IOException {
        Page reserved = page.with(new Entry(film, Optional.empty()));
        if (ExistingFile.isFree(path)) {
            book.write(reserved.reserving(true));
        }
        boolean placed = Durable.placeNewWithoutLinks(part, path);
        book.write(reserved.reserving(!placed && page.reserved()));
        return placed ? Durable.Placing.PLACED : Durable.Placing.TAKEN;
    }

    /**
     * @param before the page as it was when the path was found to be taken
     * @return false if the file at the path has disappeared
     */
    private boolean replaced(Page before, DeliveredFilm film, Path part, Path path, Existing existing)
            throws IOException {
        Optional<Stamp> stamp = Stamp.of(path);
        if (stamp.isEmpty()) {
            return false;
        }
        if (isSame(part, path)) {
            return true;
        }
        ExistingFile there = existingFiles.at(before, path);
        Optional<String> refusal = there.refusal(existing);
        if (refusal.isEmpty() && existing == Existing.KEEP && !Stamp.of(path).equals(stamp)) {
            refusal = Optional.of("is being written by another program");
        }
        if (refusal.isPresent()) {
            book.write(before);
            throw new OutputTakenException(path + " " + refusal.get() + ".");
        }
        Optional<DeliveredFilm> earlier =
                there instanceof ExistingFile.Ours ours ? Optional.of(ours.film()) : Optional.empty();
        record(before.reserving(false), new Entry(film, earlier));
        Durable.moveIntoPlace(part, path);
        return true;
    }

    private void recordIfNew(Page page, DeliveredFilm film) throws IOException {
        if (page.films().noneMatch(film::equals)) {
            record(page, new Entry(film, Optional.empty()));
        }
    }

    private void record(Page page, Entry entry) throws IOException {
        book.write(page.with(entry));
    }

    private static boolean isSame(Path stored, Path path) throws IOException {
        return Files.isRegularFile(path) && Files.size(path) == Files.size(stored) && Files.mismatch(stored, path) < 0;
    }

    /** Detects whether a file was changed between two observations. */
    private record Stamp(Optional<Object> file, long bytes, FileTime changed) {
        /** Empty if nothing exists at the path. */
        static Optional<Stamp> of(Path path) throws IOException {
            try {
                BasicFileAttributes now =
                        Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                return Optional.of(new Stamp(Optional.ofNullable(now.fileKey()), now.size(), now.lastModifiedTime()));
            } catch (NoSuchFileException e) {
                return Optional.empty();
            }
        }
    }
}
