package io.longtake.media.structure;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Random access to the bytes of a file. Reads beyond its end throw {@link IndexOutOfBoundsException}.
 *
 * @param pieces the file's content; each piece except the last has {@link #PIECE} bytes
 */
public record Bytes(List<ByteBuffer> pieces, long size) {
    /** A file is mapped in pieces, because a buffer is limited to 31 bits and films may be larger. */
    private static final int PIECE_BITS = 30;

    private static final int PIECE = 1 << PIECE_BITS;
    private static final int END_OF_ARCHIVE = 22;
    private static final int MAX_COMMENT = 0xffff;

    public static Bytes of(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            List<ByteBuffer> pieces = new ArrayList<>();
            long size = channel.size();
            for (long at = 0; at < size; at += PIECE) {
                pieces.add(channel.map(FileChannel.MapMode.READ_ONLY, at, Math.min(PIECE, size - at)));
            }
            return new Bytes(List.copyOf(pieces), size);
        }
    }

    public int u8(long at) {
        if (at < 0 || at >= size) {
            throw new IndexOutOfBoundsException(at);
        }
        return pieces.get((int) (at >> PIECE_BITS)).get((int) (at & (PIECE - 1))) & 0xff;
    }

    public int u16(long at) {
        return u8(at) << 8 | u8(at + 1);
    }

    public long u32(long at) {
        return (long) u16(at) << 16 | u16(at + 2);
    }

    public int u16Little(long at) {
        return u8(at) | u8(at + 1) << 8;
    }

    public int u24Little(long at) {
        return u16Little(at) | u8(at + 2) << 16;
    }

    public long u32Little(long at) {
        return u16Little(at) | (long) u16Little(at + 2) << 16;
    }

    public long i64(long at) {
        return u32(at) << 32 | u32(at + 4);
    }

    public String word(long at) {
        byte[] four = {(byte) u8(at), (byte) u8(at + 1), (byte) u8(at + 2), (byte) u8(at + 3)};
        return new String(four, StandardCharsets.ISO_8859_1);
    }

    /** A range of a file that is no larger than one piece, as pictures are. */
    public ByteBuffer part(long at, long length) {
        if (size > PIECE) {
            throw new IndexOutOfBoundsException("a file of " + size + " bytes can't be read in one piece");
        }
        return size == 0 ? ByteBuffer.allocate(0) : pieces.get(0).slice(Math.toIntExact(at), Math.toIntExact(length));
    }

    /** The whole file from its start. */
    public InputStream stream() {
        ByteBuffer rest = part(0, size);
        return new InputStream() {
            @Override
            public int read() {
                return rest.hasRemaining() ? rest.get() & 0xff : -1;
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                int count = Math.min(length, rest.remaining());
                rest.get(into, offset, count);
                return count == 0 && length > 0 ? -1 : count;
            }
        };
    }

    /**
     * Whether the file is also a ZIP archive. Archives are read from the end (APPNOTE 4.3.16), so one may be appended
     * to a picture.
     */
    public boolean endsAsArchive() {
        for (long at = size - END_OF_ARCHIVE; at >= 0 && at >= size - END_OF_ARCHIVE - MAX_COMMENT; at--) {
            if (u8(at) == 'P'
                    && word(at).equals("PK\u0005\u0006")
                    && at + END_OF_ARCHIVE + u16Little(at + 20) == size) {
                return true;
            }
        }
        return false;
    }
}
