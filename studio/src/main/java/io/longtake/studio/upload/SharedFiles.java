package io.longtake.studio.upload;

import io.longtake.files.durable.SharedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        return folder.isPresent()
                && SharedFile.link(
                        folder.get().resolve(hash.substring(0, 2)).resolve(hash.substring(2)),
                        place,
                        file -> Files.mismatch(received, file) < 0);
    }
}
