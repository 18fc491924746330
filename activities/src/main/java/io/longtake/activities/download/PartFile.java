package io.longtake.activities.download;

import io.longtake.files.durable.Durable;
import io.longtake.network.link.FileVersion;
import io.longtake.network.link.Transfer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The bytes of a file received so far: {@code <target>.part}, and next to it a file with the strong validator and the length of
 * that version. Without a validator nothing may be appended, because it is unknown whether the file is still the same.
 */
final class PartFile implements Transfer.Destination {
    private final Path target;
    private final Path bytes;
    private final Path version;

    PartFile(Path target) {
        this.target = target;
        this.bytes = target.resolveSibling(target.getFileName() + ".part");
        this.version = target.resolveSibling(target.getFileName() + ".part.version");
    }

    @Override
    public Path file() {
        return bytes;
    }

    @Override
    public long size() throws IOException {
        return Files.exists(bytes) ? Files.size(bytes) : 0;
    }

    @Override
    public Optional<FileVersion> resumable() throws IOException {
        if (size() == 0 || !Files.exists(version)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(version, StandardCharsets.UTF_8);
        if (lines.size() != 2 || !lines.get(1).matches("-?\\d{1,18}")) {
            return Optional.empty();
        }
        return Optional.of(new FileVersion(lines.get(0), Long.parseLong(lines.get(1))));
    }

    @Override
    public void begin(Optional<FileVersion> newVersion) throws IOException {
        discard();
        if (newVersion.isPresent()) {
            FileVersion v = newVersion.get();
            Durable.write(version, (v.validator() + "\n" + v.length() + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    void discard() throws IOException {
        // The version is deleted first: bytes without a version are never appended to.
        Files.deleteIfExists(version);
        Files.deleteIfExists(bytes);
    }

    /** Provides the whole file at a path where nothing exists. */
    interface ContentSource {
        /** @return false if the file can't be provided; then nothing exists at the path */
        boolean to(Path path) throws IOException;
    }

    /**
     * Replaces the partial file with the whole file from a source other than a connection. The result has no version, so nothing is
     * ever appended to it.
     *
     * @return false if the file was not provided; then nothing has changed
     */
    boolean replaceWith(ContentSource source) throws IOException {
        Path temporarySibling = target.resolveSibling(target.getFileName() + ".whole.part");
        Files.deleteIfExists(temporarySibling);
        if (!source.to(temporarySibling)) {
            return false;
        }
        discard();
        Durable.moveUnsynced(temporarySibling, bytes);
        return true;
    }

    void complete() throws IOException {
        Durable.moveIntoPlace(bytes, target);
        Files.deleteIfExists(version);
    }
}
