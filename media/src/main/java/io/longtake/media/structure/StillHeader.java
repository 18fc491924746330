package io.longtake.media.structure;

import io.longtake.media.MediaFormat;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the header of a JPEG, PNG, GIF or WebP says.
 *
 * @param width in pixels, as stored: not yet turned upright
 * @param height likewise
 * @param components channels of a JPEG; 0 for other formats
 * @param adobeTransform of a JPEG with Adobe's marker: 0 for components as they are, 1 for YCbCr, 2 for YCCK
 */
public record StillHeader(int width, int height, int components, OptionalInt adobeTransform) {
    private static final int ADOBE = 0xee;

    private StillHeader(int width, int height) {
        this(width, height, 0, OptionalInt.empty());
    }

    /** Empty when the header isn't one. */
    public static Optional<StillHeader> of(Bytes file, MediaFormat format) {
        try {
            StillHeader header =
                    switch (format) {
                        case JPEG -> jpeg(file);
                        case PNG -> new StillHeader(side(file.u32(16)), side(file.u32(20)));
                        case GIF -> new StillHeader(file.u16Little(6), file.u16Little(8));
                        case WEBP -> webp(file);
                        default -> throw new IllegalArgumentException(format + " has a header of its own kind");
                    };
            return Optional.of(header).filter(it -> it.width > 0 && it.height > 0);
        } catch (IndexOutOfBoundsException endsEarly) {
            return Optional.empty();
        }
    }

    private static int side(long unsigned) {
        return (int) Math.min(unsigned, Integer.MAX_VALUE);
    }

    /** Walks the segments to the frame header (ITU T.81, annex B). */
    private static StillHeader jpeg(Bytes file) {
        OptionalInt transform = OptionalInt.empty();
        long at = 2;
        while (true) {
            while (file.u8(at) != 0xff) {
                at++;
            }
            int marker = file.u8(at + 1);
            if (marker == 0xff) {
                at++;
                continue;
            }
            if (marker == 0 || marker == 1 || (marker >= 0xd0 && marker <= 0xd8)) {
                at += 2;
                continue;
            }
            if (isFrame(marker)) {
                return new StillHeader(file.u16(at + 7), file.u16(at + 5), file.u8(at + 9), transform);
            }
            if (marker == 0xd9 || marker == 0xda) {
                throw new IndexOutOfBoundsException("no frame header before the first scan");
            }
            int length = file.u16(at + 2);
            if (marker == ADOBE && length >= 14 && file.word(at + 4).equals("Adob")) {
                transform = OptionalInt.of(file.u8(at + 15));
            }
            at += 2 + Math.max(2, length);
        }
    }

    /** SOF0 to SOF15 without the three markers between them that mean something else. */
    static boolean isFrame(int marker) {
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }

    /** The three kinds of first chunk (RFC 9649). */
    private static StillHeader webp(Bytes file) {
        return switch (file.word(12)) {
            case "VP8X" -> new StillHeader(1 + file.u24Little(24), 1 + file.u24Little(27));
            case "VP8L" -> {
                long bits = file.u32Little(21);
                yield new StillHeader((int) (1 + (bits & 0x3fff)), (int) (1 + (bits >>> 14 & 0x3fff)));
            }
            case "VP8 " -> new StillHeader(file.u16Little(26) & 0x3fff, file.u16Little(28) & 0x3fff);
            default -> throw new IndexOutOfBoundsException("no picture");
        };
    }
}
