package io.longtake.cli.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    void theByteOrderMarkAndSemicolonsOfASpreadsheetAreAccepted() throws IOException {
        var manifest = Manifest.read(written("a.csv", "\uFEFFFile;Prompt\na.jpg;calm, slow\n"));

        assertThat(manifest.entries()).containsExactly(entry(2, "a.jpg", "calm, slow", ""));
    }

    @Test
    void aRowWithTooManyValuesDoesNotAffectTheOthers() throws IOException {
        var manifest = Manifest.read(written("a.csv", "file,prompt\na.jpg,calm, slow\nb.jpg,fine\n"));

        assertThat(manifest.entries().get(0).unreadable())
                .hasValueSatisfying(why -> assertThat(why).contains("3 values").contains("2 columns"));
        assertThat(manifest.entries().get(1)).isEqualTo(entry(3, "b.jpg", "fine", ""));
    }

    @Test
    void unknownColumnsAreIgnoredAndReportedOnce() throws IOException {
        var manifest =
                Manifest.read(written("a.csv", "file,sku,notes,prompt,\na.jpg,A1,nice,calm,\nb.jpg,A2,,slow,\n"));

        assertThat(manifest.entries()).containsExactly(entry(2, "a.jpg", "calm", ""), entry(3, "b.jpg", "slow", ""));
        assertThat(manifest.notes()).singleElement().asString().contains("notes, sku");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '@',
            value = {
                "Photo,Caption",
                "image;instruction",
                "Picture\tText",
                "文件,提示词",
                "图片|指令",
                "Image_URL,Prompts",
                "FILE , PROMPT",
            })
    void columnsHaveAlternativeNames(String header) throws IOException {
        char delimiter = header.replaceAll("[\\w\\p{L} ]", "").charAt(0);
        var manifest = Manifest.read(written("a.csv", header + "\na.jpg" + delimiter + "calm\n"));

        assertThat(manifest.entries()).containsExactly(entry(2, "a.jpg", "calm", ""));
    }

    @Test
    void longtakesOwnNameForAColumnTakesPrecedence() throws IOException {
        var manifest = Manifest.read(written("a.csv", "image,file,text,prompt\nx,a.jpg,y,calm\n"));

        assertThat(manifest.entries()).containsExactly(entry(2, "a.jpg", "calm", ""));
        assertThat(manifest.notes()).singleElement().asString().contains("image, text");
    }

    @Test
    void excelsDelimiterLineIsNotARow() throws IOException {
        var manifest = Manifest.read(
                written("a.csv", "sep=;\r\nfile;prompt;output\r\none.jpg;\"calm; slow, 4 s\";one.mp4\r\n;;\r\n"));

        assertThat(manifest.entries()).containsExactly(entry(3, "one.jpg", "calm; slow, 4 s", "one.mp4"));
    }

    @Test
    void lineEndsOfOldMacsAndDelimitersAtTheEndOfRowsAreAccepted() throws IOException {
        var manifest = Manifest.read(written("a.csv", "file,prompt\ra.jpg,calm,,\r\rb.jpg,slow,\r"));

        assertThat(manifest.entries()).containsExactly(entry(2, "a.jpg", "calm", ""), entry(4, "b.jpg", "slow", ""));
    }

    @Test
    void aWordProcessorsQuotesAroundAValueAreAccepted() throws IOException {
        var manifest = Manifest.read(
                written("a.csv", "file,prompt\na.jpg,“calm, slow”\nb.jpg,the title “Hi, you” at the end\n"));

        assertThat(manifest.entries().get(0)).isEqualTo(entry(2, "a.jpg", "calm, slow", ""));
        assertThat(manifest.entries().get(1).unreadable().orElseThrow()).contains("straight quotes");
    }

    @Test
    void aJsonArrayIsAListOfRows() throws IOException {
        var manifest =
                Manifest.read(written("a.json", "[\n {\"image\": \"a.jpg\", \"caption\": \"calm\", \"price\": 3}\n]"));

        assertThat(manifest.entries()).containsExactly(row(1, "a.jpg", "calm"));
        assertThat(manifest.notes()).singleElement().asString().contains("price");
    }

    @Test
    void aByteOrderMarkBeforeALineOfJsonIsSkipped() throws IOException {
        var manifest = Manifest.read(written("a.jsonl", "\uFEFF{\"file\":\"a.jpg\"}\n\uFEFF{\"file\":\"b.jpg\"}\n"));

        assertThat(manifest.entries()).containsExactly(entry(1, "a.jpg", "", ""), entry(2, "b.jpg", "", ""));
    }

    @Test
    void theByteOrderMarkOfUtf16IsNotDetectedAsAudio() throws IOException {
        var path = Files.write(
                folder.resolve("a.csv"), "\uFEFFfile\tprompt\n新品.jpg\t慢\n".getBytes(StandardCharsets.UTF_16LE));

        assertThat(Manifest.read(path).entries()).containsExactly(entry(2, "新品.jpg", "慢", ""));
    }

    @ParameterizedTest
    @CsvSource({
        "orders.xlsx,504B0304,spreadsheet",
        "orders.numbers,504B0304,Numbers",
        "orders.xls,D0CF11E0A1B11AE1,spreadsheet",
        "orders.pdf,255044462D312E37,PDF",
        "photo.csv,FFD8FFE000104A46,longtake make",
    })
    void anotherDocumentIsReportedWithItsType(String name, String head, String words) throws IOException {
        var path = Files.write(folder.resolve(name), HexFormat.of().parseHex(head));

        assertThatThrownBy(() -> Manifest.read(path))
                .isInstanceOfSatisfying(CommandFailure.class, failure -> assertThat(failure.exitCode())
                        .isEqualTo(ExitCode.USAGE))
                .hasMessageContaining(words);
    }

    @Test
    void theFirstLineMustNameTheFileColumn() throws IOException {
        var path = written("a.csv", "a.jpg,calm\nb.jpg,slow\n");

        assertThatThrownBy(() -> Manifest.read(path))
                .hasMessageContaining("'a.jpg', 'calm'")
                .hasMessageContaining("file,prompt");
    }

    @Test
    void invalidJsonLinesAreReported() throws IOException {
        var manifest = Manifest.read(written(
                "a.jsonl",
                "{\"file\":\"a.jpg\",\"prompt\":\"慢\",\"output\":\"a.mp4\"}\n\n{\"file\":3}\nnonsense\n\"x\"\n[]\n"));

        assertThat(manifest.entries().get(0)).isEqualTo(entry(1, "a.jpg", "慢", "a.mp4"));
        assertThat(manifest.entries().stream().skip(1).map(Entry::place).map(Entry.Place::number))
                .containsExactly(3, 4, 5, 6);
        assertThat(manifest.entries().stream().skip(1))
                .allMatch(row -> row.unreadable().isPresent());
    }

    @Test
    void aFolderListsOnlyItsImagesByName() throws IOException {
        written("b.jpg", "damaged");
        written("a.png", "damaged too");
        written("notes.txt", "no image");
        written(".hidden.jpg", "not looked at");

        assertThat(Manifest.read(folder).entries()).containsExactly(row(1, "a.png", ""), row(2, "b.jpg", ""));
    }

    @Test
    void whatIsNotTextIsRefused() throws IOException {
        var path = folder.resolve("a.csv");
        Files.write(path, new byte[] {(byte) 0xC3, 0x28, 1, 2, (byte) 0xFF});

        assertThatThrownBy(() -> Manifest.read(path))
                .isInstanceOfSatisfying(CommandFailure.class, failure -> assertThat(failure.exitCode())
                        .isEqualTo(ExitCode.USAGE))
                .hasMessageContaining("UTF-8");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '@',
            value = {
                "file,prompt@a.jpg,calm, slow@the separator ','",
                "file;prompt@a.jpg;calm; slow@the separator ';'",
                "file\tprompt@a.jpg\tcalm\tslow@contains a tab must be in quotes",
            })
    void aRowWithTooManyValuesNamesTheSeparatorOfItsManifest(String header, String row, String words)
            throws IOException {
        assertThat(Manifest.read(written("a.csv", header + "\n" + row + "\n"))
                        .entries()
                        .get(0)
                        .unreadable())
                .hasValueSatisfying(why -> assertThat(why).contains(words));
    }

    @Test
    void aManifestWithoutRowsIsDescribedByItsKind() throws IOException {
        var empty = Files.createDirectory(folder.resolve("photos"));
        assertThat(Manifest.read(empty).emptySentence()).isEqualTo(empty + " contains no images.");
        var csv = written("a.csv", "file,prompt\n");
        assertThat(Manifest.read(csv).emptySentence()).isEqualTo(csv + " has no rows after the line of column names.");
        var json = written("a.json", "[]");
        assertThat(Manifest.read(json).emptySentence()).isEqualTo(json + " has no rows.");
    }

    /** An entry of a folder or an array, which have no lines. */
    private static Entry row(int number, String file, String prompt) {
        return new Entry(Entry.Place.row(number), file, prompt, "", "", Optional.empty());
    }

    private static Entry entry(int line, String file, String prompt, String output) {
        return new Entry(Entry.Place.line(line), file, prompt, output, "", Optional.empty());
    }

    private Path written(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text, StandardCharsets.UTF_8);
    }
}
