package io.longtake.studio.render;

import io.longtake.files.durable.Durable;
import io.longtake.files.lock.FolderLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finished films, each stored once under the SHA-256 of its content, readable by the owner only. Other folders of the home may
 * contain the same film as a hard link; therefore a stored film is never written to, but replaced by renaming a new file.
 */
public final class FilmShelf {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private final Path folder;

    /** @param folder on the same file system as the films to be added */
    public FilmShelf(Path folder) {
        this.folder = folder;
    }

    /** Runs {@code work} while no other thread or process adds or removes films; waits for its turn. */
    public <T> T withLock(FolderLock.Work<T, IOException> work) throws IOException {
        return FolderLock.withLock(folder, work);
    }

    /** The film with this content, if it is stored. */
    public Optional<Path> film(String hash) {
        return Optional.of(place(hash)).filter(Files::isRegularFile);
    }

    /** Moves a finished film into this folder. */
    void keep(Path finished, String hash) throws IOException {
        Durable.readOnly(finished);
        Durable.moveIntoPlace(finished, place(hash));
    }

    /** Removes a film; other folders that share it keep it. */
    public void remove(String hash) throws IOException {
        Files.deleteIfExists(place(hash));
    }

    private Path place(String hash) {
        if (!HASH.matcher(hash).matches()) {
            throw new IllegalArgumentException("\"" + hash + "\" is not a SHA-256");
        }
        return folder.resolve(hash + ".mp4");
    }
}
