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
 * Where films grow: one folder for each project, used by one render after the other. Finished chunks and sounds outlive
 * the render that made them, since the next version of a film mostly differs in a title; all of them together stay below
 * a limit, those that were used longest ago go first.
 */
final class WorkFolders {
    /** Some 40 minutes of film. */
    static final long KEPT_BYTES = 2L << 30;

    private final Path root;
    private final long keptBytes;

    WorkFolders(Path root, long keptBytes) {
        this.root = root;
        this.keptBytes = keptBytes;
    }

    /** The project's folder, there. */
    Path of(String project) throws IOException {
        return Files.createDirectories(root.resolve(Sha256.of(project).substring(0, 32)));
    }

    private record Kept(Path file, FileTime usedAt, long bytes) {}

    /** After a render: leaves what a later one may use. */
    void tidy() throws IOException {
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

    /** Everything inside, the deepest first. */
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
