package io.longtake.studio.upload;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file that arrived, looked at byte by byte; beyond its end there is nothing, and asking for it says so. */
record Bytes(ByteBuffer content) {
    private static final int END_OF_ARCHIVE = 22;
    private static final int LONGEST_COMMENT = 0xffff;

    static Bytes of(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return new Bytes(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
        }
    }

    long size() {
        return content.limit();
    }

    int u8(long at) {
        return content.get(Math.toIntExact(at)) & 0xff;
    }

    int u16(long at) {
        return u8(at) << 8 | u8(at + 1);
    }

    long u32(long at) {
        return (long) u16(at) << 16 | u16(at + 2);
    }

    int u16Little(long at) {
        return u8(at) | u8(at + 1) << 8;
    }

    int u24Little(long at) {
        return u16Little(at) | u8(at + 2) << 16;
    }

    long u32Little(long at) {
        return u16Little(at) | (long) u16Little(at + 2) << 16;
    }

    long i64(long at) {
        return content.duplicate().order(ByteOrder.BIG_ENDIAN).getLong(Math.toIntExact(at));
    }

    String word(long at) {
        byte[] four = new byte[4];
        content.get(Math.toIntExact(at), four);
        return new String(four, StandardCharsets.ISO_8859_1);
    }

    ByteBuffer part(long at, long length) {
        return content.slice(Math.toIntExact(at), Math.toIntExact(length));
    }

    /** Whether it can be opened as a ZIP archive too: those are read from the end (APPNOTE 4.3.16), so one may follow a picture. */
    boolean endsAsArchive() {
        for (long at = size() - END_OF_ARCHIVE; at >= 0 && at >= size() - END_OF_ARCHIVE - LONGEST_COMMENT; at--) {
            if (u8(at) == 'P'
                    && word(at).equals("PK\u0005\u0006")
                    && at + END_OF_ARCHIVE + u16Little(at + 20) == size()) {
                return true;
            }
        }
        return false;
    }
}
