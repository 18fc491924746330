package io.longtake.studio.upload;

import io.longtake.media.MediaFormat;
import io.longtake.media.MediaLimits;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Whether a picture is what its header says: whole, of one size, and no larger when unpacked. Reads the structure only; nothing is
 * drawn.
 */
final class StillCheck {
    /** Compressed profiles and notes beside the picture; real ones stay below one megabyte. */
    private static final long LARGEST_NOTE = 16L << 20;
    /** Progressive pictures have about ten; each costs a pass over all pixels. */
    private static final int MOST_SCANS = 100;

    private final Bytes file;
    private final StillHeader size;

    private StillCheck(Bytes file, StillHeader size) {
        this.file = file;
        this.size = size;
    }

    /** @throws UnsupportedMediaException says what is wrong, as a sentence that follows the file's name */
    static void check(Bytes file, MediaFormat format, StillHeader size) throws UnsupportedMediaException {
        StillCheck check = new StillCheck(file, size);
        try {
            switch (format) {
                case PNG -> check.png();
                case JPEG -> check.jpeg();
                case GIF -> check.gif();
                case WEBP -> check.webp();
                default -> throw new IllegalArgumentException(format + " is no picture");
            }
        } catch (IndexOutOfBoundsException endsEarly) {
            throw cutOff();
        }
    }

    private static UnsupportedMediaException cutOff() {
        return new UnsupportedMediaException("is cut off: its end is missing");
    }

    private static UnsupportedMediaException bomb() {
        return new UnsupportedMediaException("unpacks to more than its header says");
    }

    private static UnsupportedMediaException twoSizes() {
        return new UnsupportedMediaException("says two different sizes of itself");
    }

    /** PNG specification, 5: chunks up to IEND; what IDAT unpacks to is known from the header. */
    private void png() throws UnsupportedMediaException {
        if (!file.word(12).equals("IHDR")) {
            throw new UnsupportedMediaException("begins as png but is damaged");
        }
        long expected = pngBytes();
        Inflater inflater = new Inflater();
        try {
            long unpacked = 0;
            long at = 8;
            for (String type = ""; !type.equals("IEND"); ) {
                long length = file.u32(at);
                type = file.word(at + 4);
                if (length > file.size() - at - 12) {
                    throw cutOff();
                }
                if (type.equals("IHDR") && at != 8) {
                    throw twoSizes();
                } else if (type.equals("IDAT")) {
                    unpacked += unpack(inflater, file.part(at + 8, length), expected - unpacked);
                } else if (type.equals("iCCP") || type.equals("zTXt") || type.equals("iTXt")) {
                    note(type, at + 8, length);
                }
                at += 12 + length;
            }
            if (!inflater.finished()) {
                throw cutOff();
            }
        } catch (DataFormatException e) {
            throw new UnsupportedMediaException("begins as png but is damaged");
        } finally {
            inflater.end();
        }
    }

    /** Rows with their filter bytes; the seven passes of an interlaced picture have more of both, but less than this. */
    private long pngBytes() throws UnsupportedMediaException {
        int depth = file.u8(24);
        int channels =
                switch (file.u8(25)) {
                    case 0, 3 -> 1;
                    case 2 -> 3;
                    case 4 -> 2;
                    case 6 -> 4;
                    default -> throw new UnsupportedMediaException("begins as png but is damaged");
                };
        long row = 1 + ((long) size.widthPx() * depth * channels + 7) / 8;
        long rows = row * size.heightPx();
        return file.u8(28) == 0 ? rows : 2 * rows + 16L * (size.heightPx() + size.widthPx());
    }

    /** @return how many bytes came out */
    private static long unpack(Inflater inflater, ByteBuffer packed, long limit)
            throws DataFormatException, UnsupportedMediaException {
        byte[] piece = new byte[1 << 16];
        inflater.setInput(packed);
        long total = 0;
        for (int count = inflater.inflate(piece); count > 0; count = inflater.inflate(piece)) {
            total += count;
            if (total > limit) {
                throw bomb();
            }
        }
        return total;
    }

    /** Keyword, zero, then a method byte and packed data; iTXt has its own way and is bounded by its length alone. */
    private void note(String type, long at, long length) throws UnsupportedMediaException {
        long data = at;
        while (data < at + length && file.u8(data) != 0) {
            data++;
        }
        data += type.equals("iTXt") ? 3 : 2;
        if (data >= at + length) {
            return;
        }
        if (type.equals("iTXt")) {
            data = afterWords(data, at + length);
        }
        Inflater inflater = new Inflater();
        try {
            unpack(inflater, file.part(data, at + length - data), LARGEST_NOTE);
        } catch (DataFormatException notPacked) {
            // A note that can't be read is not read.
        } finally {
            inflater.end();
        }
    }

    /** Past the two zero-ended words (language, translated keyword) of an iTXt chunk. */
    private long afterWords(long from, long end) {
        long at = from;
        for (int words = 0; at < end && words < 2; at++) {
            words += file.u8(at) == 0 ? 1 : 0;
        }
        return at;
    }

    /** ITU T.81, annex B: segments, each scan's coded data, and the end marker. */
    private void jpeg() throws UnsupportedMediaException {
        long at = 2;
        int scans = 0;
        int frame = -1;
        while (true) {
            while (file.u8(at) != 0xff) {
                at++;
            }
            int marker = file.u8(at + 1);
            if (marker == 0xd9) {
                if (scans == 0) {
                    throw new UnsupportedMediaException("begins as jpg but holds no picture");
                }
                return;
            }
            if (marker == 0xff || marker == 0 || marker == 1 || (marker >= 0xd0 && marker <= 0xd8)) {
                at += marker == 0xff ? 1 : 2;
                continue;
            }
            if (marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc) {
                int now = file.u16(at + 5) << 16 | file.u16(at + 7);
                if (frame != -1 && frame != now) {
                    throw twoSizes();
                }
                frame = now;
            }
            if (marker == 0xda && ++scans > MOST_SCANS) {
                throw new UnsupportedMediaException("is drawn in more than " + MOST_SCANS + " passes, the limit");
            }
            at += 2 + file.u16(at + 2);
        }
    }

    /** GIF89a specification: blocks up to the trailer. */
    private void gif() throws UnsupportedMediaException {
        int flags = file.u8(10);
        long at = 13L + colours(flags);
        boolean picture = false;
        while (true) {
            int block = at == file.size() && picture ? 0x3b : file.u8(at);
            if (block == 0x3b) {
                if (!picture) {
                    throw new UnsupportedMediaException("begins as gif but holds no picture");
                }
                return;
            } else if (block == 0x2c) {
                if ((long) file.u16Little(at + 5) * file.u16Little(at + 7) > MediaLimits.PIXELS) {
                    throw twoSizes();
                }
                picture = true;
                at = blocks(at + 11 + colours(file.u8(at + 9)));
            } else if (block == 0x21) {
                at = blocks(at + 2);
            } else {
                throw new UnsupportedMediaException("begins as gif but is damaged");
            }
        }
    }

    private static int colours(int flags) {
        return (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
    }

    /** Past a chain of sub-blocks. */
    private long blocks(long from) {
        long at = from;
        while (file.u8(at) != 0) {
            at += 1 + file.u8(at);
        }
        return at + 1;
    }

    /** RFC 9649: chunks inside the RIFF; what they draw fits the canvas that is announced. */
    private void webp() throws UnsupportedMediaException {
        long end = 8 + file.u32Little(4);
        if (end > file.size()) {
            throw cutOff();
        }
        boolean picture = false;
        for (long at = 12; at + 8 <= end; ) {
            String type = file.word(at);
            long length = file.u32Little(at + 4);
            if (length > end - at - 8) {
                throw cutOff();
            }
            if (type.equals("ANMF")) {
                picture = true;
                fits(1 + file.u24Little(at + 14), 1 + file.u24Little(at + 17));
            } else if (type.equals("VP8 ")) {
                picture = true;
                fits(file.u16Little(at + 14) & 0x3fff, file.u16Little(at + 16) & 0x3fff);
            } else if (type.equals("VP8L")) {
                picture = true;
                long bits = file.u32Little(at + 9);
                fits((int) (1 + (bits & 0x3fff)), (int) (1 + (bits >>> 14 & 0x3fff)));
            }
            at += 8 + length + (length & 1);
        }
        if (!picture) {
            throw new UnsupportedMediaException("begins as webp but holds no picture");
        }
    }

    private void fits(int width, int height) throws UnsupportedMediaException {
        if (width > size.widthPx() || height > size.heightPx()) {
            throw twoSizes();
        }
    }
}
