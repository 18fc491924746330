package io.longtake.media.picture;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The first picture of a WebP that moves, as a WebP that doesn't: libav reads only those. A moving one is a RIFF file
 * whose {@code ANMF} chunks hold, after 16 bytes about place and time, the chunks that a still one has.
 */
final class MovingWebp {
    private static final int ABOUT = 16;
    private static final int ALPHA = 0x10;
    private static final int LARGEST = 256 << 20;

    private MovingWebp() {}

    /** Empty for a WebP that doesn't move. */
    static Optional<byte[]> firstPicture(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            in.skipNBytes(12);
            while (true) {
                String name = name(in);
                long length = Integer.toUnsignedLong(Integer.reverseBytes(in.readInt()));
                if (name.equals("ANMF") && length > ABOUT && length <= LARGEST) {
                    byte[] about = in.readNBytes(ABOUT);
                    return Optional.of(still(about, in.readNBytes((int) length - ABOUT)));
                }
                if (name.startsWith("VP8") && !name.equals("VP8X")) {
                    return Optional.empty();
                }
                in.skipNBytes(length + (length & 1));
            }
        } catch (EOFException e) {
            return Optional.empty();
        }
    }

    private static String name(DataInputStream in) throws IOException {
        return new String(in.readNBytes(4), StandardCharsets.ISO_8859_1);
    }

    private static byte[] still(byte[] about, byte[] chunks) {
        boolean alpha = new String(chunks, 0, Math.min(4, chunks.length), StandardCharsets.ISO_8859_1).equals("ALPH");
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes("WEBP".getBytes(StandardCharsets.ISO_8859_1));
        if (alpha) {
            body.writeBytes("VP8X".getBytes(StandardCharsets.ISO_8859_1));
            body.writeBytes(little(10));
            body.writeBytes(little(ALPHA));
            // Width and height less one, three bytes each, as the moving picture has them.
            body.write(about, 6, 6);
        }
        body.writeBytes(chunks);
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes("RIFF".getBytes(StandardCharsets.ISO_8859_1));
        whole.writeBytes(little(body.size()));
        whole.writeBytes(body.toByteArray());
        return whole.toByteArray();
    }

    private static byte[] little(int value) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array();
    }
}
