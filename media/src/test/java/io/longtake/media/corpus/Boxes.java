package io.longtake.media.corpus;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Finds and writes the boxes of ISO base media files. */
final class Boxes {
    private Boxes() {}

    static byte[] box(String name, byte[] content) {
        return new ByteWriter()
                .u32(8 + content.length)
                .text(name)
                .bytes(content)
                .toBytes();
    }

    static byte[] full(String name, int version, int flags, byte[] content) {
        return box(name, new ByteWriter().u8(version).u24(flags).bytes(content).toBytes());
    }

    /** Start of the first box with this name, at any depth. */
    static int find(byte[] file, String name) {
        byte[] wanted = name.getBytes(StandardCharsets.ISO_8859_1);
        for (int at = 4; at + 4 <= file.length; at++) {
            if (Arrays.equals(file, at, at + 4, wanted, 0, 4)) {
                return at - 4;
            }
        }
        throw new IllegalArgumentException("no box " + name);
    }

    static int size(byte[] file, int start) {
        return ByteBuffer.wrap(file).getInt(start);
    }

    static byte[] content(byte[] file, String name) {
        int start = find(file, name);
        return Arrays.copyOfRange(file, start + 8, start + size(file, start));
    }
}
