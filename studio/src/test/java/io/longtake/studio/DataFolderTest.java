package io.longtake.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    Path folder;

    @Test
    void identityAndKeyPersistAndOnlyTheOwnerCanReadThem() throws IOException {
        DataFolder first = DataFolder.open(folder);
        first.close();
        try (DataFolder again = DataFolder.open(folder)) {
            assertThat(again.identity()).isEqualTo(first.identity()).isNotEqualTo(again.adminKey());
            assertThat(again.adminKey()).isEqualTo(first.adminKey());
        }
        for (String file : new String[] {"identity", "admin.key"}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void anEmptyIdentityFileIsCreatedAgain() throws IOException {
        Files.createFile(folder.resolve("identity"));
        try (DataFolder opened = DataFolder.open(folder)) {
            assertThat(opened.identity()).isNotEmpty();
            assertThat(folder.resolve("identity")).hasContent(opened.identity());
        }
    }
}
