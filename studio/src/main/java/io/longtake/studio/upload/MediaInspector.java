package io.longtake.studio.upload;

import io.longtake.studio.project.MediaFacts;
import java.io.IOException;
import java.nio.file.Path;

/** Determines the type of a received file. */
public interface MediaInspector {
    /**
     * Determines what the file is, from its content only.
     *
     * @throws UnsupportedMediaException when it is none of the contract's formats, or cannot be decoded as its apparent format
     * @throws IOException when the disk fails
     */
    MediaFacts inspect(Path file) throws IOException, UnsupportedMediaException;
}
