package io.longtake.activities.session;

import io.longtake.media.guard.DecodeGuard;
import java.io.IOException;
import java.nio.file.Path;

/** Converts a photo in a format that backends do not accept (HEIC). */
@FunctionalInterface
public interface PhotoConversion {
    /**
     * Writes {@code photo} as JPEG, rotated according to its EXIF orientation.
     *
     * @throws IOException with a sentence for the user if the photo can't be read
     */
    void toJpeg(Path photo, Path jpeg) throws IOException;

    /** A conversion in a separate process, because untrusted bytes may crash a decoder. */
    static PhotoConversion guarded() {
        return new DecodeGuard()::toJpeg;
    }
}
