package io.longtake.media.picture;

import io.longtake.media.MediaFormat;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads a picture's size from its header, before any decoder sees the file. */
final class ImageHeader {
    private ImageHeader() {}

    /** In pixels, as stored: not yet turned upright. */
    record Size(int width, int height) {}

    static Optional<Size> size(Path file, MediaFormat format) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            return switch (format) {
                case JPEG -> jpeg(in);
                case PNG -> png(in);
                case GIF -> gif(in);
                case WEBP -> webp(in);
                default -> Optional.empty();
            };
        } catch (EOFException e) {
            return Optional.empty();
        }
    }

    private static Optional<Size> jpeg(DataInputStream in) throws IOException {
        in.readUnsignedShort();
        while (true) {
            int marker = in.readUnsignedByte();
            if (marker != 0xff) {
                continue;
            }
            while (marker == 0xff) {
                marker = in.readUnsignedByte();
            }
            boolean frame = marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
            if (marker == 0xd9 || marker == 0xda) {
                return Optional.empty();
            }
            if (marker == 0 || marker == 1 || (marker >= 0xd0 && marker <= 0xd8)) {
                continue;
            }
            int length = in.readUnsignedShort();
            if (frame) {
                in.readUnsignedByte();
                int height = in.readUnsignedShort();
                return Optional.of(new Size(in.readUnsignedShort(), height));
            }
            in.skipNBytes(Math.max(0, length - 2));
        }
    }

    private static Optional<Size> png(DataInputStream in) throws IOException {
        in.skipNBytes(16);
        int width = in.readInt();
        return Optional.of(new Size(width, in.readInt()));
    }

    private static Optional<Size> gif(DataInputStream in) throws IOException {
        in.skipNBytes(6);
        int width = little(in, 2);
        return Optional.of(new Size(width, little(in, 2)));
    }

    private static Optional<Size> webp(DataInputStream in) throws IOException {
        in.skipNBytes(12);
        int kind = in.readInt();
        in.skipNBytes(4);
        if (kind == fourCc("VP8X")) {
            in.skipNBytes(4);
            int width = little(in, 3) + 1;
            return Optional.of(new Size(width, little(in, 3) + 1));
        }
        if (kind == fourCc("VP8L")) {
            in.skipNBytes(1);
            int bits = little(in, 4);
            return Optional.of(new Size((bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1));
        }
        in.skipNBytes(6);
        int width = little(in, 2) & 0x3fff;
        return Optional.of(new Size(width, little(in, 2) & 0x3fff));
    }

    private static int fourCc(String name) {
        return (name.charAt(0) << 24) | (name.charAt(1) << 16) | (name.charAt(2) << 8) | name.charAt(3);
    }

    private static int little(DataInputStream in, int bytes) throws IOException {
        int value = 0;
        for (int i = 0; i < bytes; i++) {
            value |= in.readUnsignedByte() << (8 * i);
        }
        return value;
    }
}
