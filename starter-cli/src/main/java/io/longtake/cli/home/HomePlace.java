package io.longtake.cli.home;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;

/**
 * Where a home stands. Written into the home when it is made, and compared with where it is found: a home that was copied holds the
 * same unfinished work as its original, and both would do it.
 *
 * <p>Compared are:
 *
 * <ul>
 *   <li>the real path. It tells a renamed home, and the same volume seen from a container and from its host.
 *   <li>the file {@code installation}, which is written once. The time of its last status change (ctime) can't be set by a
 *       program, so every copy has another one, while it survives restarts, remounts and changed device numbers. A
 *       {@code chmod} or {@code chown} of everything changes it too; then the same inode numbers of the file and of the folder,
 *       on the same device or with the same time of birth ({@link CreationTime}), show that nothing was copied. Device numbers
 *       alone prove nothing: Btrfs, overlayfs, NFS, LVM and attached volumes get them anew at each start, and inode numbers are
 *       unstable on FAT, FUSE and some network file systems.
 *   <li>the machine, where both sides know it. It tells one network file system mounted by two machines, and disk images.
 * </ul>
 *
 * @param path the real path of the home's folder
 * @param device of the file {@code installation}
 * @param folderInode of the home's folder
 * @param fileInode of the file {@code installation}
 * @param changed ctime of the file {@code installation}, to the nanosecond where the file system has it
 * @param birth of the file {@code installation}; empty where it is not known, or was not looked at
 * @param machine see {@link Machine}; empty where it is not known
 */
record HomePlace(
        @JsonProperty("path") String path,
        @JsonProperty("device") long device,
        @JsonProperty("folderInode") long folderInode,
        @JsonProperty("fileInode") long fileInode,
        @JsonProperty("changed") String changed,
        @JsonProperty("birth") String birth,
        @JsonProperty("machine") String machine) {

    /** What differs between the place that was written down and the one that is found. */
    enum Difference {
        NONE,
        /** Same folder, same place; numbers that may change without a copy have changed. */
        RENUMBERED,
        /** The same folder under another path. */
        PATH,
        /** Another folder: a copy, or a backup that was restored. */
        FOLDER,
        /** The same folder, found by another machine. */
        MACHINE
    }

    /**
     * The place of a home as it is now.
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
            // A file system without these attributes: path and machine have to do.
            return new HomePlace(root.toString(), 0, 0, 0, "", "", machine);
        }
    }

    /** The same with the time of birth: it takes a process to ask for, and matters in doubt only. */
    HomePlace withBirthOf(Path installation) throws IOException {
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

    /** Compares this place, written down earlier, with the present one. */
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

    /** The present place, with machine and birth as they were known: a container that can't tell them takes nothing away. */
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
