package io.longtake.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import okhttp3.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The complete path from a picture to a film, over HTTP. */
class MainJobTest {
    @Test
    void anImageBecomesAFilm(@TempDir Path folder) throws Exception {
        try (Studio studio = TestStudios.start(TestStudios.quick(folder))) {
            TestClient visitor = new TestClient(studio.baseUrl()).registered();
            assertThat(visitor.token()).startsWith("nmv_usr_");
            String session = visitor.session();

            JsonNode file = visitor.upload(session, "mountain.png", TestStudios.png(64, 48))
                    .data()
                    .path("files")
                    .path(0);
            assertThat(file.path("filename").asText()).isEqualTo("mountain.png");
            assertThat(file.path("width").asInt()).isEqualTo(64);
            assertThat(file.path("hash").asText()).hasSize(64);
            assertThat(visitor.state(session).path("video_infos")).hasSize(1);

            List<String> lines = visitor.chat(session, "hello");
            assertThat(lines.get(0)).isEqualTo("data: {\"type\":\"heartbeat\"}");
            assertThat(lines.get(lines.size() - 1))
                    .isEqualTo("data: {\"type\":\"text\",\"content\":\"The title says: hello\"}");

            JsonNode draft = visitor.state(session).path("draft");
            assertThat(draft.path("t")).hasSize(3);
            JsonNode submitted = visitor.export("render_1", session, draft).json();
            assertThat(submitted.path("status").asText()).isIn("pending", "processing", "completed");
            JsonNode done = visitor.until(
                    () -> visitor.render("render_1"),
                    now -> now.path("status").asText().equals("completed"));
            assertThat(done.path("progress").asInt()).isEqualTo(100);

            String url = done.path("output").path("url").asText();
            assertThat(URI.create(url).getHost())
                    .isNotEqualTo(URI.create(studio.baseUrl()).getHost());
            TestClient.Answer film = TestClient.send(new Request.Builder().url(url));
            assertThat(film.status()).isEqualTo(200);
            assertThat(film.bytes()).isEqualTo(FakeRenderer.content());
            assertThat(visitor.get("/api/render/proxy/render_1/download").bytes())
                    .isEqualTo(FakeRenderer.content());
        }
    }
}
