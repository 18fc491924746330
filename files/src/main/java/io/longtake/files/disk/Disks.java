package io.longtake.files.disk;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Questions about the disk of a file. The JDK answers them from the list of mount points, in which a file of a chroot has no
 * entry ("Mount point not found"); then they are answered from the file itself.
 */
public final class Disks {
    private static final Disks SYSTEM = new Disks(Files::getFileStore);

    private final Stores stores;

    /** Finds the entry of a file in the list of mount points. */
    interface Stores {
        FileStore of(Path file) throws IOException;
    }

    /** @param stores may fail for files that exist */
    Disks(Stores stores) {
        this.stores = stores;
    }

    public static Disks system() {
        return SYSTEM;
    }

    /** The free space on the disk of an existing file or folder, in bytes. */
    public long freeBytes(Path file) throws IOException {
        try {
            return stores.of(file).getUsableSpace();
        } catch (IOException e) {
            requireExisting(file, e);
            return file.toFile().getUsableSpace();
        }
    }

    /** Whether two existing files are on the same disk, so that one can be moved to the place of the other. */
    public boolean isSame(Path one, Path other) throws IOException {
        try {
            return stores.of(one).equals(stores.of(other));
        } catch (IOException e) {
            requireExisting(one, e);
            requireExisting(other, e);
            return Files.getAttribute(one, "unix:dev").equals(Files.getAttribute(other, "unix:dev"));
        }
    }

    /** Whether an existing file has an owner and permissions. */
    public boolean hasPermissions(Path file) throws IOException {
        try {
            return stores.of(file).supportsFileAttributeView("posix");
        } catch (IOException e) {
            requireExisting(file, e);
            // The root of a chroot is a folder of a Linux file system; a disk of another kind is mounted, and has an
            // entry.
            return true;
        }
    }

    private static void requireExisting(Path file, IOException e) throws IOException {
        if (e instanceof NoSuchFileException || Files.notExists(file)) {
            throw e;
        }
    }
}
