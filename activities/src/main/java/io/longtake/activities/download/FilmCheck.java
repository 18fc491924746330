package io.longtake.activities.download;

import io.longtake.media.structure.Bytes;
import io.longtake.media.structure.FilmHeader;
import io.longtake.media.structure.StructureException;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Checks whether a file is a complete MP4 film: its boxes fill the file exactly, its media data is present, and one of its tracks
 * is video with a size. Reads headers only, regardless of the file's length.
 */
public final class FilmCheck {
    private FilmCheck() {}

    /** @throws DamagedFilmException if the file is not a complete film */
    public static FilmFacts check(Path file) throws IOException {
        try {
            FilmHeader header = FilmHeader.read(Bytes.of(file));
            return new FilmFacts(header.width(), header.height(), header.length());
        } catch (StructureException e) {
            throw new DamagedFilmException("it " + e.getMessage(), e);
        }
    }
}
