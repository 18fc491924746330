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
 * What has arrived of a file so far: {@code <target>.part}, and beside it the strong validator and the length of the version it is
 * of. Without a validator nothing may be added to it, since nobody could tell whether it is still the same file.
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
        // The version goes first: bytes without a version are never added to.
        Files.deleteIfExists(version);
        Files.deleteIfExists(bytes);
    }

    /** Brings the whole file to a path where nothing is. */
    interface Bringing {
        /** @return false where it can't; nothing is there then */
        boolean to(Path path) throws IOException;
    }

    /**
     * Becomes the whole file by other means than a connection. It has no version then, so nothing is ever added to it.
     *
     * @return false where nothing was brought: all is as before
     */
    boolean become(Bringing whole) throws IOException {
        Path beside = target.resolveSibling(target.getFileName() + ".whole.part");
        Files.deleteIfExists(beside);
        if (!whole.to(beside)) {
            return false;
        }
        discard();
        Durable.moveUnsynced(beside, bytes);
        return true;
    }

    void complete() throws IOException {
        Durable.moveIntoPlace(bytes, target);
        Files.deleteIfExists(version);
    }
}
