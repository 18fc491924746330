package io.longtake.activities.media;

import io.longtake.files.digest.Sha256;
import io.longtake.workflows.media.MediaRef;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.UUID;

/** Bytes received in a temporary file but not yet kept. Closing deletes them unless they were kept. */
public final class Arrival implements AutoCloseable {
    private final Path file;
    private final String sha256;
    private final long bytes;
    private final Keeping keeping;

    private Arrival(Path file, String sha256, long bytes, Keeping keeping) {
        this.file = file;
        this.sha256 = sha256;
        this.bytes = bytes;
        this.keeping = keeping;
    }

    /** Moves a complete file into a store. */
    public interface Keeping {
        MediaRef keep(Path complete, MediaRef ref) throws IOException;
    }

    /** Receives the whole stream into a new file in a folder; nothing remains if the stream breaks. */
    public static Arrival in(Path folder, InputStream bytes, Keeping keeping) throws IOException {
        Files.createDirectories(folder);
        Path part = folder.resolve(UUID.randomUUID() + ".part");
        try {
            MessageDigest digest = Sha256.digest();
            long size;
            try (OutputStream out = Files.newOutputStream(part)) {
                size = new DigestInputStream(bytes, digest).transferTo(out);
            }
            return new Arrival(part, HexFormat.of().formatHex(digest.digest()), size, keeping);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(part);
            throw e;
        }
    }

    /** The temporary file; for reading only. */
    public Path file() {
        return file;
    }

    /** The SHA-256 in lower-case hexadecimal. */
    public String sha256() {
        return sha256;
    }

    public long bytes() {
        return bytes;
    }

    public MediaRef keep(String name, String contentType) throws IOException {
        return keeping.keep(file, new MediaRef(sha256, bytes, name, contentType));
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
