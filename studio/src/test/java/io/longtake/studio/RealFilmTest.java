package io.longtake.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import javax.imageio.ImageIO;
import okhttp3.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The studio as people have it: its own editor, and its renderer in a process of its own. */
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
    void aSentenceBecomesAFilm() throws Exception {
        try (Studio studio = Studio.start(StudioConfig.in(folder))) {
            Visitor visitor = new Visitor(studio.baseUrl()).registered();
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
            byte[] film = Visitor.send(new Request.Builder()
                            .url(done.path("output").path("url").asText()))
                    .bytes();
            assertThat(new String(film, 4, 4, StandardCharsets.US_ASCII)).isEqualTo("ftyp");
        }
    }
}
