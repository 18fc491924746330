package io.longtake.activities.render;

import io.longtake.activities.download.LocalContent;
import io.longtake.files.digest.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The films of the home's own studio, {@code films/<SHA-256>.mp4} in its folder. The media store holds them as hard links, so the
 * disk holds them once. The folder comes from the worker's configuration, never from a backend.
 */
public final class StudioFilms implements LocalContent {
    private final Path folder;

    /** @param studio the studio's folder; it need not exist */
    public StudioFilms(Path studio) {
        this.folder = studio.resolve("films");
    }

    @Override
    public boolean place(String sha256, Path path) throws IOException {
        try {
            Files.createLink(path, folder.resolve(sha256 + ".mp4"));
        } catch (IOException | UnsupportedOperationException e) {
            // It does not exist, or is on another file system or on one without hard links: the film is downloaded.
            return false;
        }
        // Verified under the new name, so the verified file is the one that is used even if the other name is
        // replaced.
        if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                && Sha256.of(path).equals(sha256)) {
            readOnly(path);
            return true;
        }
        Files.delete(path);
        return false;
    }

    private static void readOnly(Path file) throws IOException {
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
        }
    }
}
