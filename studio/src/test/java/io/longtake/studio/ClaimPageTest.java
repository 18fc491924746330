package io.longtake.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longtake.studio.config.StudioConfig;
import java.nio.file.Path;
import java.time.Duration;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The project page in the browser. */
class ClaimPageTest {
    @TempDir
    Path folder;

    @Test
    void theLinkShowsTheProjectAndEscapesUserText() throws Exception {
        try (Studio studio = TestStudios.start(TestStudios.quick(folder))) {
            TestClient visitor = new TestClient(studio.baseUrl()).registered();
            String session = visitor.session();
            visitor.upload(session, "hill.png", TestStudios.png(8, 6));
            visitor.chat(session, "<script>alert(1)</script>");
            visitor.export("render_a", session, visitor.state(session).path("draft"));
            visitor.until(() -> visitor.render("render_a").path("status").asText(), "completed"::equals);
            ObjectNode body = TestClient.MAPPER.createObjectNode().put("session_id", session);
            JsonNode claim = visitor.post("/api/auth/claim-token", body).data();
            assertThat(claim.path("claim_token").asText()).startsWith("clm_");
            assertThat(claim.path("expires_in").asInt()).isEqualTo(604800);

            String link = studio.baseUrl() + "/workspace/claim?ct="
                    + claim.path("claim_token").asText();
            TestClient.Answer page = TestClient.send(new Request.Builder().url(link));
            String html = page.content().utf8();
            assertThat(page.status()).isEqualTo(200);
            assertThat(html)
                    .contains(
                            "hill.png",
                            "8 × 6 px",
                            "<video controls",
                            "&lt;script&gt;alert(1)",
                            "Timeline (3 tracks)",
                            "role=\"status\"",
                            "class=\"player\" data-film=\"{&quot;length&quot;:2000",
                            "<h3>Film 1</h3>")
                    .doesNotContain("<script>alert", visitor.token());
            assertThat(page.headers().get("Content-Security-Policy")).contains("default-src 'none'");
            assertThat(page.headers().get("Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(studio.ledger()).noneMatch(entry -> entry.toString()
                    .contains(claim.path("claim_token").asText()));

            TestClient asToken = new TestClient(studio.baseUrl())
                    .with(claim.path("claim_token").asText());
            assertThat(asToken.get("/api/credits/balance/simple").code()).isEqualTo(1001);
            assertThat(TestClient.send(new Request.Builder().url(studio.baseUrl() + "/workspace/claim?ct=clm_x"))
                            .status())
                    .isEqualTo(404);
        }
    }

    @Test
    void anEmptyProjectHasAPage() throws Exception {
        try (Studio studio = TestStudios.start(TestStudios.quick(folder))) {
            TestClient visitor = new TestClient(studio.baseUrl()).registered();
            ObjectNode body = TestClient.MAPPER.createObjectNode().put("session_id", visitor.session());
            String claim = visitor.post("/api/auth/claim-token", body)
                    .data()
                    .path("claim_token")
                    .asText();

            String html = TestClient.send(new Request.Builder().url(studio.baseUrl() + "/workspace/claim?ct=" + claim))
                    .content()
                    .utf8();

            assertThat(html).contains("Nothing to play yet", "No media yet", "No edits yet");
        }
    }

    @Test
    void aRunningEditIsShownAsInProgress() throws Exception {
        try (Studio studio = TestStudios.start(TestStudios.quick(folder)
                .withChats(new StudioConfig.Chats(
                        StudioConfig.Dialect.TYPED, Duration.ofMillis(50), Duration.ofHours(1), false, 0)))) {
            TestClient visitor = new TestClient(studio.baseUrl()).registered();
            String session = visitor.session();
            visitor.upload(session, "hill.png", TestStudios.png(8, 6));
            try (Response stream = TestClient.open(visitor.chatRequest(session, "hello"))) {
                stream.body().source().readUtf8Line();
            }
            ObjectNode body = TestClient.MAPPER.createObjectNode().put("session_id", session);
            String claim = visitor.post("/api/auth/claim-token", body)
                    .data()
                    .path("claim_token")
                    .asText();

            assertThat(TestClient.send(new Request.Builder().url(studio.baseUrl() + "/workspace/claim?ct=" + claim))
                            .content()
                            .utf8())
                    .contains("data-status=\"RECEIVED\"", "Edit in progress");
        }
    }
}
