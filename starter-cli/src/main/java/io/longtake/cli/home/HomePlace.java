package io.longtake.cli.home;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;

/**
 * The location of a home. It is recorded in the home when the home is made, and compared with the present location: a copied home
 * contains the same unfinished work as its original, and both would perform it.
 *
 * <p>The comparison includes:
 *
 * <ul>
 *   <li>the real path. It detects a renamed home, and the same volume seen from a container and from its host.
 *   <li>the file {@code installation}, which is written once. No program can set the time of its last status change (ctime), so
 *       every copy has another one; it survives restarts, remounts and changed device numbers. A {@code chmod} or {@code chown}
 *       of all files changes it too. In that case, unchanged inode numbers of the file and the folder, on the same device or with
 *       the same creation time ({@link CreationTime}), show that the home was not copied. Device numbers alone prove nothing:
 *       Btrfs, overlayfs, NFS, LVM and attached volumes get new ones at each start. Inode numbers are unstable on FAT, FUSE and
 *       some network file systems.
 *   <li>the machine, if known on both sides. It detects a network file system mounted by two machines, and disk images.
 * </ul>
 *
 * @param path the real path of the home's folder
 * @param device of the file {@code installation}
 * @param folderInode of the home's folder
 * @param fileInode of the file {@code installation}
 * @param changed ctime of the file {@code installation}, to the nanosecond if the file system supports it
 * @param birth creation time of the file {@code installation}; empty if unknown or not read
 * @param machine see {@link Machine}; empty if unknown
 */
record HomePlace(
        @JsonProperty("path") String path,
        @JsonProperty("device") long device,
        @JsonProperty("folderInode") long folderInode,
        @JsonProperty("fileInode") long fileInode,
        @JsonProperty("changed") String changed,
        @JsonProperty("birth") String birth,
        @JsonProperty("machine") String machine) {

    /** The difference between the recorded location and the present one. */
    enum Difference {
        NONE,
        /** The same folder in the same location; numbers that may change without a copy have changed. */
        RENUMBERED,
        /** The same folder under another path. */
        PATH,
        /** Another folder: a copy or a restored backup. */
        FOLDER,
        /** The same folder on another machine. */
        MACHINE
    }

    /**
     * The present location of a home.
     *
     * @param root the home's real path
     * @param installation the file that is written once
     */
    static HomePlace of(Path root, Path installation, String machine) throws IOException {
        try {
            Map<String, Object> file = Files.readAttributes(installation, "unix:dev,ino,ctime");
            Map<String, Object> folder = Files.readAttributes(root, "unix:ino", LinkOption.NOFOLLOW_LINKS);
            return new HomePlace(
                    root.toString(),
                    number(file, "dev"),
                    number(folder, "ino"),
                    number(file, "ino"),
                    time(file),
                    "",
                    machine);
        } catch (UnsupportedOperationException | IllegalArgumentException e) {
            // The file system lacks these attributes: only path and machine are compared.
            return new HomePlace(root.toString(), 0, 0, 0, "", "", machine);
        }
    }

    /** The same with the creation time, which requires a child process and is needed in doubt only. */
    HomePlace withCreationTimeOf(Path installation) throws IOException {
        return new HomePlace(path, device, folderInode, fileInode, changed, CreationTime.of(installation), machine);
    }

    private static long number(Map<String, Object> attributes, String name) {
        return attributes.get(name) instanceof Number number ? number.longValue() : 0;
    }

    private static String time(Map<String, Object> attributes) {
        return attributes.get("ctime") instanceof FileTime time
                ? time.toInstant().toString()
                : "";
    }

    /** Compares this recorded location with the present one. */
    Difference to(HomePlace now) {
        boolean untouched = changed.equals(now.changed);
        boolean sameInodes = folderInode == now.folderInode && fileInode == now.fileInode;
        boolean sameBirth = !now.birth.isEmpty() && now.birth.equals(birth);
        if (!untouched && !(sameInodes && (device == now.device || sameBirth))) {
            return Difference.FOLDER;
        }
        if (!machine.isEmpty() && !now.machine.isEmpty() && !machine.equals(now.machine)) {
            return Difference.MACHINE;
        }
        if (!path.equals(now.path)) {
            return Difference.PATH;
        }
        return equals(refreshed(now)) ? Difference.NONE : Difference.RENUMBERED;
    }

    /**
     * The present location; keeps the recorded machine and creation time if the present ones are unknown, for example in a
     * container.
     */
    HomePlace refreshed(HomePlace now) {
        return new HomePlace(
                now.path,
                now.device,
                now.folderInode,
                now.fileInode,
                now.changed,
                now.birth.isEmpty() ? birth : now.birth,
                now.machine.isEmpty() ? machine : now.machine);
    }
}
