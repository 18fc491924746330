package io.longtake.cli.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {
    @TempDir
    Path folder;

    @TempDir
    Path userHome;

    private Roots roots;

    @BeforeEach
    void makeFiles() throws IOException {
        folder = folder.toRealPath();
        Files.writeString(folder.resolve("a.jpg"), "a");
        roots = Roots.of(folder, List.of());
    }

    private List<String> line(String tool, String arguments) {
        try {
            var given = (ObjectNode) new ObjectMapper().readTree(arguments.replace('\'', '"'));
            return Arguments.of(Tools.named(tool).orElseThrow(), given, roots, userHome)
                    .line();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Test
    void theArgumentsOfAToolBecomeThoseOfItsCommand() {
        assertThat(line("make", """
                        {'files': ['a.jpg', 'https://example.com/b.jpg'], 'prompt': 'two words', 'output': 'o.mp4',
                         'overwrite': true, 'skip_bad': false, 'max_credits': 1e2, 'request_id': 'r1'}"""))
                .containsExactly(
                        "make",
                        "--prompt=two words",
                        "--output=" + folder.resolve("o.mp4"),
                        "--overwrite",
                        "--max-credits=100",
                        "--request-id=r1",
                        "--",
                        folder.resolve("a.jpg").toString(),
                        "https://example.com/b.jpg");
    }

    @Test
    void aTextThatLooksLikeAnOptionIsNone() {
        assertThat(line("edit", "{'session': '--home', 'prompt': '--help'}"))
                .containsExactly("edit", "--", "--home", "--help");
        assertThat(line("make", "{'files': ['a.jpg'], 'output': 'o.mp4', 'prompt': '--overwrite'}"))
                .contains("--prompt=--overwrite");
    }

    @Test
    void aPromptThatStandsForStandardInputIsRefused() {
        for (var arguments :
                List.of("{'session': 's', 'prompt': '-'}", "{'files': ['a.jpg'], 'output': 'o.mp4', 'prompt': '-'}")) {
            assertThatThrownBy(() -> line(arguments.contains("files") ? "make" : "edit", arguments))
                    .hasMessageContaining("needs a prompt in words, not '-'");
        }
    }

    @Test
    void aResolutionIsAnOption() {
        assertThat(line("reconcile", "{'session': 's', 'resolution': 'go-on'}"))
                .containsExactly("reconcile", "--go-on", "--", "s");
    }

    @Test
    void wrongArgumentsAreRefusedByName() {
        assertThatThrownBy(() -> line("make", "{'files': ['a.jpg']}")).hasMessageContaining("'output'");
        assertThatThrownBy(() -> line("status", "{'session': 's', 'name': 's'}"))
                .hasMessageContaining("'name'");
        assertThatThrownBy(() -> line("make", "{'files': 'a.jpg', 'output': 'o.mp4'}"))
                .hasMessageContaining("a list");
        assertThatThrownBy(() -> line("make", "{'files': [], 'output': 'o.mp4'}"))
                .hasMessageContaining("at least one");
        assertThatThrownBy(() -> line("make", "{'files': ['a.jpg'], 'output': 'o.mp4', 'ratio': '3:1'}"))
                .hasMessageContaining("16:9, 9:16, 1:1, 4:5, not '3:1'");
        assertThatThrownBy(() -> line("make", "{'files': ['a.jpg'], 'output': 'o.mp4', 'overwrite': 'yes'}"))
                .hasMessageContaining("true or false");
    }

    @Test
    void theRowsOfAManifestStayWithinTheRoots() throws IOException {
        Files.writeString(folder.resolve("read.csv"), "file,prompt,output\n/etc/hostname,x,o.mp4\n");
        Files.writeString(folder.resolve("write.csv"), "file,prompt,output\na.jpg,x,../o.mp4\n");
        Files.writeString(folder.resolve("address.csv"), "file,prompt,output\na.jpg,x,http://../../o.mp4\n");
        Files.writeString(
                folder.resolve("good.csv"), "file,prompt,output\na.jpg,x,o.mp4\nhttps://example.com/b.jpg,x,\n");

        assertThatThrownBy(() -> line("batch", "{'manifest': 'read.csv'}"))
                .hasMessageContaining("/etc/hostname' is outside");
        assertThatThrownBy(() -> line("batch", "{'manifest': 'write.csv'}")).hasMessageContaining("is outside");
        assertThatThrownBy(() -> line("batch", "{'manifest': 'address.csv'}")).hasMessageContaining("is outside");
        assertThat(line("batch", "{'manifest': 'good.csv', 'lanes': 2}"))
                .containsExactly(
                        "batch", "--lanes=2", "--", folder.resolve("good.csv").toString());
    }

    @Test
    void whatIsNullIsAbsent() throws IOException {
        Path photos = Files.createDirectory(folder.resolve("photos"));
        Files.writeString(photos.resolve("films.csv"), "file,prompt,output\n../a.jpg,x,o.mp4\n");

        assertThat(line("batch", "{'manifest': 'photos/films.csv', 'output_dir': null, 'overwrite': null}"))
                .containsExactly("batch", "--", photos.resolve("films.csv").toString());
        assertThatThrownBy(() -> line("make", "{'files': ['a.jpg'], 'output': null}"))
                .hasMessageContaining("needs the argument 'output'");
        assertThatThrownBy(() -> line("status", "{'session': 's', 'name': null}"))
                .hasMessageContaining("has no argument 'name'");
        assertThatThrownBy(() -> line("make", "{'files': [null], 'output': 'o.mp4'}"))
                .hasMessageContaining("must be a string");

        Files.createSymbolicLink(photos.resolve("o.mp4"), userHome);
        assertThatThrownBy(() -> line("batch", "{'manifest': 'photos/films.csv', 'output_dir': null}"))
                .hasMessageContaining("o.mp4' is outside");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.jpg", "./a.jpg", "https://example.com/a.jpg", "https://example.com/a.jpg?key=1"})
    void theFilmOfARowWithoutOutputStaysWithinTheRoots(String file) throws IOException {
        Path films = Files.createDirectory(folder.resolve("films"));
        Files.writeString(folder.resolve("rows.csv"), "file,prompt\n" + file + ",x\n");
        assertThat(line("batch", "{'manifest': 'rows.csv', 'output_dir': 'films'}"))
                .contains("--output-dir=" + films);

        Files.createSymbolicLink(films.resolve("a.mp4"), userHome);
        assertThatThrownBy(() -> line("batch", "{'manifest': 'rows.csv', 'output_dir': 'films'}"))
                .hasMessageContaining("films/a.mp4' is outside");

        Files.delete(films.resolve("a.mp4"));
        Files.createSymbolicLink(films.resolve("a.mp4"), userHome.resolve("none.mp4"));
        assertThatThrownBy(() -> line("batch", "{'manifest': 'rows.csv', 'output_dir': 'films'}"))
                .hasMessageContaining("broken link");
    }

    @ParameterizedTest
    @ValueSource(strings = {"~/HOME", "~/none.jpg", "file:/etc/hostname", "..\\x.jpg", "..\\..\\etc\\hostname"})
    void aRowThatTheCommandFindsOutsideOfTheRootsIsRefused(String file) throws IOException {
        Files.writeString(userHome.resolve("HOME"), "a");
        Files.writeString(folder.resolve("rows.csv"), "file,prompt\n" + file + ",x\n");
        assertThatThrownBy(() -> line("batch", "{'manifest': 'rows.csv'}")).hasMessageContaining("is outside");
    }

    @Test
    void aLinkThatTheCommandFindsUnderAnotherNormalizationStaysWithinTheRoots() throws IOException {
        Files.createSymbolicLink(folder.resolve("e\u0301.jpg"), Path.of("/etc/hostname"));
        Files.writeString(folder.resolve("rows.csv"), "file,prompt\n\u00e9.jpg,x\n");
        assertThatThrownBy(() -> line("batch", "{'manifest': 'rows.csv'}")).hasMessageContaining("is outside");
    }

    @Test
    void rowsThatTheCommandRefusesAreLeftToIt() throws IOException {
        Files.writeString(folder.resolve("rows.jsonl"), """
                {"file": "none.jpg"}
                {"file": "a\\u0000.jpg"}
                {"file": "a.jpg", "output": "a\\u0000.mp4"}
                {"file": "https://"}
                {"output": "b.mp4"}
                7
                """);
        assertThat(line("batch", "{'manifest': 'rows.jsonl'}")).hasSize(3);
    }

    @Test
    void aLinkInAFolderOfImagesStaysWithinTheRoots() throws IOException {
        Path photos = Files.createDirectory(folder.resolve("photos"));
        Files.createSymbolicLink(photos.resolve("x.jpg"), Path.of("/etc/hostname"));
        assertThatThrownBy(() -> line("batch", "{'manifest': 'photos'}")).hasMessageContaining("is outside");
    }
}
