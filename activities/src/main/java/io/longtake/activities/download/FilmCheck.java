package io.longtake.activities.download;

import io.longtake.media.structure.Bytes;
import io.longtake.media.structure.FilmHeader;
import io.longtake.media.structure.StructureException;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Whether a file is a whole MP4 film: its boxes fill it exactly, its media data is there, and one of its tracks is video with a size.
 * Reads headers only, whatever the file's length.
 */
public final class FilmCheck {
    private FilmCheck() {}

    /** @throws DamagedFilmException if it is none */
    public static FilmFacts check(Path file) throws IOException {
        try {
            FilmHeader header = FilmHeader.read(Bytes.of(file));
            return new FilmFacts(header.width(), header.height(), header.length());
        } catch (StructureException e) {
            throw new DamagedFilmException("it " + e.getMessage(), e);
        }
    }
}
