package io.longtake.studio.render;

import io.longtake.files.digest.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folders of renders in progress: one for each project, used by one render after the other. Finished chunks and sounds
 * outlive the render that made them, because the next version of a film often differs only in a title; their total size is
 * limited, and the least recently used ones are removed first.
 */
final class WorkFolders {
    /** 2 GiB: about 40 minutes of film. */
    static final long KEPT_BYTES = 2L << 30;

    private final Path root;
    private final long keptBytes;

    WorkFolders(Path root, long keptBytes) {
        this.root = root;
        this.keptBytes = keptBytes;
    }

    /** The folder of a project; created if it does not exist. */
    Path of(String project) throws IOException {
        return Files.createDirectories(root.resolve(Sha256.of(project).substring(0, 32)));
    }

    private record Kept(Path file, FileTime usedAt, long bytes) {}

    /** To be called after a render: removes what later renders cannot use, and the oldest files above the limit. */
    void cleanUp() throws IOException {
        List<Kept> kept = new ArrayList<>();
        for (Path file : below(root)) {
            if (Files.isRegularFile(file) && isFinished(file)) {
                kept.add(new Kept(file, Files.getLastModifiedTime(file), Files.size(file)));
            } else if (!Files.isDirectory(file)) {
                Files.deleteIfExists(file);
            }
        }
        kept.sort(Comparator.comparing(Kept::usedAt).reversed());
        long bytes = 0;
        for (Kept one : kept) {
            bytes += one.bytes();
            if (bytes > keptBytes) {
                Files.deleteIfExists(one.file());
            }
        }
        for (Path folder : below(root)) {
            if (Files.isDirectory(folder) && isEmpty(folder)) {
                Files.deleteIfExists(folder);
            }
        }
    }

    private static boolean isFinished(Path file) {
        String name = file.getFileName().toString();
        return (name.startsWith("chunk-") && name.endsWith(".h264"))
                || (name.startsWith("sound-") && name.endsWith(".aac"));
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.findAny().isEmpty();
        }
    }

    /** All files and folders inside, deepest first. */
    private static List<Path> below(Path root) throws IOException {
        try (Stream<Path> inside = Files.walk(root)) {
            return inside.filter(path -> !path.equals(root))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }
}
