package io.longtake.files.durable;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedFileTest {
    @TempDir
    Path folder;

    private boolean link(String existing) throws IOException {
        return SharedFile.link(folder.resolve(existing), folder.resolve("place"), file -> Files.readString(file)
                .equals("content"));
    }

    @Test
    void aSharedFileIsStoredOnceAndIsReadOnly() throws IOException {
        Path existing = Files.writeString(folder.resolve("existing"), "content");

        assertThat(link("existing")).isTrue();

        Path place = folder.resolve("place");
        assertThat(Files.isSameFile(existing, place)).isTrue();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(place)))
                .isEqualTo("r--------");
    }

    @Test
    void aFileWithOtherContentIsNotSharedAndStaysWritable() throws IOException {
        Path existing = Files.writeString(folder.resolve("existing"), "something else");
        String permissions = PosixFilePermissions.toString(Files.getPosixFilePermissions(existing));

        assertThat(link("existing")).isFalse();

        assertThat(folder.resolve("place")).doesNotExist();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(existing)))
                .isEqualTo(permissions);
    }

    @Test
    void aMissingFileAndASymbolicLinkAreNotShared() throws IOException {
        Files.writeString(folder.resolve("target"), "content");
        Files.createSymbolicLink(folder.resolve("symbolic"), folder.resolve("target"));

        assertThat(link("missing")).isFalse();
        assertThat(link("symbolic")).isFalse();
        assertThat(folder.resolve("place")).doesNotExist();
    }
}
