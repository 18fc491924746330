package io.longtake.studio.upload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** Files that another folder of the home has too: the disk holds them once. */
final class SharedFiles {
    private final Optional<Path> folder;

    /** @param folder {@code ab/cdef…} for the content whose SHA-256 is {@code abcdef…}, never written to; empty shares nothing */
    SharedFiles(Optional<Path> folder) {
        this.folder = folder;
    }

    /**
     * Makes {@code place} a hard link to the shared file, where that has the very bytes that were received.
     *
     * @param hash of the received file, in hex
     * @return false where there is no such file, or it can't be linked; then nothing stands at {@code place}
     */
    boolean place(Path received, String hash, Path place) throws IOException {
        Optional<Path> shared = folder.map(
                        root -> root.resolve(hash.substring(0, 2)).resolve(hash.substring(2)))
                .filter(Files::isRegularFile);
        if (shared.isEmpty() || !isLinked(shared.get(), place)) {
            return false;
        }
        // Looked at under its new name, so that what was compared is what stays.
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
            // Another file system, or one without hard links.
            return false;
        }
    }

    private static void readOnly(Path file) throws IOException {
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
        }
    }
}
