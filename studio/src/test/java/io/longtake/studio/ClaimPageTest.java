package io.longtake.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import okhttp3.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The project in the browser. */
class ClaimPageTest {
    @TempDir
    Path folder;

    @Test
    void theLinkShowsTheProjectAndNothingAPersonSaidBecomesMarkup() throws Exception {
        try (Studio studio = TestStudios.start(TestStudios.quick(folder))) {
            Visitor visitor = new Visitor(studio.baseUrl()).registered();
            String session = visitor.session();
            visitor.upload(session, "hill.png", TestStudios.png(8, 6));
            visitor.chat(session, "<script>alert(1)</script>");
            visitor.export("render_a", session, visitor.state(session).path("draft"));
            visitor.until(() -> visitor.render("render_a").path("status").asText(), "completed"::equals);
            ObjectNode body = Visitor.MAPPER.createObjectNode().put("session_id", session);
            JsonNode claim = visitor.post("/api/auth/claim-token", body).data();
            assertThat(claim.path("claim_token").asText()).startsWith("clm_");
            assertThat(claim.path("expires_in").asInt()).isEqualTo(604800);

            String link = studio.baseUrl() + "/workspace/claim?ct="
                    + claim.path("claim_token").asText();
            Visitor.Answer page = Visitor.send(new Request.Builder().url(link));
            String html = page.content().utf8();
            assertThat(page.status()).isEqualTo(200);
            assertThat(html)
                    .contains(
                            "hill.png", "8 × 6 px", "<video controls", "&lt;script&gt;alert(1)", "Timeline (3 tracks)")
                    .doesNotContain("<script>alert", visitor.token());
            assertThat(page.headers().get("Content-Security-Policy")).contains("default-src 'none'");
            assertThat(page.headers().get("Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(studio.ledger()).noneMatch(entry -> entry.toString()
                    .contains(claim.path("claim_token").asText()));

            Visitor asToken =
                    new Visitor(studio.baseUrl()).with(claim.path("claim_token").asText());
            assertThat(asToken.get("/api/credits/balance/simple").code()).isEqualTo(1001);
            assertThat(Visitor.send(new Request.Builder().url(studio.baseUrl() + "/workspace/claim?ct=clm_x"))
                            .status())
                    .isEqualTo(404);
        }
    }
}
