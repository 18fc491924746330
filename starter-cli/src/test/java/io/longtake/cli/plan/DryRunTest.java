package io.longtake.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.longtake.activities.view.SessionViews;
import io.longtake.activities.view.StoredView;
import io.longtake.cli.CommandRun;
import io.longtake.cli.home.HomeFolder;
import io.longtake.files.digest.Sha256;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DryRunTest {
    @TempDir
    Path folder;

    private Path photo = Path.of("");

    @BeforeEach
    void aPhoto() throws IOException {
        photo = folder.resolve("photo.png");
        ImageIO.write(new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB), "png", photo.toFile());
    }

    @Test
    void makeShowsWhatItWouldSend() throws IOException {
        var plan =
                json("make", "photo.png", "--ratio", "9:16", "-p", "make it 4 seconds", "-o", "out.mp4", "--dry-run");
        assertThat(plan.path("status").asText()).isEqualTo("planned");
        assertThat(plan.path("session").isNull()).isTrue();
        assertThat(plan.path("backend").asText()).isEqualTo("studio");
        assertThat(plan.at("/files/0/file").asText()).isEqualTo("photo.png");
        assertThat(plan.at("/files/0/bytes").asLong()).isEqualTo(Files.size(photo));
        assertThat(plan.at("/files/0/sha256").asText()).isEqualTo(Sha256.of(photo));
        assertThat(plan.path("prompt").asText()).isEqualTo("make it 4 seconds (aspect ratio 9:16)");
        assertThat(plan.path("output").asText())
                .isEqualTo(folder.resolve("out.mp4").toString());
        assertThat(plan.path("credits").asDouble(-1)).isZero();
        assertThat(json("ps")).as("processes that were started").isEmpty();
        assertThat(folder.resolve("out.mp4")).doesNotExist();
        var hash = Sha256.of(photo);
        try (var stored = Files.walk(folder.resolve(".local/state/longtake"))) {
            assertThat(stored.filter(file -> file.toString().contains(hash)).toList())
                    .as("stored copies of the photo")
                    .isEmpty();
        }
    }

    @Test
    void theCostIsUnknownUntilAnEditOfTheSessionHasACost() throws IOException {
        var first = json(
                "make",
                "photo.png",
                "-s",
                "holiday",
                "-o",
                "out.mp4",
                "--dry-run",
                "--backend",
                "https://films.example");
        assertThat(first.path("credits").isNull()).isTrue();
        assertThat(first.path("exists").asBoolean(true)).isFalse();
        assertThat(CommandRun.in(
                                folder,
                                "make",
                                "photo.png",
                                "-o",
                                "out.mp4",
                                "--dry-run",
                                "--backend",
                                "https://films.example")
                        .out())
                .contains("Backend   https://films.example", "Cost      unknown");

        SessionViews.ofHome(
                        HomeFolder.open(folder.resolve(".local/state/longtake")).root())
                .write(new StoredView(
                        "run-1",
                        Instant.parse("2026-11-01T08:00:00Z"),
                        Instant.now(),
                        io.longtake.cli.session.SessionViews.costing(2)));
        var next = json("make", "photo.png", "-s", "holiday", "-o", "out.mp4", "--dry-run");
        assertThat(next.path("exists").asBoolean()).isTrue();
        assertThat(next.path("credits").asDouble()).isEqualTo(2);
    }

    @Test
    void aSessionThatCannotBeReadIsNotReportedAsNew() throws IOException {
        var home = HomeFolder.open(folder.resolve(".local/state/longtake")).root();
        SessionViews.ofHome(home)
                .write(new StoredView(
                        "run-1", Instant.now(), Instant.now(), io.longtake.cli.session.SessionViews.costing(2)));
        Files.writeString(home.resolve("views/holiday.json"), "{\"view\":");
        var run = CommandRun.in(folder, "make", "photo.png", "-s", "holiday", "-o", "out.mp4", "--dry-run");
        assertThat(run.exit()).isNotZero();
        assertThat(run.err()).contains("the session holiday can't be read");
    }

    @Test
    void aUrlIsNotFetched() throws IOException {
        var plan = json("make", "https://films.example/a.jpg", "-o", "out.mp4", "--dry-run");
        assertThat(plan.at("/files/0/sha256").isNull()).isTrue();
        assertThat(plan.path("prompt").isNull()).isTrue();
    }

    @Test
    void batchShowsWhatItWouldSendForEachRow() throws IOException {
        Files.writeString(folder.resolve("films.csv"), "file,prompt,output\nphoto.png,a 4-second video,film.mp4\n");
        var report = json("batch", "films.csv", "--dry-run");
        assertThat(report.path("backend").asText()).isEqualTo("studio");
        assertThat(report.path("creditsPerRow").asDouble(-1)).isZero();
        assertThat(report.at("/rows/0/status").asText()).isEqualTo("planned");
        assertThat(report.at("/rows/0/prompt").asText()).isEqualTo("a 4-second video");
        assertThat(report.at("/rows/0/content/sha256").asText()).isEqualTo(Sha256.of(photo));
        assertThat(CommandRun.in(folder, "batch", "films.csv", "--dry-run").out())
                .contains(Sha256.of(photo), "Backend: studio. Cost: no credits.");
    }

    @Test
    void anEndThatNeverComesCannotBeTold() {
        assertThat(CommandRun.in(folder, "make", "photo.png", "-o", "out.mp4", "--dry-run", "--on-done", "true")
                        .exit())
                .isEqualTo(2);
    }

    private JsonNode json(String... arguments) throws IOException {
        var line = new String[arguments.length + 1];
        System.arraycopy(arguments, 0, line, 0, arguments.length);
        line[arguments.length] = "--json";
        var run = CommandRun.in(folder, line);
        assertThat(run.exit()).as(run.err()).isZero();
        return new ObjectMapper().readTree(run.out());
    }
}
