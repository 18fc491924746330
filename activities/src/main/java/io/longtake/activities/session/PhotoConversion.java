package io.longtake.activities.session;

import java.io.IOException;
import java.nio.file.Path;

/** Makes a photo that backends don't take (HEIC) into one that they do. */
@FunctionalInterface
public interface PhotoConversion {
    /**
     * Writes {@code photo}, upright, as JPEG.
     *
     * @throws IOException with a sentence for people if it can't be read
     */
    void toJpeg(Path photo, Path jpeg) throws IOException;

    /** For where no decoder is at hand. */
    static PhotoConversion none() {
        return (photo, jpeg) -> {
            throw new IOException("HEIC photos can't be converted here");
        };
    }
}
