package io.longtake.cli.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RootsTest {
    @TempDir
    Path folder;

    private Path inside;
    private Path outside;
    private Roots roots;

    @BeforeEach
    void makeFolders() throws IOException {
        folder = folder.toRealPath();
        inside = Files.createDirectory(folder.resolve("inside"));
        outside = Files.createDirectory(folder.resolve("outside"));
        Files.writeString(inside.resolve("photo.jpg"), "a");
        Files.writeString(outside.resolve("secret.jpg"), "b");
        roots = Roots.of(inside, List.of());
    }

    @Test
    void aFileInTheRootIsFoundByItsRelativeAndItsAbsolutePath() {
        assertThat(roots.toRead("photo.jpg")).isEqualTo(inside.resolve("photo.jpg"));
        assertThat(roots.toRead(inside.resolve("photo.jpg").toString())).isEqualTo(inside.resolve("photo.jpg"));
    }

    @Test
    void aFileOutsideIsRefusedAndTheRefusalNamesTheRoots() {
        assertThatThrownBy(() -> roots.toRead("../outside/secret.jpg"))
                .hasMessageContaining("'../outside/secret.jpg' is outside")
                .hasMessageContaining(inside.toString())
                .asInstanceOf(InstanceOfAssertFactories.type(CommandFailure.class))
                .returns(ExitCode.USAGE, CommandFailure::exitCode);
    }

    @Test
    void theRefusalDoesNotTellWhetherAFileOutsideExists() {
        assertThatThrownBy(() -> roots.toRead(outside.resolve("none.jpg").toString()))
                .hasMessageContaining("is outside");
    }

    @Test
    void aFolderWhoseNameBeginsLikeTheRootIsOutside() throws IOException {
        Path near = Files.createDirectory(folder.resolve("inside-too"));
        assertThatThrownBy(() -> roots.toWrite(near.resolve("a.mp4").toString()))
                .hasMessageContaining("is outside");
    }

    @Test
    void aLinkThatLeadsOutsideIsRefused() throws IOException {
        Files.createSymbolicLink(inside.resolve("link.jpg"), outside.resolve("secret.jpg"));
        assertThatThrownBy(() -> roots.toRead("link.jpg")).hasMessageContaining("is outside");
    }

    @Test
    void aFileCantBeWrittenThroughALinkedFolder() throws IOException {
        Files.createSymbolicLink(inside.resolve("away"), outside);
        assertThatThrownBy(() -> roots.toWrite("away/new/film.mp4")).hasMessageContaining("is outside");
    }

    @Test
    void aFileCantBeWrittenThroughALinkThatLeadsNowhereYet() throws IOException {
        Files.createSymbolicLink(inside.resolve("film.mp4"), outside.resolve("film.mp4"));
        assertThatThrownBy(() -> roots.toWrite("film.mp4")).hasMessageContaining("broken link");
    }

    @Test
    void aFileThatDoesNotExistYetCanBeWrittenInANewFolder() {
        assertThat(roots.toWrite("films/film.mp4")).isEqualTo(inside.resolve("films/film.mp4"));
    }

    @Test
    void aMissingFileInTheRootIsNotFound() {
        assertThatThrownBy(() -> roots.toRead("none.jpg"))
                .asInstanceOf(InstanceOfAssertFactories.type(CommandFailure.class))
                .returns(ExitCode.NOT_FOUND, CommandFailure::exitCode);
    }

    @Test
    void eachOfSeveralRootsIsAllowed() {
        Roots two = Roots.of(folder, List.of("inside", "outside"));
        assertThat(two.toRead(outside.resolve("secret.jpg").toString())).isEqualTo(outside.resolve("secret.jpg"));
    }

    @Test
    void aRootThatIsNoFolderIsRefused() {
        assertThatThrownBy(() -> Roots.of(folder, List.of("inside/photo.jpg"))).hasMessageContaining("not a folder");
        assertThatThrownBy(() -> Roots.of(folder, List.of("none"))).hasMessageContaining("'none'");
    }
}
