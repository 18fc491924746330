package io.longtake.files.durable;

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
 * Writing that survives a crash: content first, then the disk's word for it, then the name. The only place that names files in one step
 * or waits for the disk; {@link #moveUnsynced} is for what need not survive.
 */
public final class Durable {
    private static final Set<PosixFilePermission> OWNER_ONLY =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private Durable() {}

    /** Waits until the file's bytes are on the disk; the file may be read-only. */
    public static void force(Path file) throws IOException {
        // A file that nobody may write to any more can be forced too.
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Gives a complete file its name in one step, replacing what stands there; both in one file system. */
    public static void moveIntoPlace(Path complete, Path target) throws IOException {
        force(complete);
        rename(complete, target);
        forceFolder(target);
    }

    /**
     * The same without waiting for the disk. For what has no meaning once the machine went down, or is made again when it is wanted: after
     * a power failure the file may be missing, or there and empty.
     */
    public static void moveUnsynced(Path complete, Path target) throws IOException {
        rename(complete, target);
    }

    private static void rename(Path complete, Path target) throws IOException {
        try {
            Files.move(complete, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            throw new IOException("The file system of " + target + " can't put a file in place in one step.", e);
        }
    }

    /** What became of a file that was to have a name which nothing has yet. */
    public enum Placing {
        PLACED,
        /** Something has the name: a file, a folder, a link that may lead nowhere. */
        TAKEN,
        /** The file system has no hard links; nothing was done. */
        NO_LINKS
    }

    /**
     * Gives a complete file a name that nothing has, as a second name beside its first; both in one folder. Replaces nothing, whoever else
     * wants the name at the same moment.
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
            // FAT says "operation not permitted", others "not supported".
            return Placing.NO_LINKS;
        }
        forceFolder(target);
        return Placing.PLACED;
    }

    /**
     * The same where there are no hard links: an empty file takes the name, which only one can create, and the complete file replaces that
     * one. A crash in between leaves the empty file.
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

    /** Writes a small file in one step, readable by the owner only. */
    public static void write(Path target, byte[] content) throws IOException {
        Path part = beside(target);
        try {
            Files.createFile(part);
            ownerOnly(part);
            Files.write(part, content);
            moveIntoPlace(part, target);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /**
     * Creates a small file with its content, readable by the owner only; of several processes at it, one wins and no reader ever
     * sees half of it.
     *
     * @return whether this call created it
     */
    public static boolean createOnce(Path target, byte[] content) throws IOException {
        Path part = beside(target);
        try {
            Files.createFile(part);
            ownerOnly(part);
            Files.write(part, content);
            force(part);
            return linkOnce(part, target);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Makes the file readable and writable by its owner only, where the file system knows owners. */
    public static void ownerOnly(Path file) throws IOException {
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(file, OWNER_ONLY);
        }
    }

    /** Creates the folder and those above it that are missing; the names of new ones are on the disk when this returns. */
    public static Path createFolders(Path folder) throws IOException {
        Deque<Path> missing = new ArrayDeque<>();
        for (Path at = folder.toAbsolutePath(); at != null && Files.notExists(at); at = at.getParent()) {
            missing.push(at);
        }
        Files.createDirectories(folder);
        missing.forEach(Durable::forceFolder);
        return folder;
    }

    /** The same for the folder that a file will be in. */
    public static void createFolderOf(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            createFolders(folder);
        }
    }

    /** Waits until a name in {@code entry}'s folder is on the disk. Not every system can; there the name follows soon. */
    public static void forceFolder(Path entry) {
        Path folder = entry.toAbsolutePath().getParent();
        if (folder == null) {
            return;
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException notPossibleHere) {
            // Windows opens no folders.
        }
    }

    private static boolean linkOnce(Path part, Path target) throws IOException {
        try {
            Files.createLink(target, part);
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (UnsupportedOperationException noLinks) {
            if (Files.exists(target)) {
                return false;
            }
            Files.move(part, target);
        }
        forceFolder(target);
        return true;
    }

    private static Path beside(Path target) {
        return target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".part");
    }
}
