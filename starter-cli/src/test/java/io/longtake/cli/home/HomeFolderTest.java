package io.longtake.cli.home;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.activities.delivery.DeliveredFilm;
import io.longtake.activities.delivery.Deliveries;
import io.longtake.activities.delivery.ExistingFile;
import io.longtake.activities.media.FileMediaStore;
import io.longtake.files.durable.RecordingDisk;
import io.longtake.workflows.render.Delivery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeFolderTest {
    @TempDir
    Path folder;

    @Test
    void aHomeKeepsItsIdentityWhenItIsMoved() throws IOException {
        var before = HomeFolder.open(folder.resolve("one")).id();
        Files.move(folder.resolve("one"), folder.resolve("two"));
        assertThat(HomeFolder.open(folder.resolve("two")).id()).isEqualTo(before);
    }

    @Test
    void twoHomesAreTwoInstallations() {
        assertThat(HomeFolder.open(folder.resolve("one")).id())
                .isNotEqualTo(HomeFolder.open(folder.resolve("two")).id());
    }

    @Test
    void commandsThatOpenItAtTheSameMomentAgree() {
        var ids = IntStream.range(0, 16)
                .parallel()
                .mapToObj(i -> HomeFolder.open(folder.resolve("new")).id())
                .distinct();
        assertThat(ids).hasSize(1);
    }

    @Test
    void itsIdentityIsSyncedToDiskBeforeItIsUsed() throws IOException {
        var disk = new RecordingDisk(folder.toRealPath());
        HomeFolder.open(disk.path("home"));
        assertThat(disk.steps())
                .containsSubsequence("folder home", "sync .", "sync part", "link part home/installation", "sync home");
    }

    @Test
    void anEmptyIdentityIsReplaced() throws IOException {
        var home = Files.createDirectories(folder.resolve("home"));
        Files.createFile(home.resolve("installation"));
        var id = HomeFolder.open(home).id();
        assertThat(id).isNotEmpty();
        assertThat(home.resolve("installation")).hasContent(id);
    }

    @Test
    void onlyItsOwnerCanReadIt() throws IOException {
        var home = HomeFolder.open(folder.resolve("a").resolve("b"));
        assertThat(Files.getPosixFilePermissions(home.root()))
                .containsExactlyInAnyOrder(
                        PosixFilePermission.OWNER_READ,
                        PosixFilePermission.OWNER_WRITE,
                        PosixFilePermission.OWNER_EXECUTE);
    }

    @Test
    void aPreparedFolderBecomesPrivate() throws IOException {
        var prepared = prepared("rwxr-xr-x");
        HomeFolder.open(prepared);
        assertThat(permissions(prepared)).isEqualTo("rwx------");
    }

    @Test
    void onlyLongtakesFoldersBecomePrivateInASharedFolder() throws IOException {
        var shared = prepared("rwxrwxr-x");
        Files.writeString(shared.resolve("notes.txt"), "somebody else's");
        Files.createDirectories(shared.resolve("studio"));
        Files.setPosixFilePermissions(shared.resolve("studio"), PosixFilePermissions.fromString("rwxr-xr-x"));
        HomeFolder.open(shared);
        assertThat(permissions(shared)).isEqualTo("rwxrwxr-x");
        for (var ours : List.of("studio", "media", "downloads", "keys", "tokens", "run", "logs", "server")) {
            assertThat(permissions(shared.resolve(ours))).as(ours).isEqualTo("rwx------");
        }
    }

    @Test
    void itsIdentityAndLocationAreReadableByTheOwnerOnly() throws IOException {
        var shared = prepared("rwxrwxr-x");
        Files.writeString(shared.resolve("notes.txt"), "somebody else's");
        var home = HomeFolder.open(shared);
        for (var ours : List.of("installation", "place")) {
            assertThat(permissions(shared.resolve(ours))).as(ours).isEqualTo("rw-------");
        }
        home.withNewIdentity();
        assertThat(permissions(shared.resolve("installation"))).isEqualTo("rw-------");
    }

    @Test
    void aCopyDoesNotOwnTheFilmsOfTheOriginal() throws IOException {
        var home = HomeFolder.open(folder.resolve("home"));
        var store = FileMediaStore.ofHome(home.root());
        var film = new DeliveredFilm("holiday", "render-1", store.put(new byte[3], "film.mp4", "video/mp4"));
        var path = folder.resolve("film.mp4");
        new Deliveries(home.root(), store).deliver(film, path, Delivery.Existing.KEEP);

        var copy = home.withNewIdentity();

        assertThat(new Deliveries(copy.root(), store).existingFile(path)).isInstanceOf(ExistingFile.Theirs.class);
    }

    @Test
    void onlyAStudioCreatesTheStudioFolder() throws IOException {
        var home = HomeFolder.open(folder.resolve("home"));
        assertThat(home.studioFolder()).doesNotExist();
        assertThat(permissions(home.openStudioFolder())).isEqualTo("rwx------");
    }

    private Path prepared(String permissions) throws IOException {
        var path = Files.createDirectories(folder.resolve("prepared"));
        return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
