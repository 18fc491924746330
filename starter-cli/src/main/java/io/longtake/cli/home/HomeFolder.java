package io.longtake.cli.home;

import io.longtake.cli.CommandFailure;
import io.longtake.cli.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * One home, one independent installation: its own server data, ports, keys, media, logs. Nothing inside names the
 * home's own path, so a home may be moved while its processes are down.
 */
public final class HomeFolder {
    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rwx------");

    private static final List<String> MADE_AT_ONCE =
            List.of("run", "logs", "server", "requests", "media", "downloads", "keys", "tokens", "intents");

    /** That these are there tells that they were needed. */
    private static final List<String> MADE_LATER = List.of("bin", "studio");

    private static final Set<String> FILES =
            Set.of("installation", "ports", "ports.next", "client_id", "open.html", "chat-history");

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
            Files.createDirectories(root);
            root = root.toRealPath();
            closeToOthers(root);
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

    /**
     * Keys and people's photos live here. A folder that was prepared for it becomes private as a whole; one that holds other
     * things too, or belongs to somebody else (a mounted volume), is left as it is, and what is ours in it becomes private.
     */
    private static void closeToOthers(Path root) throws IOException {
        if (holdsOnlyOurs(root)) {
            makePrivate(root);
        }
        for (var folder : MADE_AT_ONCE) {
            Files.createDirectories(root.resolve(folder));
            makePrivate(root.resolve(folder));
        }
        for (var folder : MADE_LATER) {
            if (Files.isDirectory(root.resolve(folder), LinkOption.NOFOLLOW_LINKS)) {
                makePrivate(root.resolve(folder));
            }
        }
    }

    private static boolean holdsOnlyOurs(Path root) throws IOException {
        try (var entries = Files.list(root)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .allMatch(name -> MADE_AT_ONCE.contains(name) || MADE_LATER.contains(name) || FILES.contains(name));
        }
    }

    /** Does nothing to what belongs to another user, or was put elsewhere: whoever prepared that knows why. */
    private static void makePrivate(Path folder) throws IOException {
        if (Files.isSymbolicLink(folder)) {
            return;
        }
        try {
            var now = Files.getPosixFilePermissions(folder);
            if (!PRIVATE.containsAll(now)) {
                now.retainAll(PRIVATE);
                Files.setPosixFilePermissions(folder, now);
            }
        } catch (FileSystemException | UnsupportedOperationException e) {
            // Not ours to change, or a file system without POSIX permissions, which has its own rules.
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

    /** There once a studio has worked in this home. */
    public Path studioFolder() {
        return root.resolve("studio");
    }

    /** Makes the studio's folder, for a studio that is about to work in it. */
    public Path openStudioFolder() throws IOException {
        Files.createDirectories(studioFolder());
        makePrivate(studioFolder());
        return studioFolder();
    }

    public Path mediaFolder() {
        return root.resolve("media");
    }

    /** Requests of commands that were sent and have not been answered. */
    public Path requestFolder() {
        return root.resolve("requests");
    }

    public Path keyFolder() {
        return root.resolve("keys");
    }

    @Override
    public String toString() {
        return root.toString();
    }
}
