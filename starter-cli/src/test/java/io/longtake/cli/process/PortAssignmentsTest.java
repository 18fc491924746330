package io.longtake.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.cli.home.HomeFolder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortAssignmentsTest {
    @TempDir
    Path folder;

    @Test
    void aChosenPortIsKept() {
        var home = HomeFolder.open(folder);
        int first = new PortAssignments(home).free("server");
        assertThat(new PortAssignments(home).free("server")).isEqualTo(first);
        assertThat(new PortAssignments(home).free("studio")).isNotEqualTo(first);
    }

    @Test
    void aPortInUseIsReplaced() throws IOException {
        var home = HomeFolder.open(folder);
        int first = new PortAssignments(home).free("server");
        try (var taken = new ServerSocket(first, 1, InetAddress.getLoopbackAddress())) {
            assertThat(new PortAssignments(home).free("server")).isNotEqualTo(taken.getLocalPort());
        }
    }

    @Test
    void theFileIsReadableOnlyByItsOwner() throws IOException {
        new PortAssignments(HomeFolder.open(folder)).free("server");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("ports"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aDamagedFileIsReplaced() throws IOException {
        var home = HomeFolder.open(folder);
        Files.writeString(folder.resolve("ports"), "server=abc\nstudio=\\u00zz\n");
        assertThat(new PortAssignments(home).free("server")).isBetween(20_000, 32_000);
    }
}
