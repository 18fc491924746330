package io.longtake.cli.home;

import static io.longtake.cli.home.HomePlace.Difference.FOLDER;
import static io.longtake.cli.home.HomePlace.Difference.MACHINE;
import static io.longtake.cli.home.HomePlace.Difference.NONE;
import static io.longtake.cli.home.HomePlace.Difference.PATH;
import static io.longtake.cli.home.HomePlace.Difference.RENUMBERED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HomePlaceTest {
    private static final String BORN = "1767261600.500000000";

    private static final HomePlace MADE =
            new HomePlace("/home/ann/state", 65024, 700, 712, "2026-01-01T10:00:00.5Z", BORN, "m1");

    @TempDir
    Path folder;

    /** The table in docs/adr/0005-copied-homes.md. */
    static Stream<Arguments> findings() {
        var path = MADE.path();
        var changed = MADE.changed();
        var later = "2026-02-02T12:00:00.25Z";
        return Stream.of(
                row("nothing happened", new HomePlace(path, 65024, 700, 712, changed, "", "m1"), NONE),
                row(
                        "a reboot with new device numbers",
                        new HomePlace(path, 51, 700, 712, changed, "", "m1"),
                        RENUMBERED),
                row(
                        "a file system with new inode numbers",
                        new HomePlace(path, 51, 3, 9, changed, "", "m1"),
                        RENUMBERED),
                row("chown -R", new HomePlace(path, 65024, 700, 712, later, "", "m1"), RENUMBERED),
                row("a reattached volume given to a group", again(66, 700, 712, BORN), RENUMBERED),
                row("the same without a creation time", again(66, 700, 712, ""), FOLDER),
                row("a copy on a new disk with its own creation time", again(66, 700, 712, "1769990000.1"), FOLDER),
                row("a copy with a set creation time and other inode numbers", again(66, 700, 900, BORN), FOLDER),
                row("a container without a machine id", new HomePlace(path, 65024, 700, 712, changed, "", ""), NONE),
                row("mv", new HomePlace("/home/ann/else", 65024, 700, 712, changed, "", "m1"), PATH),
                row("a bind mount", new HomePlace("/mnt/state", 65024, 700, 712, changed, "", "m1"), PATH),
                row(
                        "a disk image mounted elsewhere",
                        new HomePlace("/mnt/image", 70, 700, 712, changed, "", "m1"),
                        PATH),
                row("cp -a next to it", new HomePlace("/home/ann/copy", 65024, 900, 912, later, "", "m1"), FOLDER),
                row("cp -al next to it", new HomePlace("/home/ann/copy", 65024, 900, 712, later, "", "m1"), FOLDER),
                row("a backup restored in its place", new HomePlace(path, 65024, 901, 915, later, "", "m1"), FOLDER),
                row(
                        "a copy on a new disk with the same inode numbers",
                        new HomePlace(path, 66, 700, 712, later, "", "m1"),
                        FOLDER),
                row("rsync to another machine", new HomePlace(path, 65024, 12, 14, later, "", "m2"), FOLDER),
                row("a network folder on two machines", new HomePlace(path, 44, 700, 712, changed, "", "m2"), MACHINE));
    }

    /** The home in its place, with another time of its last status change. */
    private static HomePlace again(long device, long folderInode, long fileInode, String birth) {
        return new HomePlace(MADE.path(), device, folderInode, fileInode, "2026-02-02T12:00:00.25Z", birth, "m1");
    }

    private static Arguments row(String what, HomePlace now, HomePlace.Difference difference) {
        return Arguments.of(what, now, difference);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("findings")
    void aLocationIsThatOfTheSameHomeOrAnother(String what, HomePlace now, HomePlace.Difference difference) {
        assertThat(MADE.to(now)).as(what).isEqualTo(difference);
    }

    @Test
    void aHomeIsDisplacedWhenItIsMoved() throws IOException {
        var home = HomeFolder.open(folder.resolve("one"));
        assertThat(home.displaced()).isEmpty();
        var link = Files.createSymbolicLink(folder.resolve("link"), home.root());
        assertThat(HomeFolder.open(link).displaced()).isEmpty();
        Files.move(home.root(), folder.resolve("two"));
        var moved = HomeFolder.open(folder.resolve("two"));
        assertThat(moved.displaced()).isPresent();
        moved.recordPlace();
        assertThat(HomeFolder.open(folder.resolve("two")).displaced()).isEmpty();
    }

    @Test
    void anExactCopyIsDetected() throws IOException {
        var home = HomeFolder.open(folder.resolve("one"));
        copy(home.root(), folder.resolve("copy"));
        assertThat(HomeFolder.open(folder.resolve("copy")).displaced())
                .get()
                .extracting(displaced -> displaced.sentence(folder.resolve("copy")))
                .asString()
                .contains(home.toString(), "--moved", "--copied");
        // A restored backup: the original is gone, and the copy is in its place.
        Files.move(home.root(), folder.resolve("gone"));
        Files.move(folder.resolve("copy"), home.root());
        assertThat(HomeFolder.open(home.root()).displaced()).isPresent();
    }

    @Test
    void changedPermissionsAreRecordedAndNotTakenForACopy() throws IOException {
        var home = HomeFolder.open(folder.resolve("one"));
        var before = Files.readString(home.root().resolve("place"));
        Files.setPosixFilePermissions(
                home.root().resolve("installation"), PosixFilePermissions.fromString("rw-r-----"));
        assertThat(home.displaced()).isEmpty();
        assertThat(Files.readString(home.root().resolve("place"))).isNotEqualTo(before);
    }

    /** A Kubernetes volume with a group gets another device number and a chown of all files at each start. */
    @Test
    void aReattachedVolumeGivenToAGroupIsTheSameHome() throws IOException {
        var home = HomeFolder.open(folder.resolve("one"));
        assumeThat(CreationTime.of(home.root().resolve("installation")))
                .as("this file system records creation times")
                .isNotEmpty();
        edit(home, "device", "7");
        Files.setPosixFilePermissions(
                home.root().resolve("installation"), PosixFilePermissions.fromString("rw-r-----"));

        assertThat(home.displaced()).isEmpty();
        assertThat(Files.readString(home.root().resolve("place"))).doesNotContain("\"device\" : 7,");
        assertThat(home.displaced()).isEmpty();
    }

    /** A copy made on a new disk, file by file in the same order, can have the inode numbers of its original. */
    @Test
    void aCopyWithTheSameInodeNumbersIsDetectedByItsCreationTime() throws IOException {
        var home = HomeFolder.open(folder.resolve("one"));
        var copied = folder.resolve("copy");
        copy(home.root(), copied);
        var copy = HomeFolder.open(copied);
        edit(copy, "device", "7");
        edit(copy, "folderInode", Files.getAttribute(copied, "unix:ino").toString());
        edit(
                copy,
                "fileInode",
                Files.getAttribute(copied.resolve("installation"), "unix:ino").toString());
        edit(copy, "path", "\"" + copy.root() + "\"");

        assertThat(copy.displaced()).isPresent();
    }

    private static void edit(HomeFolder home, String field, String value) throws IOException {
        var place = home.root().resolve("place");
        var text = Files.readString(place);
        var edited = text.replaceFirst("\"" + field + "\" : [^,\\n]+", "\"" + field + "\" : " + value);
        assertThat(edited).isNotEqualTo(text);
        Files.writeString(place, edited);
    }

    @Test
    void aHomeWithDataAndWithoutAReadableRecordIsNotTrusted() throws IOException {
        var home = HomeFolder.open(folder.resolve("one"));
        for (var garbage : new String[] {"", "{", "[]", "null", "{\"path\":7}", "\u0000\u0000"}) {
            Files.writeString(home.root().resolve("place"), garbage);
            assertThat(HomeFolder.open(home.root()).displaced()).as(garbage).isPresent();
        }
        Files.delete(home.root().resolve("place"));
        assertThat(HomeFolder.open(home.root()).displaced())
                .as("without databases it is new")
                .isEmpty();
        Files.delete(home.root().resolve("place"));
        Files.createFile(home.serverDatabase());
        assertThat(HomeFolder.open(home.root()).displaced()).isPresent();
    }

    @Test
    void anotherIdentityHasOtherPortsAndNoProcessesOrRequests() throws IOException {
        var home = HomeFolder.open(folder.resolve("one"));
        for (var name : new String[] {"ports", "run/server.json", "requests/wish", "media/kept"}) {
            Files.writeString(home.root().resolve(name), "x");
        }
        var renewed = home.withNewIdentity();
        assertThat(renewed.id()).isNotEqualTo(home.id());
        assertThat(HomeFolder.open(home.root()).id()).isEqualTo(renewed.id());
        assertThat(home.root().resolve("ports")).doesNotExist();
        assertThat(home.root().resolve("run/server.json")).doesNotExist();
        assertThat(home.root().resolve("requests/wish")).doesNotExist();
        assertThat(home.root().resolve("media/kept")).exists();
        assertThat(renewed.displaced())
                .as("it is adopted when its location is recorded")
                .isPresent();
    }

    @Test
    void theMachineIsIdentifiedByAHashOfItsIdAndUnknownInAContainer() throws IOException {
        var root = Files.createDirectories(folder.resolve("root/etc")).getParent();
        assertThat(Machine.id(root)).isEmpty();
        Files.writeString(root.resolve("etc/machine-id"), "uninitialized\n");
        assertThat(Machine.id(root)).isEmpty();
        Files.writeString(root.resolve("etc/machine-id"), "0123456789abcdef0123456789abcdef\n");
        assertThat(Machine.id(root)).matches("[0-9a-f]{32}").doesNotContain("0123456789abcdef");
        Files.createFile(root.resolve(".dockerenv"));
        assertThat(Machine.id(root)).isEmpty();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }
}
