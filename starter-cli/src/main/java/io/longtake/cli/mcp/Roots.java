package io.longtake.cli.mcp;

import io.longtake.cli.outcome.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The folders in which tools may read and write files. Symbolic links are resolved before a path is compared with them. */
public final class Roots {
    private final List<Path> folders;

    private Roots(List<Path> folders) {
        this.folders = List.copyOf(folders);
    }

    /**
     * Returns the roots.
     *
     * @param given the folders, relative to {@code workingDirectory}; empty for that directory alone
     * @throws CommandFailure exit 2, if one is not an existing folder
     */
    public static Roots of(Path workingDirectory, List<String> given) {
        var folders = new ArrayList<Path>();
        for (var name : given.isEmpty() ? List.of(".") : given) {
            try {
                var folder = workingDirectory.resolve(name).toRealPath();
                if (!Files.isDirectory(folder)) {
                    throw CommandFailure.usage("--root '" + name + "' is not a folder.");
                }
                folders.add(folder);
            } catch (IOException | InvalidPathException e) {
                throw CommandFailure.usage("--root '" + name + "' is not a folder that can be read.");
            }
        }
        return new Roots(folders);
    }

    /** Whether the source is an address that Longtake downloads itself, rather than a file. */
    static boolean isAddress(String source) {
        var lower = source.toLowerCase(Locale.ROOT);
        return lower.startsWith("http://") || lower.startsWith("https://");
    }

    /**
     * Returns the real path of a file or folder to read.
     *
     * @param name absolute, or relative to the first root
     * @throws CommandFailure exit 2, if it is outside of the roots; exit 3, if it does not exist
     */
    Path toRead(String name) {
        var path = named(name);
        // The place is checked before the file: an agent must not learn which files exist elsewhere.
        var real = real(path, name);
        refuseOutside(real, name);
        if (!Files.exists(real)) {
            throw CommandFailure.notFound("The file " + real + " does not exist. No request was made.");
        }
        return real;
    }

    /**
     * Returns the real path of a file or folder to write, which need not exist.
     *
     * @throws CommandFailure exit 2, if it is outside of the roots
     */
    Path toWrite(String name) {
        var real = real(named(name), name);
        refuseOutside(real, name);
        return real;
    }

    private Path named(String name) {
        if (name.isBlank()) {
            throw CommandFailure.usage(
                    "A path is empty. Use an absolute path, or one relative to " + folders.get(0) + ".");
        }
        try {
            return folders.get(0).resolve(name).normalize();
        } catch (InvalidPathException e) {
            throw CommandFailure.usage("'" + name + "' is not a path (" + e.getReason() + ").");
        }
    }

    /** Resolves the links of the part of the path that exists. */
    private static Path real(Path path, String name) {
        for (@Nullable Path known = path; known != null; known = known.getParent()) {
            if (Files.exists(known, LinkOption.NOFOLLOW_LINKS)) {
                try {
                    return known.toRealPath().resolve(known.relativize(path)).normalize();
                } catch (IOException e) {
                    // A link that leads nowhere: what would be written through it can't be known.
                    throw CommandFailure.usage("The path '" + name + "' can't be resolved (" + known
                            + " is a broken link, or a folder that can't be read).");
                }
            }
        }
        return path;
    }

    private void refuseOutside(Path real, String name) {
        if (folders.stream().noneMatch(real::startsWith)) {
            throw CommandFailure.usage("The path '" + name + "' is outside of the folders that this server may use: "
                    + folders.stream().map(Path::toString).collect(Collectors.joining(", "))
                    + ". Use a file in one of them, or start the server with --root for its folder. Nothing was done.");
        }
    }
}
