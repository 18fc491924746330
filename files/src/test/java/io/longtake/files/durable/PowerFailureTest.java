package io.longtake.files.durable;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Order of the syncs: a name never refers to content that may be lost, and the name itself is durable. */
class PowerFailureTest {
    @TempDir
    Path folder;

    private RecordingDisk disk;
    private Path complete;
    private Path target;

    @BeforeEach
    void write() throws IOException {
        disk = new RecordingDisk(folder.toRealPath());
        complete = disk.path("complete");
        target = disk.path("target");
        Files.writeString(complete, "new");
    }

    @Test
    void theContentIsSyncedBeforeTheNameAndThenTheName() throws IOException {
        Durable.moveIntoPlace(complete, target);

        assertThat(disk.steps()).containsExactly("sync complete", "move complete target", "sync .");
    }

    @Test
    void anUnsyncedMoveSyncsNothing() throws IOException {
        Durable.moveUnsynced(complete, target);

        assertThat(disk.steps()).containsExactly("move complete target");
    }

    @Test
    void aWrittenFileIsSyncedBeforeItReplacesTheOldOne() throws IOException {
        Durable.write(target, new byte[] {1});

        assertThat(disk.steps()).containsExactly("sync part", "move part target", "sync .");
    }

    @Test
    void onlySyncedContentGetsANewName() throws IOException {
        Durable.placeNew(complete, target);
        Durable.createOnce(disk.path("once"), new byte[] {1});

        assertThat(disk.steps())
                .containsExactly(
                        "sync complete", "link complete target", "sync .", "sync part", "link part once", "sync .");
    }

    @Test
    void withoutLinksTheContentIsSyncedBeforeTheNameToo() throws IOException {
        Durable.placeNewWithoutLinks(complete, target);

        assertThat(disk.steps()).containsExactly("sync complete", "move complete target", "sync .");
    }

    @Test
    void aFileIsCreatedOnceOnAFileSystemWithoutLinksToo() throws IOException {
        disk.refuseLinks();

        assertThat(Durable.createOnce(disk.path("once"), new byte[] {1})).isTrue();
        assertThat(Durable.createOnce(disk.path("once"), new byte[] {2})).isFalse();

        assertThat(Files.readAllBytes(disk.path("once"))).containsExactly(1);
        assertThat(disk.steps()).containsExactly("sync part", "sync part", "move part once", "sync .", "sync part");
    }

    @Test
    void newFoldersAreSyncedAndExistingOnesAreNot() throws IOException {
        Durable.createFolders(disk.path("a/b"));
        Durable.createFolders(disk.path("a/b"));

        assertThat(disk.steps()).containsExactly("folder a", "folder a/b", "sync .", "sync a");
    }
}
