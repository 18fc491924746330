package io.longtake.media.structure;

import io.longtake.media.MediaFormat;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The header of a JPEG, PNG, GIF or WebP.
 *
 * @param width in pixels, as stored, before rotation
 * @param height likewise
 * @param components channels of a JPEG; 0 for other formats
 * @param adobeTransform of a JPEG with Adobe's marker: 0 for components as they are, 1 for YCbCr, 2 for YCCK
 */
public record StillHeader(int width, int height, int components, OptionalInt adobeTransform) {
    private StillHeader(int width, int height) {
        this(width, height, 0, OptionalInt.empty());
    }

    /** Empty if the header is invalid. */
    public static Optional<StillHeader> of(Bytes file, MediaFormat format) {
        try {
            StillHeader header =
                    switch (format) {
                        case JPEG -> jpeg(file);
                        case PNG -> new StillHeader(side(file.u32(16)), side(file.u32(20)));
                        case GIF -> new StillHeader(file.u16Little(6), file.u16Little(8));
                        case WEBP -> webp(file);
                        default -> throw new IllegalArgumentException(format + " has another kind of header");
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
        Optional<JpegSegment> segment = JpegSegment.next(file, JpegSegment.FIRST);
        while (segment.isPresent() && !segment.get().isLastOfTheHeader()) {
            long at = segment.get().at();
            if (segment.get().isFrame()) {
                return new StillHeader(file.u16(at + 7), file.u16(at + 5), file.u8(at + 9), transform);
            }
            if (segment.get().isAdobe()
                    && file.u16(at + 2) >= 14
                    && file.word(at + 4).equals("Adob")) {
                transform = OptionalInt.of(file.u8(at + 15));
            }
            segment = JpegSegment.next(file, segment.get().end(file));
        }
        throw new IndexOutOfBoundsException("no frame header before the first scan");
    }

    private static StillHeader webp(Bytes file) {
        return WebpChunk.read(file, WebpChunk.FIRST)
                .size(file)
                .map(size -> new StillHeader(size.width(), size.height()))
                .orElseThrow(() -> new IndexOutOfBoundsException("no image"));
    }
}
