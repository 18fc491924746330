package io.longtake.activities.render;

import io.longtake.activities.download.LocalContent;
import io.longtake.files.digest.Sha256;
import io.longtake.files.durable.SharedFile;
import java.io.IOException;
import java.nio.file.Path;

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
        return SharedFile.link(
                folder.resolve(sha256 + ".mp4"), path, file -> Sha256.of(file).equals(sha256));
    }
}
