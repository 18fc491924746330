package io.longtake.activities.render;

import io.longtake.activities.disk.Durable;
import io.longtake.activities.media.FileMediaStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** Puts a stored file under a person's path: whole, verified and in one step, or not at all. */
public final class Handover {
    private Handover() {}

    /**
     * Copies {@code stored} to {@code path}, replacing what stands there only when the copy is complete.
     *
     * @param sha256 of the content
     * @throws IOException with a sentence that names the path
     */
    public static void deliver(Path stored, String sha256, Path path) throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        if (folder == null || Files.isDirectory(path)) {
            throw new IOException("\"" + path + "\" is a folder, not a file to write.");
        }
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw new IOException("\"" + path + "\" is no ordinary file; it stays as it is.");
        }
        Path part = folder.resolve("." + path.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            Files.createDirectories(folder);
            Files.copy(stored, part);
            if (!FileMediaStore.hash(part).equals(sha256)) {
                throw new IOException("The copy for \"" + path + "\" came out damaged.");
            }
            Durable.moveIntoPlace(part, path);
        } catch (java.nio.file.FileSystemException e) {
            String reason = e.getReason();
            String why = reason != null ? reason : e.getClass().getSimpleName().replace("Exception", "");
            throw new IOException("\"" + path + "\" can't be written (" + why + ").", e);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
