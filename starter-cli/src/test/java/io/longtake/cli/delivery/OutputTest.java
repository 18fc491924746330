package io.longtake.cli.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputTest {
    @TempDir
    Path folder;

    private Path path;

    @BeforeEach
    void name() {
        path = folder.resolve("out.mp4");
    }

    @Test
    void aDeviceIsRefused() {
        assertThatThrownBy(() -> Output.checked(Path.of("/dev/null"), "mp4"))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("/dev/null is not a regular file");
        assertThat(Files.isRegularFile(Path.of("/dev/null"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-          | standard output",
                "''         | no name",
                "' '        | no name",
                ".          | is a folder",
                "..         | is a folder",
                "sub/..     | is a folder",
                "films/     | is a folder",
                "there      | is a folder",
                "clip.mov   | clip.mp4",
                "clip.WEBM  | clip.mp4",
                "a.gif      | a.mp4",
            })
    void anInvalidFilmNameIsAUsageError(String name, String words) throws IOException {
        Files.createDirectories(folder.resolve("there"));
        assertThatThrownBy(() -> Output.film(folder, name))
                .isInstanceOfSatisfying(CommandFailure.class, failure -> assertThat(failure.exitCode())
                        .isEqualTo(ExitCode.USAGE))
                .hasMessageContaining(words);
    }

    @Test
    void namesThatNoFileSystemAcceptsAreUsageErrors() {
        assertThatThrownBy(() -> Output.film(folder, "ä".repeat(126) + ".mp4"))
                .hasMessageContaining("256 bytes")
                .hasMessageContaining("255");
        assertThatThrownBy(() -> Output.film(folder, "a\0b.mp4")).hasMessageContaining("a␀b.mp4");
        assertThat(Output.film(folder, "a".repeat(251) + ".mp4")).isEqualTo(folder.resolve("a".repeat(251) + ".mp4"));
    }

    @Test
    void anyOtherNameIsUsedUnchanged() {
        for (var name : List.of("film.mp4", "film.M4V", "film", "v1.2 final", "-x.mp4", "100%.mp4", "über?#.mp4")) {
            assertThat(Output.film(folder, name)).isEqualTo(folder.resolve(name));
        }
        assertThat(Output.sheet(folder, "sheet.png")).isEqualTo(folder.resolve("sheet.png"));
        assertThatThrownBy(() -> Output.sheet(folder, "sheet.mp4")).hasMessageContaining("sheet.png");
    }

    @Test
    void aLinkIsFollowedToItsTarget() throws IOException {
        var real = Files.writeString(folder.resolve("real.mp4"), "old");
        assertThat(Output.checked(Files.createSymbolicLink(path, real), "mp4")).isEqualTo(real.toRealPath());
        var nowhere = Files.createSymbolicLink(folder.resolve("dangling.mp4"), Path.of("new.mp4"));
        assertThat(Output.checked(nowhere, "mp4")).isEqualTo(folder.resolve("new.mp4"));
    }

    @Test
    void aFilmNeverReplacesItsOwnInput() throws IOException {
        var photo = Files.writeString(folder.resolve("photo.jpg"), "mine");
        var alias = Files.createSymbolicLink(folder.resolve("alias.jpg"), photo);
        assertThatThrownBy(() -> Output.refuseSource(photo, Stream.of(path, alias)))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining(alias.toString());
        Output.refuseSource(path, Stream.of(photo));
    }

    @Test
    void aFileInAFolderIsProposedInTheFormatThatIsWritten() throws IOException {
        var there = Files.createDirectory(folder.resolve("there"));
        assertThatThrownBy(() -> Output.film(folder, "there")).hasMessageContaining(there + "/out.mp4");
        assertThatThrownBy(() -> Output.sheet(folder, "there")).hasMessageContaining(there + "/out.png");
    }
}
