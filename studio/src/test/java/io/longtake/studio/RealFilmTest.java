package io.longtake.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longtake.activities.download.FilmCheck;
import io.longtake.activities.download.FilmFacts;
import io.longtake.media.intake.Intake;
import io.longtake.studio.config.StudioConfig;
import io.longtake.studio.film.Film;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import okhttp3.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The studio in its production configuration: its own editor, and its renderer in a child process. */
class RealFilmTest {
    @TempDir
    Path folder;

    private static byte[] picture() throws IOException {
        BufferedImage image = new BufferedImage(1280, 800, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setPaint(new GradientPaint(0, 0, Color.ORANGE, 1280, 800, Color.BLUE));
        graphics.fillRect(0, 0, 1280, 800);
        graphics.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "jpg", bytes);
        return bytes.toByteArray();
    }

    @Test
    void aPromptBecomesAFilm() throws Exception {
        try (Studio studio = Studio.start(StudioConfig.in(folder))) {
            TestClient visitor = new TestClient(studio.baseUrl()).registered();
            String session = visitor.session();
            visitor.upload(session, "hill.jpg", picture());
            visitor.chat(session, "turn this image into a 2-second video with smooth motion and background music");
            JsonNode draft = visitor.state(session).path("draft");
            assertThat(draft.path("t")).isNotEmpty();
            visitor.export("render_a", session, draft);
            JsonNode done = visitor.until(
                    () -> visitor.render("render_a"),
                    now -> !now.path("status").asText().matches("pending|processing"));
            assertThat(done.path("status").asText()).as("%s", Optional.of(done)).isEqualTo("completed");
            byte[] film = TestClient.send(new Request.Builder()
                            .url(done.path("output").path("url").asText()))
                    .bytes();
            assertThat(new String(film, 4, 4, StandardCharsets.US_ASCII)).isEqualTo("ftyp");
        }
    }

    @Test
    void aChangedTitleRendersOnlyItsChunksAgain() throws Exception {
        try (Studio studio = Studio.start(StudioConfig.in(folder.resolve("studio")))) {
            TestClient visitor = new TestClient(studio.baseUrl()).registered();
            String session = visitor.session();
            visitor.upload(session, "hill.jpg", picture());
            visitor.chat(session, "a 14-second video, zoom in, no music, title \"Morning\" for the first 3 seconds");
            exported(visitor, session, "render_a");
            Map<String, Object> first = chunks();
            assertThat(first).as("chunks of four seconds").hasSize(4);

            visitor.chat(session, "change the title to \"Evening\"");
            Path film = exported(visitor, session, "render_b");

            Map<String, Object> second = chunks();
            assertThat(second).as("the same files, and one more").hasSize(5).containsAllEntriesOf(first);
            FilmFacts whole = FilmCheck.check(film);
            assertThat(whole.widthPx()).isEqualTo(320);
            assertThat(whole.length()).isBetween(Duration.ofMillis(13_950), Duration.ofMillis(14_050));
            assertThat(Intake.inspect(film).fps()).isEqualTo(Film.FPS);
        }
    }

    @Test
    void aFileThatFailsARenderIsNamedAsUploaded() throws Exception {
        try (Studio studio = Studio.start(StudioConfig.in(folder.resolve("studio")))) {
            TestClient visitor = new TestClient(studio.baseUrl()).registered();
            String session = visitor.session();
            visitor.upload(session, "My hill.jpg", picture());
            visitor.chat(session, "a 2-second video, no music");
            JsonNode draft = visitor.state(session).path("draft");
            try (Stream<Path> files = Files.walk(folder.resolve("studio"))) {
                Path stored = files.filter(file -> file.toString().endsWith(".jpg"))
                        .findFirst()
                        .orElseThrow();
                Files.writeString(stored, "not a picture any more");
            }
            visitor.export("render_a", session, draft);
            JsonNode done = visitor.until(
                    () -> visitor.render("render_a"),
                    now -> !now.path("status").asText().matches("pending|processing"));

            assertThat(done.path("status").asText()).isEqualTo("failed");
            assertThat(done.path("error").asText()).contains("“My hill.jpg”").doesNotContain("media_");
        }
    }

    /** Renders the timeline as a small film. */
    private Path exported(TestClient visitor, String session, String id) throws IOException {
        JsonNode draft = visitor.state(session).path("draft");
        ((ObjectNode) draft.path("m")).put("width", 320).put("height", 180);
        visitor.export(id, session, draft);
        JsonNode done = visitor.until(
                () -> visitor.render(id),
                now -> !now.path("status").asText().matches("pending|processing"),
                Duration.ofMinutes(2));
        assertThat(done.path("status").asText()).as("%s", done).isEqualTo("completed");
        String url = done.path("output").path("url").asText();
        return Files.write(
                folder.resolve(id + ".mp4"),
                TestClient.send(new Request.Builder().url(url)).bytes());
    }

    /** The finished chunks in the studio's folder with their file keys: a rewritten chunk has another key. */
    private Map<String, Object> chunks() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("studio"))) {
            return files.filter(file -> file.getFileName().toString().matches("chunk-.*\\.h264"))
                    .collect(Collectors.<Path, String, Object>toMap(
                            file -> file.getFileName().toString(), RealFilmTest::identity));
        }
    }

    private static Object identity(Path file) {
        try {
            return Objects.requireNonNull(
                    Files.readAttributes(file, BasicFileAttributes.class).fileKey());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
