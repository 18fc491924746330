package io.longtake.activities.media;

import io.longtake.files.disk.Disks;
import io.longtake.files.durable.Durable;
import io.longtake.files.lock.FolderLock;
import io.longtake.workflows.media.MediaRef;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Copies of content that a store elsewhere keeps, in a folder of the home. The copies used longest ago are deleted when there are too
 * many. The content of a copy was checked when it was made. Safe for concurrent use by several processes.
 */
public final class MediaCache {
    /** A file that was used within this time may be open, or about to be opened. */
    private static final Duration IN_USE = Duration.ofHours(1);
    /** The folder is measured again each time copies of a tenth of the limit were added. */
    private static final int MEASURED_PER_LIMIT = 10;

    private final Path root;
    private final long limitBytes;
    private final Clock clock;
    private final AtomicLong added = new AtomicLong();

    /**
     * @param limitBytes when the copies are larger than this in total, those not used within the last hour are deleted, the oldest
     *     first
     */
    public MediaCache(Path root, long limitBytes, Clock clock) {
        this.root = root;
        this.limitBytes = limitBytes;
        this.clock = clock;
    }

    /** The folder for files that are not complete yet. */
    public Path incoming() {
        return root.resolve("incoming");
    }

    /** The copy, if it is there; counts as a use of it. */
    public Optional<Path> find(MediaRef ref) throws IOException {
        Path file = place(ref.sha256());
        try {
            if (Files.size(file) != ref.bytes()) {
                return Optional.empty();
            }
            Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
            return Optional.of(file);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Receives a stream; the caller decides what to do with the file. */
    public Arrival receive(InputStream bytes, Arrival.Keeping keeping) throws IOException {
        return Arrival.in(incoming(), bytes, keeping);
    }

    /**
     * Moves a complete file into the cache.
     *
     * @param complete its content was checked; in the file system of the home, or copied
     */
    public Path take(Path complete, String sha256) throws IOException {
        Path place = place(sha256);
        Files.createDirectories(place.getParent());
        long bytes = Files.size(complete);
        if (Disks.system().isSame(complete, root)) {
            Durable.moveIntoPlace(complete, place);
        } else {
            Path copy = Files.createDirectories(incoming()).resolve(UUID.randomUUID() + ".part");
            Files.copy(complete, copy);
            Durable.moveIntoPlace(copy, place);
            Files.delete(complete);
        }
        if (added.addAndGet(bytes) > limitBytes / MEASURED_PER_LIMIT) {
            added.set(0);
            trim();
        }
        return place;
    }

    /** Deletes a copy. */
    public void remove(String sha256) throws IOException {
        Files.deleteIfExists(place(sha256));
    }

    public <T> T withLock(FolderLock.Work<T, IOException> work) throws IOException {
        return FolderLock.withLock(root, work);
    }

    private record Copy(Path file, long bytes, Instant used) {}

    /** Deletes the copies used longest ago until the rest is smaller than the limit. */
    public void trim() throws IOException {
        List<Copy> copies = copies();
        long total = copies.stream().mapToLong(Copy::bytes).sum();
        copies.sort(Comparator.comparing(Copy::used));
        Instant latest = clock.instant().minus(IN_USE);
        for (Copy copy : copies) {
            if (total <= limitBytes || copy.used().isAfter(latest)) {
                return;
            }
            Files.deleteIfExists(copy.file());
            total -= copy.bytes();
        }
    }

    private List<Copy> copies() throws IOException {
        List<Copy> copies = new ArrayList<>();
        if (!Files.isDirectory(root)) {
            return copies;
        }
        try (Stream<Path> files = Files.walk(root, 2)) {
            for (Path file : files.filter(MediaCache::isCopy).toList()) {
                try {
                    copies.add(new Copy(
                            file,
                            Files.size(file),
                            Files.getLastModifiedTime(file).toInstant()));
                } catch (NoSuchFileException deletedMeanwhile) {
                    // Another process has trimmed the cache.
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return copies;
    }

    private static boolean isCopy(Path file) {
        return String.valueOf(file.getFileName()).length() == FileMediaStore.FILE_NAME_LENGTH
                && Files.isRegularFile(file);
    }

    private Path place(String sha256) {
        return FileMediaStore.place(root, sha256);
    }
}
