package io.longtake.activities.session;

import io.longtake.media.guard.DecodeGuard;
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

    /** In a process of its own, since foreign bytes may bring a decoder down. */
    static PhotoConversion guarded() {
        return new DecodeGuard()::toJpeg;
    }
}
