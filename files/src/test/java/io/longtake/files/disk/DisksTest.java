package io.longtake.files.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file without an entry in the list of mount points, as in a chroot, gets the same answers. */
class DisksTest {
    private static final Disks CHROOT = new Disks(file -> {
        throw new IOException("Mount point not found");
    });

    @TempDir
    Path folder;

    @Test
    void theFreeSpaceIsThatOfTheFileItself() throws IOException {
        // Other programs write to the disk meanwhile.
        assertThat(CHROOT.freeBytes(folder))
                .isPositive()
                .isCloseTo(Disks.system().freeBytes(folder), within(1_000_000_000L));
    }

    @Test
    void filesOfOneFolderAreOnTheSameDisk() throws IOException {
        Path one = Files.createFile(folder.resolve("one"));
        Path other = Files.createFile(folder.resolve("other"));

        assertThat(CHROOT.isSame(one, other)).isTrue();
        assertThat(Disks.system().isSame(one, other)).isTrue();
    }

    @Test
    void filesOfDifferentFileSystemsAreNot() throws IOException {
        Path kernel = Path.of("/proc/version");

        assertThat(CHROOT.isSame(folder, kernel)).isFalse();
        assertThat(Disks.system().isSame(folder, kernel)).isFalse();
    }

    @Test
    void filesHavePermissions() throws IOException {
        assertThat(CHROOT.hasPermissions(folder)).isTrue();
    }

    @Test
    void aMissingFileIsAnError() {
        Path missing = folder.resolve("missing");

        assertThatThrownBy(() -> CHROOT.freeBytes(missing)).hasMessage("Mount point not found");
        assertThatThrownBy(() -> Disks.system().freeBytes(missing)).isInstanceOf(NoSuchFileException.class);
    }
}
