package io.longtake.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.longtake.cli.CommandRun;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dry runs: the complete check with the real decoder; nothing is started. */
class BatchCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private void photo(String name) throws IOException {
        ImageIO.write(
                new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB),
                "png",
                folder.resolve(name).toFile());
    }

    private CommandRun dryRun(String... options) {
        List<String> all = new ArrayList<>(List.of("batch", "list.csv", "--dry-run", "--json"));
        all.addAll(List.of(options));
        return CommandRun.in(folder, all.toArray(String[]::new));
    }

    private static List<String> statuses(CommandRun run) throws IOException {
        List<String> all = new ArrayList<>();
        JSON.readTree(run.out())
                .path("rows")
                .forEach(row -> all.add(row.path("status").asText()));
        return all;
    }

    private void manifest(String text, Charset charset) throws IOException {
        Files.write(folder.resolve("list.csv"), text.getBytes(charset));
    }

    @Test
    void aSpreadsheetsUnicodeTextIsPlanned() throws IOException {
        photo("新品.jpg");
        photo("two.jpg");
        manifest("\uFEFFfile\tprompt\n新品.jpg\t做一个4秒的视频，标题“新品上市”，不要音乐\ntwo.jpg\t做一个4秒的视频\n", StandardCharsets.UTF_16LE);

        var run = dryRun();

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(statuses(run)).containsExactly("planned", "planned");
        assertThat(folder.resolve(".local/state/longtake/media")).isEmptyDirectory();
    }

    @Test
    void namesInAnotherUnicodeFormAreFoundAndFilmsAreNamedAsInTheManifest() throws IOException {
        photo("Mu\u0308ller.jpg");
        photo("\u1100\u1161\u11bc.jpg");
        manifest(
                "file,prompt\nM\u00fcller.jpg,a 4 second video\n\uac15.jpg,a 4 second video\n", StandardCharsets.UTF_8);

        var run = dryRun();

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(JSON.readTree(run.out()).at("/rows/0/output").asText()).endsWith("/M\u00fcller.mp4");
    }

    @Test
    void urlsArePlannedAndUnknownColumnsAreReported() throws IOException {
        manifest(
                "file,sku,notes,prompt\nhttps://host.example/p.jpg,A1,nice,a 1 second video\n", StandardCharsets.UTF_8);

        var run = dryRun();

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(statuses(run)).containsExactly("planned");
        assertThat(run.err()).contains("notes, sku");
    }

    @Test
    void aBadFileFailsItsRowOrIsSkipped() throws IOException {
        photo("good.png");
        Files.writeString(folder.resolve("notes.jpg"), "milk, bread");
        manifest("file,prompt\ngood.png,calm\nnotes.jpg,calm\ngone.jpg,calm\ngood.png,calm\n", StandardCharsets.UTF_8);

        var marked = dryRun();
        assertThat(marked.exit()).isEqualTo(1);
        assertThat(statuses(marked)).containsExactly("planned", "failed", "failed", "skipped");
        JsonNode error = JSON.readTree(marked.out()).at("/rows/1/error");
        assertThat(error.path("type").asText()).isEqualTo("BadFile");
        assertThat(error.path("message").asText()).startsWith("Line 3: notes.jpg is text");

        var left = dryRun("--skip-bad");
        assertThat(left.exit()).isZero();
        assertThat(statuses(left)).containsExactly("planned", "skipped", "skipped", "skipped");
        assertThat(JSON.readTree(left.out()).path("skipped")).hasSize(3);
    }

    @Test
    void aManifestWithoutAUsableRowIsBadInput() throws IOException {
        manifest("file,prompt\ngone.jpg,calm\n", StandardCharsets.UTF_8);

        assertThat(dryRun().exit()).isEqualTo(2);
        assertThat(dryRun("--skip-bad").exit()).isEqualTo(2);
    }

    @Test
    void anUnclearEncodingHasToBeSpecified() throws IOException {
        photo("a.png");
        manifest("file,prompt\na.png,镜头缓慢推进\n", Charset.forName("GBK"));

        var run = dryRun();
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("--encoding").hasLineCount(1);
        assertThat(statuses(dryRun("--encoding", "gbk"))).containsExactly("planned");
    }
}
