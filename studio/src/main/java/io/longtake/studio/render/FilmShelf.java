package io.longtake.studio.render;

import io.longtake.files.durable.Durable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finished films, each once under the SHA-256 of its content, readable by the owner only. Other folders of the home may have a film
 * too, as a hard link: no film is ever written to, a new one takes the name of the old one.
 */
public final class FilmShelf {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final Object GATE = new Object();

    private final Path folder;

    /** @param folder on the same file system as the films that come */
    public FilmShelf(Path folder) {
        this.folder = folder;
    }

    /** What is done while nobody else, in this process or another, adds films or takes them away. */
    public interface Work<T> {
        T run() throws IOException;
    }

    /** Waits for its turn, and does the work. */
    public <T> T alone(Work<T> work) throws IOException {
        synchronized (GATE) {
            try (FileChannel channel = FileChannel.open(
                            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                assert lock.isValid();
                return work.run();
            }
        }
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
