package io.longtake.files.durable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longtake.files.durable.Durable.Placing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableTest {
    @TempDir
    Path folder;

    private Path complete;

    private Path target;

    @BeforeEach
    void write() throws IOException {
        complete = Files.writeString(folder.resolve("complete"), "new");
        target = folder.resolve("target");
    }

    @Test
    void aCompleteFileReplacesAFileOfTheSameName() throws IOException {
        Files.writeString(target, "old");

        Durable.moveIntoPlace(complete, target);

        assertThat(target).hasContent("new");
        assertThat(complete).doesNotExist();
    }

    @Test
    void anUnsyncedMoveAlsoReplaces() throws IOException {
        Files.writeString(target, "old");

        Durable.moveUnsynced(complete, target);

        assertThat(target).hasContent("new");
        assertThat(complete).doesNotExist();
    }

    @Test
    void aMissingFileIsNotMoved() throws IOException {
        Files.writeString(target, "old");

        assertThatThrownBy(() -> Durable.moveIntoPlace(folder.resolve("none"), target))
                .isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> Durable.moveUnsynced(folder.resolve("none"), target))
                .isInstanceOf(NoSuchFileException.class);

        assertThat(target).hasContent("old");
    }

    @Test
    void aFileGetsASecondName() throws IOException {
        assertThat(Durable.placeNew(complete, target)).isEqualTo(Placing.PLACED);

        assertThat(target).hasContent("new");
        assertThat(Files.isSameFile(complete, target)).isTrue();
    }

    @Test
    void anExistingNameIsLeftUnchanged() throws IOException {
        Files.writeString(target, "theirs");
        Path nowhere = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("nowhere"));

        assertThat(Durable.placeNew(complete, target)).isEqualTo(Placing.TAKEN);
        assertThat(Durable.placeNew(complete, nowhere)).isEqualTo(Placing.TAKEN);
        assertThat(Durable.placeNewWithoutLinks(complete, target)).isFalse();

        assertThat(target).hasContent("theirs");
        assertThat(complete).hasContent("new");
    }

    @Test
    void withoutLinksTheFileMovesToItsNewName() throws IOException {
        assertThat(Durable.placeNewWithoutLinks(complete, target)).isTrue();

        assertThat(target).hasContent("new");
        assertThat(complete).doesNotExist();
    }

    @Test
    void onlyTheOwnerCanReadAWrittenFile() throws IOException {
        Durable.write(target, bytes("secret"));
        Durable.createOnce(folder.resolve("once"), bytes("secret"));

        assertThat(permissions(target)).isEqualTo("rw-------");
        assertThat(permissions(folder.resolve("once"))).isEqualTo("rw-------");
    }

    @Test
    void aFailedWriteLeavesNoFiles() throws IOException {
        Path full = Files.createDirectories(target.resolve("x")).getParent();

        assertThatThrownBy(() -> Durable.write(full, bytes("new"))).isInstanceOf(IOException.class);

        assertThat(names()).containsExactlyInAnyOrder("complete", "target");
    }

    @Test
    void oneOfManyConcurrentCreationsWinsAndNoReaderSeesPartOfAFile() {
        List<Boolean> created = IntStream.range(0, 16)
                .parallel()
                .mapToObj(one -> {
                    try {
                        boolean mine = Durable.createOnce(target, bytes("made by " + one % 10));
                        assertThat(target).content().matches("made by \\d");
                        return mine;
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                })
                .toList();

        assertThat(created).containsOnlyOnce(true);
        assertThat(names()).containsExactlyInAnyOrder("complete", "target");
    }

    @Test
    void missingFoldersAreCreatedAndExistingOnesAreKept() throws IOException {
        Path deep = folder.resolve("a").resolve("b").resolve("c");

        assertThat(Durable.createFolders(deep)).isEqualTo(deep).isDirectory();
        Files.writeString(deep.resolve("file"), "kept");
        Durable.createFolders(deep);

        assertThat(deep.resolve("file")).hasContent("kept");
        assertThatThrownBy(() -> Durable.createFolders(complete)).isInstanceOf(FileAlreadyExistsException.class);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private List<String> names() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
