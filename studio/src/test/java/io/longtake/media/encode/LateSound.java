package io.longtake.media.encode;

import io.longtake.media.sound.Pcm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Moves an encoded sound to a later time. In the encoder's package because {@code EncodedPacket.later} is package-private. */
public final class LateSound {
    private LateSound() {}

    /** Writes the packets of {@code sound} to {@code into}, each {@code samples} later. */
    public static void write(Path sound, long samples, Path into) throws IOException {
        try (ChunkFile.Reader reader = new ChunkFile.Reader(sound);
                ChunkFile.Writer writer = new ChunkFile.Writer(into, 0, 0, Pcm.RATE, reader.header())) {
            for (Optional<EncodedPacket> packet = reader.next(); packet.isPresent(); packet = reader.next()) {
                writer.add(packet.get().later(samples));
            }
            writer.finish();
        }
    }
}
