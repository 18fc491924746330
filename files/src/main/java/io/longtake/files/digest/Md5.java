package io.longtake.files.digest;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** MD5 for the HTTP header {@code Content-MD5}, which every S3-compatible store checks. Detects damage, not tampering. */
public final class Md5 {
    private static final int BUFFER_BYTES = 1 << 16;

    private Md5() {}

    /** Digest of a section of a file, in Base64. */
    public static String base64(Path file, long from, long bytes) throws IOException {
        MessageDigest digest = digest();
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.position(from);
            for (long left = bytes; left > 0; ) {
                buffer.clear().limit((int) Math.min(left, BUFFER_BYTES));
                int read = channel.read(buffer);
                if (read < 0) {
                    throw new EOFException(file + " was shortened while it was read.");
                }
                digest.update(buffer.flip());
                left -= read;
            }
        }
        return Base64.getEncoder().encodeToString(digest.digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has MD5.", e);
        }
    }
}
