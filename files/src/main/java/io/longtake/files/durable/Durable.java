package io.longtake.files.durable;

import io.longtake.files.disk.Disks;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.UUID;

/**
 * Writes files durably: writes and syncs the content, then renames the file into place. This is the only class that
 * renames files atomically or syncs to the disk; use {@link #moveUnsynced} for files that do not have to survive a
 * crash.
 */
public final class Durable {
    private static final Set<PosixFilePermission> OWNER_ONLY =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private Durable() {}

    /** Syncs the file's content to the disk; the file may be read-only. */
    public static void force(Path file) throws IOException {
        // Opened for reading, so that a read-only file can be synced too.
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Renames a complete file atomically and replaces an existing target. Both paths must be in one file system. */
    public static void moveIntoPlace(Path complete, Path target) throws IOException {
        force(complete);
        rename(complete, target);
        forceFolder(target);
    }

    /**
     * Renames a file like {@link #moveIntoPlace}, but without a sync. For files that are useless after a crash of the
     * machine, or that are created again on demand: after a power failure the file may be missing or empty.
     */
    public static void moveUnsynced(Path complete, Path target) throws IOException {
        rename(complete, target);
    }

    private static void rename(Path complete, Path target) throws IOException {
        try {
            Files.move(complete, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            throw new IOException("The file system of " + target + " does not support atomic renames.", e);
        }
    }

    /** Result of placing a file under a name that does not exist yet. */
    public enum Placing {
        PLACED,
        /** The name exists already: a file, a folder, or a link, possibly dangling. */
        TAKEN,
        /** The file system does not support hard links; nothing was changed. */
        NO_LINKS
    }

    /**
     * Hard-links a complete file to a new name in the same folder; the first name remains. Never replaces a file, even
     * if several processes create the name concurrently.
     */
    public static Placing placeNew(Path complete, Path target) throws IOException {
        force(complete);
        try {
            Files.createLink(target, complete);
        } catch (FileAlreadyExistsException e) {
            return Placing.TAKEN;
        } catch (AccessDeniedException | NoSuchFileException e) {
            throw e;
        } catch (FileSystemException | UnsupportedOperationException e) {
            // FAT reports "operation not permitted", other file systems "not supported".
            return Placing.NO_LINKS;
        }
        forceFolder(target);
        return Placing.PLACED;
    }

    /**
     * Does the same on file systems without hard links: creates an empty file exclusively under the target name, then
     * replaces it with the complete file. A crash in between leaves the empty file.
     *
     * @return whether the name was free
     */
    public static boolean placeNewWithoutLinks(Path complete, Path target) throws IOException {
        try {
            Files.createFile(target);
        } catch (FileAlreadyExistsException e) {
            return false;
        }
        moveIntoPlace(complete, target);
        return true;
    }

    /** Writes a small file atomically. Only the owner can read it. */
    public static void write(Path target, byte[] content) throws IOException {
        Path part = temporarySibling(target);
        try {
            create(part, content);
            moveIntoPlace(part, target);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /**
     * Creates a small file with its content. Only the owner can read it. If several processes create it concurrently,
     * one succeeds; no reader sees partial content. On file systems without hard links the file is empty for a moment,
     * and after a crash at that moment.
     *
     * @return whether this call created it
     */
    public static boolean createOnce(Path target, byte[] content) throws IOException {
        Path part = temporarySibling(target);
        try {
            create(part, content);
            return switch (placeNew(part, target)) {
                case PLACED -> true;
                case TAKEN -> false;
                case NO_LINKS -> placeNewWithoutLinks(part, target);
            };
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void create(Path part, byte[] content) throws IOException {
        Files.createFile(part);
        ownerOnly(part);
        Files.write(part, content);
    }

    /** Restricts reading and writing to the file's owner, if the file system supports owners. */
    public static void ownerOnly(Path file) throws IOException {
        permit(file, OWNER_ONLY);
    }

    /** Makes the file read-only, and readable only by the owner, if the file system supports owners. */
    public static void readOnly(Path file) throws IOException {
        permit(file, Set.of(PosixFilePermission.OWNER_READ));
    }

    private static void permit(Path file, Set<PosixFilePermission> permissions) throws IOException {
        if (Disks.system().hasPermissions(file)) {
            Files.setPosixFilePermissions(file, permissions);
        }
    }

    /**
     * Creates the folder and its missing parents; the names of new folders are synced to the disk before this returns.
     */
    public static Path createFolders(Path folder) throws IOException {
        Deque<Path> missing = new ArrayDeque<>();
        for (Path at = folder.toAbsolutePath(); at != null && Files.notExists(at); at = at.getParent()) {
            missing.push(at);
        }
        Files.createDirectories(folder);
        missing.forEach(Durable::forceFolder);
        return folder;
    }

    /** Creates the parent folder of a file, like {@link #createFolders}. */
    public static void createFolderOf(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            createFolders(folder);
        }
    }

    /**
     * Syncs the folder that contains {@code entry}, so that its names are on the disk. Not every system supports this;
     * there the system writes the name soon after.
     */
    public static void forceFolder(Path entry) {
        Path folder = entry.toAbsolutePath().getParent();
        if (folder == null) {
            return;
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException notPossibleHere) {
            // Windows can't open folders.
        }
    }

    private static Path temporarySibling(Path target) {
        return target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".part");
    }
}
