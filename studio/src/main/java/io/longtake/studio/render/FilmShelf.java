package io.longtake.studio.render;

import io.longtake.files.durable.Durable;
import io.longtake.files.lock.FolderLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finished films, each once under the SHA-256 of its content, readable by the owner only. Other folders of the home may have a film
 * too, as a hard link: no film is ever written to, a new one takes the name of the old one.
 */
public final class FilmShelf {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private final Path folder;

    /** @param folder on the same file system as the films that come */
    public FilmShelf(Path folder) {
        this.folder = folder;
    }

    /** Waits for its turn and works while nobody else, in this process or another, adds or removes films. */
    public <T> T alone(FolderLock.Work<T, IOException> work) throws IOException {
        return FolderLock.alone(folder, work);
    }

    /** The film with this content, where it is kept. */
    public Optional<Path> film(String hash) {
        return Optional.of(place(hash)).filter(Files::isRegularFile);
    }

    /** Takes a finished film over; the file is gone from its old place afterwards. */
    void keep(Path finished, String hash) throws IOException {
        if (Files.getFileStore(finished).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(finished, PosixFilePermissions.fromString("r--------"));
        }
        Durable.moveIntoPlace(finished, place(hash));
    }

    /** Takes a film away; other folders that share it keep it. */
    public void remove(String hash) throws IOException {
        Files.deleteIfExists(place(hash));
    }

    private Path place(String hash) {
        if (!HASH.matcher(hash).matches()) {
            throw new IllegalArgumentException("\"" + hash + "\" is no SHA-256");
        }
        return folder.resolve(hash + ".mp4");
    }
}
