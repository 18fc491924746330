package io.longtake.cli.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildTest {
    @TempDir
    Path folder;

    @Test
    void theReleaseFileNamesBuildAndCommit() throws IOException {
        Files.writeString(folder.resolve("release"), "build=0.1.0-1f2e\ncommit=8222862bd1a0-dirty\n");
        var found = Build.in(folder);
        assertThat(found.id()).isEqualTo("0.1.0-1f2e");
        assertThat(found.commit()).isEqualTo("8222862bd1a0-dirty");
        assertThat(found.temporal()).contains(folder.resolve("libexec/temporal"));
    }

    @Test
    void aBuildInACheckoutIsNamedAfterItsFolder() throws IOException {
        var build = Files.createDirectories(folder.resolve("build-20261128T101500-7"));
        Files.writeString(build.resolve("release"), "commit=8222862bd1a0\n");
        assertThat(Build.in(build))
                .extracting(Build::id, Build::commit)
                .containsExactly("build-20261128T101500-7", "8222862bd1a0");
    }

    @Test
    void aMissingOrUnreadableReleaseFileLeavesTheCommitUnknown() throws IOException {
        assertThat(Build.in(folder).commit()).isEqualTo("unknown");
        Files.writeString(folder.resolve("release"), "commit=\\u12");
        var found = Build.in(folder);
        assertThat(found.commit()).isEqualTo("unknown");
        assertThat(found.id()).isEqualTo(folder.getFileName().toString());
    }
}
