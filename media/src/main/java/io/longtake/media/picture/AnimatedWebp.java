package io.longtake.media.picture;

import io.longtake.media.structure.Bytes;
import io.longtake.media.structure.WebpChunk;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/**
 * Extracts the first picture of an animated WebP as a still WebP, because libav reads only stills. An animated WebP is
 * a RIFF file whose {@code ANMF} chunks contain 16 bytes with position and duration, followed by the chunks of a still
 * WebP.
 */
final class AnimatedWebp {
    private static final int ABOUT = 16;
    private static final int ALPHA = 0x10;
    private static final Set<String> PICTURES = Set.of("VP8 ", "VP8L");

    private AnimatedWebp() {}

    /** Empty if the WebP is not animated. */
    static Optional<byte[]> firstPicture(Bytes file) {
        for (long at = WebpChunk.FIRST; at + WebpChunk.HEAD <= file.size(); ) {
            WebpChunk chunk = WebpChunk.read(file, at);
            long there = Math.min(chunk.length(), file.size() - chunk.data());
            if (chunk.type().equals("ANMF") && there > ABOUT) {
                byte[] about = bytes(file, chunk.data(), ABOUT);
                return Optional.of(still(about, bytes(file, chunk.data() + ABOUT, there - ABOUT)));
            }
            if (PICTURES.contains(chunk.type())) {
                return Optional.empty();
            }
            at = chunk.next();
        }
        return Optional.empty();
    }

    private static byte[] bytes(Bytes file, long at, long length) {
        byte[] bytes = new byte[(int) length];
        file.part(at, length).get(bytes);
        return bytes;
    }

    private static byte[] still(byte[] about, byte[] chunks) {
        boolean alpha = new String(chunks, 0, Math.min(4, chunks.length), StandardCharsets.ISO_8859_1).equals("ALPH");
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes("WEBP".getBytes(StandardCharsets.ISO_8859_1));
        if (alpha) {
            body.writeBytes("VP8X".getBytes(StandardCharsets.ISO_8859_1));
            body.writeBytes(little(10));
            body.writeBytes(little(ALPHA));
            // Width and height minus one, three bytes each, as in the animated picture.
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
