package io.longtake.load.backend;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** An MP4 without pictures: its boxes are complete, so a client that checks the structure of a film accepts it. */
final class SmallFilm {
    private static final int BOX_HEADER = 8;
    private static final int WIDTH = 1920;
    private static final int HEIGHT = 1080;
    private static final int SECONDS = 120;

    private SmallFilm() {}

    /** @param bytes the size of the file; at least a few hundred */
    static byte[] of(int bytes) {
        byte[] movieHeader =
                ByteBuffer.allocate(100).putInt(12, 1).putInt(16, SECONDS).array();
        byte[] trackHeader = ByteBuffer.allocate(84)
                .putInt(76, WIDTH << 16)
                .putInt(80, HEIGHT << 16)
                .array();
        byte[] handler = ByteBuffer.allocate(24)
                .put(8, "vide".getBytes(StandardCharsets.US_ASCII))
                .array();
        byte[] track = box("trak", box("tkhd", trackHeader), box("mdia", box("hdlr", handler)));
        byte[] type = box("ftyp", new byte[8]);
        byte[] movie = box("moov", box("mvhd", movieHeader), track);
        int media = bytes - type.length - movie.length - BOX_HEADER;
        if (media < 1) {
            throw new IllegalArgumentException(
                    "A film has more than " + (bytes - media) + " bytes, not " + bytes + ".");
        }
        return join(type, movie, box("mdat", new byte[media]));
    }

    private static byte[] box(String type, byte[]... content) {
        byte[] all = join(content);
        return ByteBuffer.allocate(all.length + BOX_HEADER)
                .putInt(all.length + BOX_HEADER)
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .put(all)
                .array();
    }

    private static byte[] join(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        ByteBuffer all = ByteBuffer.allocate(length);
        for (byte[] part : parts) {
            all.put(part);
        }
        return all.array();
    }
}
