package io.longtake.activities.download;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import okio.Buffer;

/** The boxes of an MP4 of two minutes at 1920x1080, without any pictures. */
public final class TinyFilm {
    private TinyFilm() {}

    /** @param handler {@code vide} for video, {@code soun} for sound */
    public static byte[] of(String handler) {
        return of(handler, 64);
    }

    /** A video file with the given number of bytes. */
    public static byte[] ofLength(int bytes) {
        return of("vide", bytes - of("vide", 0).length);
    }

    private static byte[] of(String handler, int mediaBytes) {
        byte[] movie =
                ByteBuffer.allocate(100).putInt(12, 1000).putInt(16, 120_000).array();
        byte[] size = ByteBuffer.allocate(84)
                .putInt(76, 1920 << 16)
                .putInt(80, 1080 << 16)
                .array();
        byte[] kind = new byte[24];
        System.arraycopy(handler.getBytes(StandardCharsets.US_ASCII), 0, kind, 8, 4);
        byte[] track = box("trak", join(box("tkhd", size), box("mdia", box("hdlr", kind))));
        byte[] media = new byte[mediaBytes];
        for (int i = 0; i < mediaBytes; i++) {
            // All pieces differ, so that a piece at a wrong position is detected.
            media[i] = (byte) (i * 31 + i / 251);
        }
        return join(box("ftyp", new byte[8]), box("moov", join(box("mvhd", movie), track)), box("mdat", media));
    }

    private static byte[] box(String type, byte[] content) {
        return new Buffer()
                .writeInt(content.length + 8)
                .writeUtf8(type)
                .write(content)
                .readByteArray();
    }

    private static byte[] join(byte[]... parts) {
        Buffer all = new Buffer();
        for (byte[] part : parts) {
            all.write(part);
        }
        return all.readByteArray();
    }
}
