package io.longtake.studio.upload;

import io.longtake.media.MediaFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** The size of a picture as its header has it, upright; nothing is decoded. */
record StillHeader(int widthPx, int heightPx) {
    private static final int LOOKED_AT = 1 << 20;
    private static final int ORIENTATION = 0x0112;

    /** Empty when the header isn't one. */
    static Optional<StillHeader> of(Path file, MediaFormat format) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer head = ByteBuffer.allocate((int) Math.min(LOOKED_AT, channel.size()));
            while (head.hasRemaining() && channel.read(head) >= 0) {
                // Until the buffer is full.
            }
            head.flip();
            return Optional.of(
                            switch (format) {
                                case JPEG -> jpeg(head);
                                case PNG -> new StillHeader(head.getInt(16), head.getInt(20));
                                case GIF -> {
                                    head.order(ByteOrder.LITTLE_ENDIAN);
                                    yield new StillHeader(u16(head, 6), u16(head, 8));
                                }
                                default -> webp(head.order(ByteOrder.LITTLE_ENDIAN));
                            })
                    .filter(size -> size.widthPx > 0 && size.heightPx > 0);
        } catch (IndexOutOfBoundsException endsEarly) {
            return Optional.empty();
        }
    }

    private static int u16(ByteBuffer bytes, int at) {
        return bytes.getShort(at) & 0xffff;
    }

    private static int u24(ByteBuffer bytes, int at) {
        return u16(bytes, at) | (bytes.get(at + 2) & 0xff) << 16;
    }

    /** Walks the segments to the frame header (ITU T.81, annex B), past Exif on the way. */
    private static StillHeader jpeg(ByteBuffer head) {
        boolean turned = false;
        int at = 2;
        while (true) {
            int marker = u16(head, at);
            if (marker == 0xffff) {
                at++;
                continue;
            }
            int length = u16(head, at + 2);
            boolean frame =
                    marker >= 0xffc0 && marker <= 0xffcf && marker != 0xffc4 && marker != 0xffc8 && marker != 0xffcc;
            if (frame) {
                int height = u16(head, at + 5);
                int width = u16(head, at + 7);
                return turned ? new StillHeader(height, width) : new StillHeader(width, height);
            }
            if (marker == 0xffe1 && length > 16) {
                turned |= turned(head.slice(at + 4, Math.min(length - 2, head.limit() - at - 4)));
            }
            if (marker < 0xff00 || length < 2) {
                throw new IndexOutOfBoundsException("not a segment at " + at);
            }
            at += 2 + length;
        }
    }

    /** Whether Exif says that rows and columns change places: orientations 5 to 8. */
    private static boolean turned(ByteBuffer exif) {
        if (exif.remaining() < 14
                || !StandardCharsets.ISO_8859_1
                        .decode(exif.slice(0, 4))
                        .toString()
                        .equals("Exif")) {
            return false;
        }
        ByteBuffer tiff = exif.slice(6, exif.limit() - 6);
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        try {
            int directory = tiff.getInt(4);
            for (int i = 0, entries = u16(tiff, directory); i < entries; i++) {
                int entry = directory + 2 + 12 * i;
                if (u16(tiff, entry) == ORIENTATION) {
                    int value = u16(tiff, entry + 8);
                    return value >= 5 && value <= 8;
                }
            }
        } catch (IndexOutOfBoundsException damaged) {
            // Damaged Exif says nothing; the picture itself may be sound.
        }
        return false;
    }

    /** The three kinds of first chunk (RFC 9649). */
    private static StillHeader webp(ByteBuffer head) {
        String chunk = StandardCharsets.ISO_8859_1.decode(head.slice(12, 4)).toString();
        return switch (chunk) {
            case "VP8X" -> new StillHeader(1 + u24(head, 24), 1 + u24(head, 27));
            case "VP8L" -> {
                int bits = head.getInt(21);
                yield new StillHeader(1 + (bits & 0x3fff), 1 + (bits >>> 14 & 0x3fff));
            }
            case "VP8 " -> new StillHeader(u16(head, 26) & 0x3fff, u16(head, 28) & 0x3fff);
            default -> throw new IndexOutOfBoundsException("no picture in " + chunk);
        };
    }
}
