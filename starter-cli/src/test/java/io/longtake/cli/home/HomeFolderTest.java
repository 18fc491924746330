package io.longtake.cli.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeFolderTest {
    @TempDir
    Path folder;

    @Test
    void a_home_keeps_its_identity_when_it_is_moved() throws IOException {
        var before = HomeFolder.open(folder.resolve("one")).id();
        Files.move(folder.resolve("one"), folder.resolve("two"));
        assertThat(HomeFolder.open(folder.resolve("two")).id()).isEqualTo(before);
    }

    @Test
    void two_homes_are_two_installations() {
        assertThat(HomeFolder.open(folder.resolve("one")).id())
                .isNotEqualTo(HomeFolder.open(folder.resolve("two")).id());
    }

    @Test
    void commands_that_open_it_at_the_same_moment_agree() {
        var ids = IntStream.range(0, 16)
                .parallel()
                .mapToObj(i -> HomeFolder.open(folder.resolve("new")).id())
                .distinct();
        assertThat(ids).hasSize(1);
    }

    @Test
    void only_its_owner_looks_inside() throws IOException {
        var home = HomeFolder.open(folder.resolve("a").resolve("b"));
        assertThat(Files.getPosixFilePermissions(home.root()))
                .containsExactlyInAnyOrder(
                        PosixFilePermission.OWNER_READ,
                        PosixFilePermission.OWNER_WRITE,
                        PosixFilePermission.OWNER_EXECUTE);
    }
}
