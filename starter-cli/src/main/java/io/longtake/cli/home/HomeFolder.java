package io.longtake.cli.home;

import io.longtake.cli.CommandFailure;
import io.longtake.cli.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;

/**
 * One home, one independent installation: its own server data, ports, keys, media, logs. Nothing inside names the
 * home's own path, so a home may be moved while its processes are down.
 */
public final class HomeFolder {
    private final Path root;
    private final String id;

    private HomeFolder(Path root, String id) {
        this.root = root;
        this.id = id;
    }

    /**
     * Opens the home, creating what is missing.
     *
     * @throws CommandFailure in one sentence, when the folder can't be created or written
     */
    public static HomeFolder open(Path path) {
        var root = path.toAbsolutePath().normalize();
        try {
            createPrivately(root);
            root = root.toRealPath();
            for (var folder : new String[] {"run", "logs", "server"}) {
                createPrivately(root.resolve(folder));
            }
            var probe = Files.createTempFile(root.resolve("run"), "probe", "");
            Files.delete(probe);
            return new HomeFolder(root, identity(root.resolve("installation")));
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "HomeUnusable",
                    "The home " + root + " can't be used (" + reason(e)
                            + "). Name a folder that can be written with LONGTAKE_HOME or --home.",
                    e);
        }
    }

    private static void createPrivately(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Files.createDirectories(folder);
        try {
            // Keys and people's photos live here.
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        } catch (UnsupportedOperationException e) {
            // A file system without POSIX permissions has its own rules.
        }
    }

    private static String identity(Path file) throws IOException {
        if (Files.exists(file)) {
            var id = Files.readString(file, StandardCharsets.UTF_8).strip();
            if (!id.isEmpty()) {
                return id;
            }
        }
        var fresh = Files.createTempFile(file.resolveSibling("run"), "installation", "");
        Files.writeString(fresh, UUID.randomUUID() + "\n");
        try {
            // Of two commands that start at the same moment one wins; both then read the winner's.
            Files.createLink(file, fresh);
        } catch (FileAlreadyExistsException e) {
            if (Files.size(file) == 0) {
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (UnsupportedOperationException e) {
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
        return Files.readString(file, StandardCharsets.UTF_8).strip();
    }

    private static String reason(IOException e) {
        if (e instanceof java.nio.file.AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof FileAlreadyExistsException || e instanceof java.nio.file.NotDirectoryException) {
            return "a file is in the way";
        }
        if (e instanceof java.nio.file.FileSystemException f && f.getReason() != null) {
            return f.getReason().toLowerCase(java.util.Locale.ROOT);
        }
        return String.valueOf(e.getMessage());
    }

    public Path root() {
        return root;
    }

    /** A random identity, made once; it tells this home's server from another that answers on the same port. */
    public String id() {
        return id;
    }

    public Path runFolder() {
        return root.resolve("run");
    }

    public Path logFolder() {
        return root.resolve("logs");
    }

    public Path serverDatabase() {
        return root.resolve("server").resolve("temporal.db");
    }

    public Path studioFolder() {
        return root.resolve("studio");
    }

    public Path mediaFolder() {
        return root.resolve("media");
    }

    public Path keyFolder() {
        return root.resolve("keys");
    }

    @Override
    public String toString() {
        return root.toString();
    }
}
