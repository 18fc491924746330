package io.longtake.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.longtake.studio.config.StudioConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests each row of the contract's table of errors. */
class ContractErrorsTest {
    private static final AtomicReference<Instant> NOW = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    /** A clock that the test sets. */
    private static final InstantSource CLOCK = NOW::get;

    private static Studio studio;

    @BeforeAll
    static void open(@TempDir Path folder) throws IOException {
        StudioConfig config = TestStudios.quick(folder).withPrices(new StudioConfig.Prices(100, 60, 0));
        studio = Studio.start(config, TestStudios.parts(FakeRenderer.free(), CLOCK.withZone(ZoneOffset.UTC)));
    }

    @AfterAll
    static void close() throws IOException {
        studio.close();
    }

    private static TestClient newClient() {
        return new TestClient(studio.baseUrl());
    }

    @Test
    void aTokenWithoutClientIdIsRefusedWith400() throws Exception {
        TestClient.Answer answer = TestClient.send(new Request.Builder()
                .url(studio.baseUrl() + "/api/auth/anonymous-token")
                .post(RequestBody.create(new byte[0])));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("message").asText()).contains("X-Client-Id");
    }

    @Test
    void aClientGetsOneTokenPer7Days() throws Exception {
        String client = UUID.randomUUID().toString();
        TestClient.Answer first = newClient().anonymous(client);
        assertThat(first.data().path("credits").asInt()).isEqualTo(100);
        assertThat(Instant.parse(first.data().path("expires_at").asText()))
                .isEqualTo(NOW.get().plus(Duration.ofDays(7)));
        assertThat(newClient().anonymous(client).status()).isEqualTo(429);

        Instant before = NOW.get();
        NOW.set(before.plus(Duration.ofDays(7)).plusSeconds(1));
        try {
            TestClient old = newClient().with(first.data().path("token").asText());
            assertThat(old.get("/api/credits/balance/simple").code()).isEqualTo(1001);
            JsonNode second = newClient().anonymous(client).data();
            assertThat(second.path("user_id")).isEqualTo(first.data().path("user_id"));
            TestClient renewed = newClient().with(second.path("token").asText());
            assertThat(renewed.get("/api/credits/balance/simple").code()).isZero();
        } finally {
            NOW.set(before);
        }
    }

    @Test
    void anAddressGetsALimitedNumberOfTokens(@TempDir Path folder) throws Exception {
        StudioConfig config = TestStudios.quick(folder).withPrices(new StudioConfig.Prices(100, 0, 2));
        try (Studio counting = TestStudios.start(config)) {
            TestClient visitor = new TestClient(counting.baseUrl());
            assertThat(visitor.anonymous(UUID.randomUUID().toString()).status()).isEqualTo(200);
            assertThat(visitor.anonymous(UUID.randomUUID().toString()).status()).isEqualTo(200);
            assertThat(visitor.anonymous(UUID.randomUUID().toString()).status()).isEqualTo(429);
        }
    }

    @Test
    void aWrongTokenIs1001() throws Exception {
        TestClient.Answer answer = newClient().with("nmv_usr_wrong").get("/api/credits/balance/simple");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.code()).isEqualTo(1001);
    }

    @Test
    void anUnknownSessionAndAnotherUsersSessionAre1002() throws Exception {
        String foreign = newClient().registered().session();
        TestClient visitor = newClient().registered();
        assertThat(visitor.get("/api/state/nemo_agent/me/ses_none/latest").code())
                .isEqualTo(1002);
        assertThat(visitor.get("/api/state/nemo_agent/me/" + foreign + "/latest")
                        .code())
                .isEqualTo(1002);
        assertThat(visitor.upload(foreign, "a.png", TestStudios.png(2, 2)).code())
                .isEqualTo(1002);
        assertThat(TestClient.send(visitor.chatRequest(foreign, "hello")).code())
                .isEqualTo(1002);
    }

    @Test
    void editsBeyondTheCreditsAre2001AndChangeNothing() throws Exception {
        TestClient visitor = newClient().registered();
        String session = visitor.session();
        visitor.upload(session, "a.png", TestStudios.png(2, 2));
        visitor.chat(session, "one");
        JsonNode balance = visitor.get("/api/credits/balance/simple").data();
        assertThat(balance.path("available").asInt()).isEqualTo(40);
        assertThat(balance.path("frozen").asInt()).isZero();
        assertThat(balance.path("total").asInt()).isEqualTo(40);
        JsonNode before = visitor.state(session);
        assertThat(TestClient.send(visitor.chatRequest(session, "two")).code()).isEqualTo(2001);
        assertThat(visitor.state(session)).isEqualTo(before);
    }

    @Test
    void aFailedEditCostsNothingAndReportsTheFailure() throws Exception {
        TestClient visitor = newClient().registered();
        String session = visitor.session();
        assertThat(visitor.chat(session, "break"))
                .last()
                .asString()
                .contains("\"type\":\"error\"")
                .contains("scissors");
        assertThat(visitor.get("/api/credits/balance/simple")
                        .data()
                        .path("available")
                        .asInt())
                .isEqualTo(100);
    }

    @Test
    void anExportWithoutAttributionIs402() throws Exception {
        TestClient visitor = newClient().registered();
        String session = visitor.session();
        Request.Builder bare = visitor.request("/api/render/proxy/lambda")
                .removeHeader("X-Skill-Platform")
                .post(RequestBody.create(
                        "{\"id\":\"render_bare\",\"sessionId\":\"" + session + "\",\"draft\":{}}",
                        MediaType.get("application/json")));
        assertThat(TestClient.send(bare).status()).isEqualTo(402);
        assertThat(visitor.get("/api/render/proxy/lambda/render_bare").status()).isEqualTo(404);
    }

    @Test
    void anEmptyDraftIsNotExported() throws Exception {
        TestClient visitor = newClient().registered();
        String session = visitor.session();
        TestClient.Answer answer =
                visitor.export("render_empty", session, visitor.state(session).path("draft"));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("message").asText()).contains("nothing to export");
    }

    @Test
    void anUnknownEndpointIsA404InTheEnvelope() throws Exception {
        TestClient.Answer answer = newClient().registered().get("/api/no/such/thing");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo(404);
        assertThat(answer.json().path("message").asText()).contains("/api/no/such/thing");
    }

    @Test
    void aBodyThatIsNotJsonIs400() throws Exception {
        TestClient visitor = newClient().registered();
        TestClient.Answer answer = TestClient.send(
                visitor.request("/run_sse").post(RequestBody.create("hello", MediaType.get("application/json"))));
        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void anEmptyMessageIs400() throws Exception {
        TestClient visitor = newClient().registered();
        assertThat(TestClient.send(visitor.chatRequest(visitor.session(), "  ")).status())
                .isEqualTo(400);
    }
}
