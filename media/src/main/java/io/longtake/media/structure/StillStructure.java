package io.longtake.media.structure;

import io.longtake.media.MediaFormat;
import io.longtake.media.MediaLimits;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Checks that a picture matches its header: complete, of one size, and no larger when unpacked. A missing end marker is
 * accepted if all coded data are present; only the decoder can determine whether the last scan of a JPEG is complete.
 * Reads the structure only and decodes no pixels.
 */
public final class StillStructure {
    /** Unpacked size of compressed profiles and text, bytes; real ones stay below one megabyte. */
    private static final long MAX_NOTE = 16L << 20;
    /** Progressive pictures have about ten scans; each costs a pass over all pixels. */
    private static final int MAX_SCANS = 100;
    /** PNG's colour type for palette indexes. */
    private static final int PALETTE = 3;

    private final Bytes file;
    private final StillHeader size;

    private StillStructure(Bytes file, StillHeader size) {
        this.file = file;
        this.size = size;
    }

    /**
     * @throws StructureException if the picture is cut off, unpacks to more than its header specifies, or is
     *     inconsistent
     */
    public static void check(Bytes file, MediaFormat format, StillHeader size) throws StructureException {
        StillStructure check = new StillStructure(file, size);
        try {
            switch (format) {
                case PNG -> check.png();
                case JPEG -> check.jpeg();
                case GIF -> check.gif();
                case WEBP -> check.webp();
                default -> throw new IllegalArgumentException(format + " is not an image format");
            }
        } catch (IndexOutOfBoundsException endsEarly) {
            throw StructureException.cutOff();
        }
    }

    private static StructureException bomb() {
        return StructureException.damaged("decompresses to more than its header states");
    }

    private static StructureException twoSizes() {
        return StructureException.damaged("states two different sizes");
    }

    /** PNG specification, 5: chunks up to IEND; the unpacked size of IDAT follows from the header. */
    private void png() throws StructureException {
        if (!file.word(12).equals("IHDR")) {
            throw StructureException.damaged("has the signature of png but is damaged");
        }
        long expected = pngBytes();
        Inflater inflater = new Inflater();
        try {
            long unpacked = 0;
            boolean palette = false;
            long at = PngChunk.FIRST;
            String type = "";
            while (!type.equals("IEND") && at + PngChunk.HEAD < file.size()) {
                PngChunk chunk = PngChunk.read(file, at);
                type = chunk.type();
                long there = Math.min(chunk.length(), file.size() - chunk.data());
                if (type.equals("IHDR") && at != PngChunk.FIRST) {
                    throw twoSizes();
                } else if (type.equals("PLTE")) {
                    palette = true;
                } else if (type.equals("IDAT")) {
                    if (!palette && file.u8(25) == PALETTE) {
                        throw StructureException.damaged("has no palette (PLTE) for its colours");
                    }
                    unpacked += unpack(inflater, file.part(chunk.data(), there), expected - unpacked);
                } else if (type.equals("iCCP") || type.equals("zTXt") || type.equals("iTXt")) {
                    note(type, chunk.data(), there);
                }
                at = chunk.next();
            }
            if (unpacked < expected) {
                throw StructureException.cutOff(unpacked / (double) expected);
            }
        } catch (DataFormatException e) {
            throw StructureException.damaged("has the signature of png but is damaged");
        } finally {
            inflater.end();
        }
    }

    /** All rows, each with its filter byte; for an interlaced picture, the rows of its seven passes (8.2). */
    private long pngBytes() throws StructureException {
        int depth = file.u8(24);
        int channels =
                switch (file.u8(25)) {
                    case 0, 3 -> 1;
                    case 2 -> 3;
                    case 4 -> 2;
                    case 6 -> 4;
                    default -> throw StructureException.damaged("has the signature of png but is damaged");
                };
        if (file.u8(28) == 0) {
            return pass(size.width(), size.height(), depth * channels);
        }
        long sum = 0;
        for (int[] pass : new int[][] {
            {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
        }) {
            long across = (size.width() - pass[0] + pass[2] - 1L) / pass[2];
            long down = (size.height() - pass[1] + pass[3] - 1L) / pass[3];
            sum += pass(across, down, depth * channels);
        }
        return sum;
    }

    private static long pass(long across, long down, int bits) {
        return across <= 0 || down <= 0 ? 0 : down * (1 + (across * bits + 7) / 8);
    }

    /** @return the number of unpacked bytes */
    private static long unpack(Inflater inflater, ByteBuffer packed, long limit)
            throws DataFormatException, StructureException {
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

    /**
     * Checks the unpacked size of a text or profile chunk: keyword, zero, a method byte, packed data; iTXt has further
     * fields before its text.
     */
    private void note(String type, long at, long length) throws StructureException {
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
            unpack(inflater, file.part(data, at + length - data), MAX_NOTE);
        } catch (DataFormatException notPacked) {
            // Readers ignore a text that can't be unpacked.
        } finally {
            inflater.end();
        }
    }

    /** Skips the two zero-terminated strings (language, translated keyword) of an iTXt chunk. */
    private long afterWords(long from, long end) {
        long at = from;
        for (int words = 0; at < end && words < 2; at++) {
            words += file.u8(at) == 0 ? 1 : 0;
        }
        return at;
    }

    /** ITU T.81, annex B: segments, each scan's coded data, and the end marker. */
    private void jpeg() throws StructureException {
        long at = JpegSegment.FIRST;
        int scans = 0;
        int frame = -1;
        int quantisation = 0;
        Coefficients coefficients = new Coefficients();
        while (true) {
            Optional<JpegSegment> next = JpegSegment.next(file, at);
            if (next.isEmpty()) {
                if (scans == 0 || !coefficients.complete()) {
                    throw StructureException.cutOff();
                }
                return;
            }
            JpegSegment segment = next.get();
            at = segment.at();
            if (segment.marker() == JpegSegment.END_OF_IMAGE) {
                if (scans == 0) {
                    throw StructureException.damaged("has the signature of jpg but contains no image");
                }
                return;
            }
            if (segment.marker() == JpegSegment.QUANTISATION) {
                quantisation |= tables(at);
            }
            if (segment.isFrame()) {
                codingIsRead(segment.marker());
                int now = file.u16(at + 5) << 16 | file.u16(at + 7);
                if (frame != -1 && frame != now) {
                    throw twoSizes();
                }
                frame = now;
                coefficients.frame(segment.marker() == 0xc2, file, at);
            }
            if (segment.marker() == JpegSegment.START_OF_SCAN) {
                if (quantisation == 0) {
                    throw StructureException.damaged("has no quantisation table (DQT)");
                }
                if (++scans > MAX_SCANS) {
                    throw StructureException.damaged("has more than " + MAX_SCANS + " scans, the limit");
                }
                coefficients.scan(file, at);
            }
            at = segment.end(file);
        }
    }

    /** The quantisation tables in a segment, one bit for each (B.2.4.1). */
    private int tables(long segment) {
        int found = 0;
        for (long at = segment + 4; at < segment + 2 + file.u16(segment + 2); ) {
            found |= 1 << (file.u8(at) & 0xf);
            at += 1 + (file.u8(at) >> 4 == 0 ? 64 : 128);
        }
        return found;
    }

    /**
     * Refuses unsupported coding processes, table B.1: SOF9 and above use arithmetic coding, SOF5 to SOF7 are
     * hierarchical.
     */
    private static void codingIsRead(int frame) throws StructureException {
        if (frame >= 0xc9) {
            throw StructureException.unsupported(
                    "is a JPEG with arithmetic coding, which is not supported: save it as a standard JPEG");
        }
        if (frame >= 0xc5) {
            throw StructureException.unsupported(
                    "is a hierarchical JPEG, which is not supported: save it as a standard JPEG");
        }
    }

    /** Records which bits of which coefficients the scans of a progressive JPEG have provided (ITU T.81, G.1.2). */
    private static final class Coefficients {
        private static final int NONE = 99;

        private final Map<Integer, int[]> lowestBit = new HashMap<>();
        private boolean progressive;

        void frame(boolean isProgressive, Bytes file, long at) {
            progressive = isProgressive;
            for (int i = 0; i < file.u8(at + 9); i++) {
                int[] none = new int[64];
                Arrays.fill(none, NONE);
                lowestBit.put(file.u8(at + 10 + 3L * i), none);
            }
        }

        void scan(Bytes file, long at) {
            int count = file.u8(at + 4);
            long selection = at + 5 + 2L * count;
            int last = Math.min(63, file.u8(selection + 1));
            int lowest = file.u8(selection + 2) & 0xf;
            for (int i = 0; i < count; i++) {
                int[] bits = lowestBit.get(file.u8(at + 5 + 2L * i));
                for (int k = file.u8(selection); bits != null && k <= last; k++) {
                    bits[k] = lowest;
                }
            }
        }

        boolean complete() {
            return !progressive
                    || lowestBit.values().stream().flatMapToInt(Arrays::stream).allMatch(bit -> bit == 0);
        }
    }

    /** GIF89a specification: blocks up to the trailer. */
    private void gif() throws StructureException {
        int flags = file.u8(10);
        long at = 13L + colours(flags);
        boolean picture = false;
        while (true) {
            int block = at == file.size() && picture ? 0x3b : file.u8(at);
            if (block == 0x3b) {
                if (!picture) {
                    throw StructureException.damaged("has the signature of gif but contains no image");
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
                throw StructureException.damaged("has the signature of gif but is damaged");
            }
        }
    }

    private static int colours(int flags) {
        return (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
    }

    /** Skips a chain of sub-blocks. */
    private long blocks(long from) {
        long at = from;
        while (file.u8(at) != 0) {
            at += 1 + file.u8(at);
        }
        return at + 1;
    }

    /** RFC 9649: chunks inside the RIFF; the pictures fit into the declared canvas. */
    private void webp() throws StructureException {
        long end = WebpChunk.end(file);
        boolean picture = false;
        boolean moves = false;
        for (long at = WebpChunk.FIRST; at + WebpChunk.HEAD <= end; ) {
            if (at + WebpChunk.HEAD > file.size() && picture && !moves) {
                // Only metadata after the pixels, such as Exif, are missing.
                return;
            }
            WebpChunk chunk = WebpChunk.read(file, at);
            long there = file.size() - chunk.data();
            if (chunk.length() > there) {
                if (picture && !moves) {
                    return;
                }
                throw StructureException.cutOff(there / (double) chunk.length());
            }
            Optional<WebpChunk.Size> drawn = chunk.type().equals("VP8X") ? Optional.empty() : chunk.size(file);
            if (drawn.isPresent()) {
                picture = true;
                moves |= chunk.type().equals("ANMF");
                fits(drawn.get());
            }
            at = chunk.next();
        }
        if (!picture) {
            throw StructureException.damaged("has the signature of webp but contains no image");
        }
    }

    private void fits(WebpChunk.Size drawn) throws StructureException {
        if (drawn.width() > size.width() || drawn.height() > size.height()) {
            throw twoSizes();
        }
    }
}
