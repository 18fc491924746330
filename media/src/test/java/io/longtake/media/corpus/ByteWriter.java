package io.longtake.media.corpus;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Builds a byte array from numbers of either byte order, text and hexadecimal. */
final class ByteWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    ByteWriter bytes(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    ByteWriter hex(String hex) {
        return bytes(HexFormat.of().parseHex(hex));
    }

    ByteWriter text(String latin1) {
        return bytes(latin1.getBytes(StandardCharsets.ISO_8859_1));
    }

    ByteWriter u8(int value) {
        out.write(value);
        return this;
    }

    ByteWriter u16(int value) {
        return u8(value >> 8).u8(value);
    }

    ByteWriter u24(int value) {
        return u8(value >> 16).u16(value);
    }

    ByteWriter u32(long value) {
        return u16((int) (value >> 16)).u16((int) value);
    }

    ByteWriter le16(int value) {
        return u8(value).u8(value >> 8);
    }

    ByteWriter le24(int value) {
        return le16(value).u8(value >> 16);
    }

    ByteWriter le32(long value) {
        return le16((int) value).le16((int) (value >> 16));
    }

    ByteWriter zeros(int count) {
        return bytes(new byte[count]);
    }

    int size() {
        return out.size();
    }

    byte[] toBytes() {
        return out.toByteArray();
    }

    String toHex() {
        return HexFormat.of().formatHex(toBytes());
    }
}
