package io.longtake.activities.media;

import io.longtake.activities.disk.Durable;
import io.longtake.workflows.media.MediaRef;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Pattern;

/** A folder: {@code ab/cdef…} for the content whose SHA-256 is {@code abcdef…}. Safe for several processes. */
public final class FileMediaStore implements MediaStore {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private final Path root;

    public FileMediaStore(Path root) {
        this.root = root;
    }

    /** The store of an installation. */
    public static FileMediaStore ofHome(Path home) {
        return new FileMediaStore(home.resolve("media"));
    }

    @Override
    public MediaRef put(InputStream bytes, String name, String contentType) throws IOException {
        Path part = part();
        try {
            MessageDigest digest = sha256();
            long size;
            try (OutputStream out = Files.newOutputStream(part)) {
                size = new DigestInputStream(bytes, digest).transferTo(out);
            }
            return settle(part, HexFormat.of().formatHex(digest.digest()), size, name, contentType);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    @Override
    public MediaRef adopt(Path file, String name, String contentType) throws IOException {
        String hash = hash(file);
        Files.createDirectories(root);
        if (!Files.getFileStore(file).equals(Files.getFileStore(root))) {
            try (InputStream in = Files.newInputStream(file)) {
                MediaRef ref = put(in, name, contentType);
                Files.delete(file);
                return ref;
            }
        }
        return settle(file, hash, Files.size(file), name, contentType);
    }

    @Override
    public Path path(MediaRef ref) throws IOException {
        Path file = place(ref.sha256());
        if (!Files.isRegularFile(file)) {
            throw new MediaMissingException(ref, "is not there");
        }
        long size = Files.size(file);
        if (size != ref.bytes()) {
            throw new MediaMissingException(ref, "has " + size + " bytes instead of " + ref.bytes());
        }
        return file;
    }

    /** The SHA-256 of a file, lower-case hexadecimal. */
    public static String hash(Path file) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private MediaRef settle(Path complete, String hash, long size, String name, String contentType) throws IOException {
        Path place = place(hash);
        Files.createDirectories(place.getParent());
        if (Files.isRegularFile(place) && Files.size(place) == size) {
            Files.delete(complete);
        } else {
            Durable.moveIntoPlace(complete, place);
        }
        return new MediaRef(hash, size, name, contentType);
    }

    private Path place(String hash) {
        if (!HASH.matcher(hash).matches()) {
            throw new IllegalArgumentException("\"" + hash + "\" is no SHA-256.");
        }
        return root.resolve(hash.substring(0, 2)).resolve(hash.substring(2));
    }

    private Path part() throws IOException {
        Path incoming = root.resolve("incoming");
        Files.createDirectories(incoming);
        return incoming.resolve(UUID.randomUUID() + ".part");
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }
}
