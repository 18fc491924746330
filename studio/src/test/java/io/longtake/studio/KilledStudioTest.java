package io.longtake.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} at critical moments: answered requests are kept, and started work is completed. */
class KilledStudioTest {
    private static final Duration ENDLESS = Duration.ofHours(1);
    private static final Duration QUICK = Duration.ofMillis(10);

    @TempDir
    Path folder;

    @Test
    void killedDuringAChatAndDuringARender() throws Exception {
        String token;
        String session;
        JsonNode draft;
        try (StudioProcess studio = StudioProcess.start(folder, QUICK, false)) {
            TestClient visitor = new TestClient(studio.baseUrl()).registered();
            token = visitor.token();
            session = visitor.session();
            visitor.upload(session, "a.png", TestStudios.png(8, 8));
            visitor.chat(session, "one");
            draft = visitor.state(session).path("draft");
            visitor.export("render_a", session, draft);
            visitor.until(() -> visitor.render("render_a").path("status").asText(), "processing"::equals);
            studio.kill();
        }
        try (StudioProcess studio = StudioProcess.start(folder, ENDLESS, false)) {
            TestClient visitor = new TestClient(studio.baseUrl()).with(token);
            assertThat(visitor.state(session).path("draft")).isEqualTo(draft);
            try (Response response = TestClient.open(visitor.chatRequest(session, "two"))) {
                response.body().source().readUtf8Line();
                studio.kill();
            }
        }
        try (StudioProcess studio = StudioProcess.start(folder, QUICK, true)) {
            TestClient visitor = new TestClient(studio.baseUrl()).with(token);
            visitor.until(() -> visitor.state(session).path("draft").toString(), shown -> shown.contains("one / two"));
            visitor.until(() -> visitor.render("render_a").path("status").asText(), "completed"::equals);
            assertThat(visitor.get("/api/render/proxy/render_a/download").bytes())
                    .isEqualTo(FakeRenderer.content());
        }
        try (Studio studio = TestStudios.start(TestStudios.quick(folder))) {
            assertThat(studio.ledger().stream()
                            .filter(entry -> entry.path().equals("/run_sse"))
                            .map(entry -> entry.intent().orElse("")))
                    .containsExactly("one", "two");
        }
    }

    @Test
    void killedDuringAnUpload() throws Exception {
        String token;
        String session;
        try (StudioProcess studio = StudioProcess.start(folder, QUICK, true)) {
            TestClient visitor = new TestClient(studio.baseUrl()).registered();
            token = visitor.token();
            session = visitor.session();
            URI base = URI.create(studio.baseUrl());
            try (Socket socket = new Socket(base.getHost(), base.getPort())) {
                OutputStream out = socket.getOutputStream();
                out.write(("POST /api/upload-video/nemo_agent/me/" + session + " HTTP/1.1\r\nHost: localhost\r\n"
                                + "Authorization: Bearer " + token
                                + "\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 900000\r\n\r\n"
                                + "--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.png\"\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
                out.write(new byte[300_000]);
                out.flush();
                visitor.until(this::incoming, files -> !files.isEmpty());
                studio.kill();
            }
        }
        try (StudioProcess studio = StudioProcess.start(folder, QUICK, true)) {
            assertThat(incoming()).isEmpty();
            TestClient visitor = new TestClient(studio.baseUrl()).with(token);
            assertThat(visitor.state(session).path("video_infos")).isEmpty();
            assertThat(visitor.upload(session, "a.png", TestStudios.png(8, 8)).code())
                    .isZero();
        }
    }

    private List<Path> incoming() {
        try (Stream<Path> files = Files.walk(folder.resolve("incoming"))) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
