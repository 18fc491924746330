package io.longtake.studio.upload;

import io.longtake.studio.project.MediaFacts;
import java.io.IOException;
import java.nio.file.Path;

/** Looks at a file that just arrived. */
public interface MediaInspector {
    /**
     * Says what the file is. Its name doesn't count.
     *
     * @throws UnsupportedMediaException when it is none of the contract's formats, or can't be read as what it claims to be
     * @throws IOException when the disk fails
     */
    MediaFacts inspect(Path file) throws IOException, UnsupportedMediaException;
}
