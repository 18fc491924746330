package io.longtake.cli.media;

import io.longtake.cli.terminal.Printable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds the file for a given name. A name that was copied from another system may use a different Unicode normalization
 * (composed or decomposed), or backslashes between folders; such a file is found. A file whose name is merely similar
 * is only suggested. Each folder is read once, so an instance serves one command.
 */
public final class FileLookup {
    /** Without a host, or with this one. */
    private static final Pattern ADDRESS = Pattern.compile("^file:(?://(?:localhost)?+)?+/", Pattern.CASE_INSENSITIVE);

    private final Path base;
    private final Path userHome;
    private final Map<Path, List<Path>> folders = new HashMap<>();

    /**
     * @param base the folder to which relative names refer
     * @param userHome the folder for which {@code ~} stands
     */
    public FileLookup(Path base, Path userHome) {
        this.base = base;
        this.userHome = userHome;
    }

    /** The result of a lookup. */
    sealed interface Found {
        /** The path exists. Whether the file is usable is not checked. */
        record There(Path path) implements Found {}

        /** @param reason follows the name in a sentence: "does not exist; did you mean …" */
        record Missing(String reason) implements Found {}
    }

    /**
     * The paths at which a file of this name is looked for, whether or not one exists. What {@link #file} returns has the name of one
     * of them in this or another Unicode normalization.
     */
    public List<Path> places(String name) {
        try {
            var path = base.resolve(plain(name)).normalize();
            return name.indexOf('\\') < 0
                    ? List.of(path)
                    : List.of(path, base.resolve(name.replace('\\', '/')).normalize());
        } catch (InvalidPathException e) {
            return List.of();
        }
    }

    /** Returns the path of the file; empty if there is none. */
    public Optional<Path> file(String name) {
        return find(name) instanceof Found.There there ? Optional.of(there.path()) : Optional.empty();
    }

    Found find(String name) {
        try {
            var path = base.resolve(plain(name)).normalize();
            if (exists(path)) {
                return new Found.There(path);
            }
            var spelled = findByNormalizedName(path);
            if (spelled.isEmpty() && name.indexOf('\\') >= 0) {
                var slashed = base.resolve(name.replace('\\', '/')).normalize();
                spelled = exists(slashed) ? Optional.of(slashed) : findByNormalizedName(slashed);
            }
            return spelled.<Found>map(Found.There::new).orElseGet(() -> missing(path));
        } catch (InvalidPathException e) {
            return new Found.Missing("is not a valid file name");
        }
    }

    private Path plain(String name) {
        if (name.startsWith("~/")) {
            return userHome.resolve(name.substring(2));
        }
        return ofAddress(name).orElseGet(() -> Path.of(name));
    }

    /**
     * The path in a {@code file:} address of this machine.
     *
     * @return empty, if the name is not such an address, or not a valid one
     */
    public static Optional<Path> ofAddress(String name) {
        var address = ADDRESS.matcher(name);
        if (!address.find()) {
            return Optional.empty();
        }
        try {
            var escaped = URI.create("file:///" + name.substring(address.end())).toASCIIString();
            return Optional.of(Path.of(URI.create(escaped)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean exists(Path path) {
        // A broken or circular link exists but can't be read.
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    private Found missing(Path path) {
        if (isDriveName(path)) {
            return new Found.Missing("is a Windows path; there is no such drive on this machine");
        }
        var parent = path.getParent();
        if (parent != null && !Files.isDirectory(parent)) {
            return new Found.Missing(
                    "can't be found: the folder " + Printable.line(parent.toString()) + " does not exist");
        }
        return new Found.Missing("does not exist"
                + similarName(path)
                        .map(other -> "; did you mean " + Printable.line(other.toString()) + "?")
                        .orElse(""));
    }

    private static boolean isDriveName(Path path) {
        return String.valueOf(path.getFileName()).matches("[A-Za-z]:\\\\.*");
    }

    /** Returns the existing path whose parts are canonically equivalent; empty unless there is exactly one. */
    private Optional<Path> findByNormalizedName(Path path) {
        var root = path.getRoot();
        var found = root == null ? base : root;
        for (var part : path) {
            var exact = found.resolve(part);
            if (!exists(exact)) {
                var wanted = composed(part);
                var same = entries(found).stream()
                        .filter(entry -> composed(entry.getFileName()).equals(wanted))
                        .toList();
                if (same.size() != 1) {
                    return Optional.empty();
                }
                exact = same.get(0);
            }
            found = exact;
        }
        return Optional.of(found);
    }

    /** Returns a file in the same folder whose name differs only in case, spaces, hyphens, underscores or extension. */
    private Optional<Path> similarName(Path path) {
        var parent = path.getParent();
        if (parent == null || path.getFileName() == null) {
            return Optional.empty();
        }
        var entries = entries(parent);
        var wanted = loose(path.getFileName());
        return entries.stream()
                .filter(entry -> loose(entry.getFileName()).equals(wanted))
                .findFirst()
                .or(() -> entries.stream()
                        .filter(entry -> stem(loose(entry.getFileName())).equals(stem(wanted)))
                        .findFirst());
    }

    private List<Path> entries(Path folder) {
        return folders.computeIfAbsent(folder, FileLookup::read);
    }

    private static List<Path> read(Path folder) {
        try (var all = Files.list(folder)) {
            return all.sorted().collect(Collectors.toList());
        } catch (IOException e) {
            return List.of();
        }
    }

    private static String composed(Path part) {
        return Normalizer.normalize(part.toString(), Normalizer.Form.NFC);
    }

    private static String loose(Path part) {
        return Normalizer.normalize(part.toString(), Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[\\s\\p{Z}_-]+", "");
    }

    private static String stem(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
