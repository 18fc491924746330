package io.longtake.cli.prune;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Disk use of files. Hard links to the same file count once. */
public final class DiskUse {
    private DiskUse() {}

    private record OneFile(Object key, long bytes) {
        static OneFile of(Path file) throws IOException {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            var key = attributes.fileKey();
            return new OneFile(key == null ? file : key, attributes.size());
        }
    }

    /** Returns the disk use of all files below these folders, in bytes. */
    public static long of(Path... folders) throws IOException {
        return bytes(files(List.of(folders)));
    }

    /** Returns the disk use of the files that both have in common, in bytes. */
    public static long shared(Collection<Path> some, Collection<Path> others) throws IOException {
        var both = files(some);
        both.retainAll(files(others));
        return bytes(both);
    }

    private static long bytes(Set<OneFile> files) {
        return files.stream().mapToLong(OneFile::bytes).sum();
    }

    private static Set<OneFile> files(Collection<Path> folders) throws IOException {
        var found = new HashSet<OneFile>();
        for (var folder : folders) {
            if (Files.isDirectory(folder)) {
                try (var all = Files.walk(folder)) {
                    for (var file : all.filter(Files::isRegularFile).toList()) {
                        addIfExists(found, file);
                    }
                } catch (java.io.UncheckedIOException e) {
                    throw e.getCause();
                }
            } else if (Files.isRegularFile(folder)) {
                addIfExists(found, folder);
            }
        }
        return found;
    }

    private static void addIfExists(Set<OneFile> found, Path file) throws IOException {
        try {
            found.add(OneFile.of(file));
        } catch (NoSuchFileException goneMeanwhile) {
            // A file that no longer exists uses no space.
        }
    }

    /** Returns the disk space in bytes that is freed by deleting these paths: 0 for a file with other hard links. */
    static long freed(Collection<Path> names) throws IOException {
        Map<OneFile, Integer> going = new HashMap<>();
        Map<OneFile, Integer> links = new HashMap<>();
        for (var name : names) {
            var file = OneFile.of(name);
            going.merge(file, 1, Integer::sum);
            links.put(file, links(name));
        }
        return going.entrySet().stream()
                .filter(one -> one.getValue() >= links.getOrDefault(one.getKey(), 1))
                .mapToLong(one -> one.getKey().bytes())
                .sum();
    }

    private static int links(Path file) throws IOException {
        try {
            return Files.getAttribute(file, "unix:nlink") instanceof Integer count ? count : 1;
        } catch (UnsupportedOperationException | IllegalArgumentException e) {
            return 1;
        }
    }
}
