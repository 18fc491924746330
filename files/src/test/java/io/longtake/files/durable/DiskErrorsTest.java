package io.longtake.files.durable;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class DiskErrorsTest {
    @Test
    void aReasonIsInAFewWordsWithoutThePath() {
        assertThat(DiskErrors.reason(new AccessDeniedException("/a"))).isEqualTo("permission denied");
        assertThat(DiskErrors.reason(new FileAlreadyExistsException("/a")))
                .isEqualTo("a file exists where a folder is needed");
        assertThat(DiskErrors.reason(new FileSystemException("/a", null, "Read-only file system")))
                .isEqualTo("read-only file system");
        assertThat(DiskErrors.reason(new NoSuchFileException("/a"))).isEqualTo("no such file or folder");
        assertThat(DiskErrors.reason(new FileSystemLoopException("/a"))).isEqualTo("FileSystemLoop");
        assertThat(DiskErrors.reason(new IOException("No space left on device")))
                .isEqualTo("no space left on device");
    }
}
