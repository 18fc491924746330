package io.longtake.activities.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longtake.workflows.media.MediaRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FileMediaStoreTest extends MediaStoreContract {
    @Override
    protected MediaStore store() {
        return FileMediaStore.ofHome(home);
    }

    @Override
    protected MediaStore elsewhere() {
        return FileMediaStore.ofHome(home);
    }

    @Test
    void theFileIsNamedAfterItsHash() throws IOException {
        MediaStore store = FileMediaStore.ofHome(home);

        MediaRef ref = store.put(HELLO, "a.txt", "text/plain");

        assertThat(store.path(ref))
                .isEqualTo(home.resolve("media/2c/f24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"));
    }

    @Test
    void aMissingOrTruncatedFileIsNotReturned() throws IOException {
        MediaStore store = FileMediaStore.ofHome(home);
        MediaRef ref = store.put(HELLO, "a.txt", "text/plain");
        Path kept = store.path(ref);
        Files.writeString(kept, "hel");

        assertThatThrownBy(() -> store.path(ref))
                .isInstanceOf(MediaMissingException.class)
                .hasMessageContaining("3 bytes");
        Files.delete(kept);
        assertThatThrownBy(() -> store.path(ref)).isInstanceOf(MediaMissingException.class);
        assertThat(store.put(HELLO, "a.txt", "text/plain")).isEqualTo(ref);
        assertThat(store.path(ref)).hasContent("hello");
    }

    @Test
    void aHardLinkKeepsRemovedContent() throws IOException {
        FileMediaStore store = FileMediaStore.ofHome(home);
        MediaRef ref = store.put(HELLO, "a.txt", "text/plain");
        Path other = Files.createLink(home.resolve("shared"), store.path(ref));

        store.remove(ref.sha256());

        assertThat(store.find(ref.sha256())).isEmpty();
        assertThat(store.removed(ref.sha256())).isPresent();
        assertThatThrownBy(() -> store.path(ref))
                .isInstanceOf(MediaMissingException.class)
                .hasMessageContaining("was removed by `longtake prune`");
        assertThat(other).hasContent("hello");

        store.put(HELLO, "a.txt", "text/plain");
        assertThat(store.removed(ref.sha256())).isEmpty();
        assertThat(store.path(ref)).hasContent("hello");
    }

    @Test
    void theModificationTimeIsWhenAFileWasStoredLast() throws IOException {
        FileMediaStore store = FileMediaStore.ofHome(home);
        Path kept = store.path(store.put(HELLO, "a.txt", "text/plain"));
        Files.setLastModifiedTime(kept, FileTime.from(Instant.EPOCH));

        store.put(HELLO, "b.txt", "text/plain");

        assertThat(Files.getLastModifiedTime(kept).toInstant()).isAfter(Instant.EPOCH);
    }

    @Test
    void aReadOnlyFileIsAdoptedUnchanged() throws IOException {
        FileMediaStore store = FileMediaStore.ofHome(home);
        Path film = Files.write(home.resolve("film.mp4"), HELLO);
        Files.setPosixFilePermissions(film, PosixFilePermissions.fromString("r--------"));
        Path other = Files.createLink(home.resolve("studios.mp4"), film);

        MediaRef ref = store.adopt(film, "film.mp4", "video/mp4");

        assertThat(Files.isSameFile(store.path(ref), other)).isTrue();
    }
}
