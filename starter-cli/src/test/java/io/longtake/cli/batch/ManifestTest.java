package io.longtake.cli.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longtake.cli.CommandFailure;
import io.longtake.cli.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestTest {
    @TempDir
    Path folder;

    @Test
    void csvKeepsQuotedCommasAndTheLineNumbersOfRows() throws IOException {
        var manifest = Manifest.read(
                written(
                        "a.csv",
                        "file,prompt,output\r\n\r\na.jpg,\"calm, slow\",a.mp4\r\nb.jpg,\"two\nlines\",b.mp4\r\nc.jpg,x,c.mp4\r\n"));

        assertThat(manifest.entries())
                .containsExactly(
                        entry(3, "a.jpg", "calm, slow", "a.mp4"),
                        entry(4, "b.jpg", "two\nlines", "b.mp4"),
                        entry(6, "c.jpg", "x", "c.mp4"));
    }

    @Test
    void aSpreadsheetsByteOrderMarkAndSemicolonsAreUnderstood() throws IOException {
        var manifest = Manifest.read(written("a.csv", "\uFEFFFile;Prompt\na.jpg;calm, slow\n"));

        assertThat(manifest.entries()).containsExactly(entry(2, "a.jpg", "calm, slow", ""));
    }

    @Test
    void aRowWithTooManyValuesIsBadAlone() throws IOException {
        var manifest = Manifest.read(written("a.csv", "file,prompt\na.jpg,calm, slow\nb.jpg,fine\n"));

        assertThat(manifest.entries().get(0).unreadable())
                .hasValueSatisfying(why -> assertThat(why).contains("3 values").contains("2 columns"));
        assertThat(manifest.entries().get(1)).isEqualTo(entry(3, "b.jpg", "fine", ""));
    }

    @Test
    void anUnknownColumnIsNamed() throws IOException {
        var path = written("a.csv", "file,promt\na.jpg,x\n");

        assertThatThrownBy(() -> Manifest.read(path)).hasMessageContaining("'promt'");
    }

    @Test
    void jsonLinesNameWhatIsWrongWithALine() throws IOException {
        var manifest = Manifest.read(
                written(
                        "a.jsonl",
                        "{\"file\":\"a.jpg\",\"prompt\":\"慢\",\"output\":\"a.mp4\"}\n\n{\"file\":3}\nnonsense\n{\"size\":\"x\"}\n[]\n"));

        assertThat(manifest.entries().get(0)).isEqualTo(entry(1, "a.jpg", "慢", "a.mp4"));
        assertThat(manifest.entries().stream().skip(1).map(Entry::line)).containsExactly(3, 4, 5, 6);
        assertThat(manifest.entries().stream().skip(1))
                .allMatch(row -> row.unreadable().isPresent());
    }

    @Test
    void aFolderListsItsImagesByNameAndNothingElse() throws IOException {
        written("b.jpg", "damaged");
        written("a.png", "damaged too");
        written("notes.txt", "no image");
        written(".hidden.jpg", "not looked at");

        assertThat(Manifest.read(folder).entries())
                .containsExactly(entry(1, "a.png", "", ""), entry(2, "b.jpg", "", ""));
    }

    @Test
    void whatIsNoTextIsRefused() throws IOException {
        var path = folder.resolve("a.csv");
        Files.write(path, new byte[] {(byte) 0xC3, 0x28, (byte) 0xFF});

        assertThatThrownBy(() -> Manifest.read(path))
                .isInstanceOfSatisfying(CommandFailure.class, failure -> assertThat(failure.exitCode())
                        .isEqualTo(ExitCode.USAGE))
                .hasMessageContaining("UTF-8");
    }

    private static Entry entry(int line, String file, String prompt, String output) {
        return new Entry(line, file, prompt, output, "", Optional.empty());
    }

    private Path written(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text, StandardCharsets.UTF_8);
    }
}
