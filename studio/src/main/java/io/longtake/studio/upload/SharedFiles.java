package io.longtake.studio.upload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** Shares files with another folder of the home, so that the disk holds them once. */
final class SharedFiles {
    private final Optional<Path> folder;

    /** @param folder {@code ab/cdef…} for the content whose SHA-256 is {@code abcdef…}, never written to; empty disables sharing */
    SharedFiles(Optional<Path> folder) {
        this.folder = folder;
    }

    /**
     * Makes {@code place} a hard link to the shared file, if its content equals that of the received file.
     *
     * @param hash of the received file, in hex
     * @return false when there is no such file, or it cannot be linked; {@code place} then does not exist
     */
    boolean place(Path received, String hash, Path place) throws IOException {
        Optional<Path> shared = folder.map(
                        root -> root.resolve(hash.substring(0, 2)).resolve(hash.substring(2)))
                .filter(Files::isRegularFile);
        if (shared.isEmpty() || !isLinked(shared.get(), place)) {
            return false;
        }
        // Compared under its new name, so that the compared file is the one that is kept.
        if (Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS) && Files.mismatch(received, place) < 0) {
            readOnly(place);
            return true;
        }
        Files.delete(place);
        return false;
    }

    private static boolean isLinked(Path existing, Path place) {
        try {
            Files.createLink(place, existing);
            return true;
        } catch (IOException | UnsupportedOperationException e) {
            // A different file system, or one without hard links.
            return false;
        }
    }

    private static void readOnly(Path file) throws IOException {
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
        }
    }
}
