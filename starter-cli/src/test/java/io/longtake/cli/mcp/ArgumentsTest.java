package io.longtake.cli.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArgumentsTest {
    @TempDir
    Path folder;

    private Roots roots;

    @BeforeEach
    void makeFiles() throws IOException {
        folder = folder.toRealPath();
        Files.writeString(folder.resolve("a.jpg"), "a");
        roots = Roots.of(folder, List.of());
    }

    private List<String> line(String tool, String arguments) {
        try {
            return Arguments.of(
                    Tools.named(tool).orElseThrow(), new ObjectMapper().readTree(arguments.replace('\'', '"')), roots);
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
        Files.writeString(
                folder.resolve("good.csv"), "file,prompt,output\na.jpg,x,o.mp4\nhttps://example.com/b.jpg,x,\n");

        assertThatThrownBy(() -> line("batch", "{'manifest': 'read.csv'}"))
                .hasMessageContaining("/etc/hostname' is outside");
        assertThatThrownBy(() -> line("batch", "{'manifest': 'write.csv'}")).hasMessageContaining("is outside");
        assertThat(line("batch", "{'manifest': 'good.csv', 'lanes': 2}"))
                .containsExactly(
                        "batch", "--lanes=2", "--", folder.resolve("good.csv").toString());
    }

    @Test
    void aLinkInAFolderOfImagesStaysWithinTheRoots() throws IOException {
        Path photos = Files.createDirectory(folder.resolve("photos"));
        Files.createSymbolicLink(photos.resolve("x.jpg"), Path.of("/etc/hostname"));
        assertThatThrownBy(() -> line("batch", "{'manifest': 'photos'}")).hasMessageContaining("is outside");
    }
}
