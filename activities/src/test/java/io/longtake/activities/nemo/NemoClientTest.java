package io.longtake.activities.nemo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.longtake.activities.FakeCloud;
import io.longtake.activities.nemo.answer.AnonymousToken;
import io.longtake.activities.nemo.answer.Answer;
import io.longtake.activities.nemo.answer.BackendSession;
import io.longtake.activities.nemo.answer.Credits;
import io.longtake.activities.nemo.answer.ProjectState;
import io.longtake.activities.nemo.answer.RenderAnswer;
import io.longtake.activities.nemo.answer.Uploaded;
import io.longtake.activities.nemo.answer.WireShapes;
import io.longtake.activities.nemo.error.Delivery;
import io.longtake.activities.nemo.error.NemoException;
import io.longtake.activities.nemo.http.CallScope;
import io.longtake.activities.nemo.http.NemoBackend;
import io.longtake.activities.nemo.http.UploadFile;
import io.longtake.activities.nemo.token.AccessToken;
import io.longtake.activities.nemo.token.Redaction;
import io.longtake.network.http.HttpClients;
import io.longtake.network.http.RetryAfter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NemoClientTest {
    private FakeCloud cloud;
    private NemoClient client;

    @BeforeEach
    void start() throws IOException {
        cloud = new FakeCloud();
        client = cloud.client();
    }

    @AfterEach
    void stop() {
        client.close();
        cloud.close();
    }

    @Test
    void everyRequestCarriesTheAttributionAndTheToken() {
        cloud.answer(200, "{\"code\":0,\"data\":{\"available\":100,\"frozen\":5,\"total\":105}}");

        Credits credits = client.credits(FakeCloud.TOKEN);

        assertThat(credits).isEqualTo(new Credits(100, 5, 105));
        RecordedRequest asked = cloud.asked();
        assertThat(asked.getTarget()).isEqualTo("/api/credits/balance/simple");
        assertThat(asked.getHeaders().get("Authorization")).isEqualTo("Bearer " + FakeCloud.TOKEN.reveal());
        assertThat(asked.getHeaders().get("X-Skill-Source")).isEqualTo("image-to-video-long-duration");
        assertThat(asked.getHeaders().get("X-Skill-Version")).isEqualTo("0.1.0");
        assertThat(asked.getHeaders().get("X-Skill-Platform")).isEqualTo("unknown");
    }

    @Test
    void anAnonymousTokenIsRequestedWithTheClientIdAndNoBody() {
        cloud.answer(
                200,
                "{\"code\":0,\"data\":{\"token\":\"nmv_usr_x\",\"credits\":100,\"user_id\":\"u1\",\"expires_at\":\"2026-11-29T10:00:00Z\",\"new\":1}}");

        AnonymousToken token = client.anonymousToken("0b0f0a55-0000-4000-8000-000000000000");

        assertThat(token.token()).isEqualTo(AccessToken.of("nmv_usr_x"));
        assertThat(token.userId()).contains("u1");
        assertThat(token.expiresAt()).contains(Instant.parse("2026-11-29T10:00:00Z"));
        assertThat(token.toString()).doesNotContain("nmv_usr_x");
        RecordedRequest asked = cloud.asked();
        assertThat(asked.getHeaders().get("X-Client-Id")).isEqualTo("0b0f0a55-0000-4000-8000-000000000000");
        assertThat(asked.getHeaders().get("Authorization")).isNull();
        assertThat(asked.getBodySize()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"code\":0,\"data\":{\"session_id\":\"s1\",\"task_id\":\"t1\"}}",
                "{\"session_id\":\"s1\",\"task_id\":\"t1\",\"unheard_of\":{}}"
            })
    void aSessionIsReadInBothShapes(String json) {
        cloud.answer(200, json);

        BackendSession session = client.createSession(FakeCloud.TOKEN, "project", "zh-CN");

        assertThat(session.sessionId()).isEqualTo("s1");
        assertThat(session.taskId()).contains("t1");
        assertThat(cloud.asked().getBody().utf8()).isEqualTo("{\"task_name\":\"project\",\"language\":\"zh-CN\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"status\":\"completed\",\"progress\":100,\"output\":{\"url\":\"https://cdn.example/f.mp4\"}}",
                "{\"success\":true,\"data\":{\"status\":\"completed\",\"progress\":1.0,\"outputUrl\":\"https://cdn.example/f.mp4\"}}"
            })
    void aRenderIsReadInBothShapes(String json) {
        cloud.answer(FakeCloud.json(200, json).setHeader("Retry-After", "1").build());

        RenderAnswer render = client.render(FakeCloud.TOKEN, "render_1");

        assertThat(render.phase()).isEqualTo(RenderAnswer.Phase.COMPLETED);
        assertThat(render.percent()).hasValue(100);
        assertThat(render.output().orElseThrow()).hasToString("https://cdn.example/f.mp4");
        assertThat(render.pollAfter()).contains(Duration.ofSeconds(1));
    }

    @Test
    void aFailedRenderIsAResponseAndNotAnException() {
        cloud.answer(200, "{\"success\":false,\"data\":{\"status\":\"failed\"},\"error\":\"out of memory\"}");

        RenderAnswer render = client.render(FakeCloud.TOKEN, "render_1");

        assertThat(render.phase()).isEqualTo(RenderAnswer.Phase.FAILED);
        assertThat(render.failure()).contains("out of memory");
    }

    @Test
    void anExportNamesItsSessionInCamelCase() throws IOException {
        cloud.answer(200, "{\"success\":true,\"data\":{\"status\":\"pending\",\"progress\":0}}");

        client.submitRender(FakeCloud.TOKEN, "render_1", "s1", new ObjectMapper().readTree("{\"t\":[]}"));

        assertThat(cloud.asked().getBody().utf8())
                .isEqualTo("{\"id\":\"render_1\",\"sessionId\":\"s1\",\"draft\":{\"t\":[]},"
                        + "\"output\":{\"format\":\"mp4\",\"quality\":\"high\"}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200|{\"code\":1001,\"message\":\"x\"}|TokenRefused|REFUSED",
                "401|{\"detail\":\"Not authenticated\"}|TokenRefused|REFUSED",
                "200|{\"code\":1002,\"message\":\"x\"}|SessionNotFound|REFUSED",
                "404|{\"detail\":\"Session not found: s1\"}|SessionNotFound|REFUSED",
                "200|{\"code\":2001,\"message\":\"x\"}|NoCredits|REFUSED",
                "200|{\"code\":4001,\"message\":\"x\"}|UnsupportedFile|REFUSED",
                "200|{\"code\":4002,\"message\":\"x\"}|FileTooLarge|REFUSED",
                "413|{}|FileTooLarge|REFUSED",
                "402|{\"code\":402}|ExportNotAllowed|REFUSED",
                "200|{\"code\":402}|ExportNotAllowed|REFUSED",
                "429|{}|RateLimited|REFUSED",
                "422|{\"detail\":[{\"msg\":\"field required\"}]}|OtherRefusal|REFUSED",
                "200|{\"code\":7777,\"message\":\"x\"}|OtherRefusal|UNCERTAIN",
                "500|{\"error\":\"x\"}|ServerError|UNCERTAIN",
                "503|<html>busy</html>|ServerError|UNCERTAIN",
                "200|nonsense|UnreadableAnswer|UNCERTAIN",
                "307|{}|UnreadableAnswer|UNCERTAIN"
            })
    void everyCauseHasItsTypeAndDelivery(int status, String body, String type, Delivery delivery) {
        cloud.answer(
                FakeCloud.json(status, body).setHeader("Location", "/elsewhere").build());

        NemoException e = catchThrowableOfType(
                NemoException.class, () -> client.chat(FakeCloud.TOKEN, "s1", "hello", new CallScope()));

        assertThat(e.getClass().getSimpleName()).isEqualTo(type);
        assertThat(e.delivery()).isEqualTo(delivery);
        assertThat(cloud.requests()).isEqualTo(1);
    }

    @Test
    void anUnknownCodeIsKept() {
        cloud.answer(200, "{\"code\":7777,\"message\":\"the moon is in the wrong house\"}");

        NemoException e = catchThrowableOfType(NemoException.class, () -> client.credits(FakeCloud.TOKEN));

        assertThat(e.code()).isEqualTo(7777);
        assertThat(e).hasMessageContaining("7777").hasMessageContaining("the moon is in the wrong house");
    }

    @Test
    void aPageOfAProxyIsDistinguishedFromABackendResponse() {
        cloud.answer(new MockResponse.Builder()
                .code(404)
                .setHeader("Content-Type", "text/html")
                .body("<html>no such page</html>")
                .build());

        NemoException e = catchThrowableOfType(NemoException.class, () -> client.render(FakeCloud.TOKEN, "render_1"));

        assertThat(e).isInstanceOf(NemoException.UnreadableAnswer.class).hasMessageContaining("web page");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "No render with this id in your session|RenderNotFound",
                "Session s1 has no such render, or it was not found|RenderNotFound",
                "Not Found|RenderNotFound",
                "Session not found: s1|SessionNotFound",
                "This session does not exist|SessionNotFound"
            })
    void anUnknownRenderIsNotALostSession(String detail, String type) {
        cloud.answer(404, "{\"detail\":\"" + detail + "\"}");

        NemoException e = catchThrowableOfType(NemoException.class, () -> client.render(FakeCloud.TOKEN, "render_1"));

        assertThat(e.getClass().getSimpleName()).isEqualTo(type);
    }

    @Test
    void numbersMayBeText() {
        cloud.answer(200, "{\"code\":\"0\",\"data\":{\"available\":\"80\",\"frozen\":\"5\",\"total\":\"85.0\"}}");
        cloud.answer(200, "{\"code\":0,\"data\":{\"token\":\"nmv_usr_x\",\"credits\":\"100\"}}");
        cloud.answer(200, "{\"status\":\"processing\",\"progress\":\"0.4\"}");
        cloud.answer(200, "{\"status\":\"processing\",\"progress\":\"40%\"}");

        assertThat(client.credits(FakeCloud.TOKEN)).isEqualTo(new Credits(80, 5, 85));
        assertThat(client.anonymousToken("0b0f0a55-0000-4000-8000-000000000000").credits())
                .hasValue(100);
        assertThat(client.render(FakeCloud.TOKEN, "render_1").percent()).hasValue(40);
        assertThat(client.render(FakeCloud.TOKEN, "render_1").percent()).hasValue(40);
    }

    @Test
    void aBalanceWithoutANumberIsUnreadable() {
        cloud.answer(200, "{\"code\":0,\"data\":{\"available\":\"plenty\"}}");

        assertThat(catchThrowableOfType(NemoException.class, () -> client.credits(FakeCloud.TOKEN)))
                .isInstanceOf(NemoException.UnreadableAnswer.class)
                .hasMessageContaining("available");
    }

    @Test
    void theLifetimeOfAClaimMayBeText() throws IOException {
        Answer answer = new Answer(
                new ObjectMapper().readTree("{\"claim_token\":\"clm_1\",\"expires_in\":\"60\"}"),
                200,
                Optional.empty(),
                Redaction.of(FakeCloud.TOKEN));

        assertThat(WireShapes.claimToken(answer).life()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void theTokenIsRemovedFromTheReasonOfAFailedRender() {
        AccessToken own = AccessToken.of("key-of-a-person-0123456789");
        cloud.answer(200, "{\"status\":\"failed\",\"error\":{\"message\":\"no right for " + own.reveal() + "\"}}");

        assertThat(client.render(own, "render_1").failure()).contains("no right for [token]");
    }

    @Test
    void anEmptyVariableCountsAsNotSet() {
        NemoBackend backend = NemoBackend.cloud(Map.of("NEMO_WEB_URL", "", "NEMO_API_URL", " "));

        assertThat(backend).isEqualTo(NemoBackend.cloud(Map.of()));
        try (NemoClients clients = clients(Map.of("NEMO_WEB_URL", ""))) {
            assertThat(clients.at(cloud.origin()).backend().web()).hasToString("https://nemovideo.com/");
        }
    }

    @Test
    void aVariableWithAnInvalidAddressIsNamedAndNothingIsSent() {
        try (NemoClients clients = clients(Map.of("NEMO_WEB_URL", "nemovideo"))) {
            NemoException e = catchThrowableOfType(NemoException.class, () -> clients.at(cloud.origin()));

            assertThat(e)
                    .hasMessage("NEMO_WEB_URL is 'nemovideo', which is not an http or https address. Correct it, or"
                            + " unset it. Nothing was sent.");
            assertThat(e.delivery()).isEqualTo(Delivery.NEVER_LEFT);
        }
    }

    private static NemoClients clients(Map<String, String> environment) {
        return new NemoClients(FakeCloud.HEADERS, FakeCloud.QUICK, Optional::of, environment);
    }

    @Test
    void onlyTheBackendItselfReportsThatARenderIsUnknown() {
        cloud.answer(404, "{\"code\":404,\"message\":\"render not found\"}");

        assertThat(catchThrowableOfType(NemoException.class, () -> client.render(FakeCloud.TOKEN, "render_1")))
                .isInstanceOf(NemoException.RenderNotFound.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "409|{\"code\":409,\"message\":\"conflict\"}",
                "200|{\"success\":false,\"error\":\"Duplicate render id\"}",
                "400|{\"detail\":\"render_1 already exists\"}"
            })
    void aDuplicateRenderIsRecognised(int status, String body) {
        cloud.answer(status, body);

        assertThat(catchThrowableOfType(
                        NemoException.class,
                        () -> client.submitRender(
                                FakeCloud.TOKEN, "render_1", "s1", new ObjectMapper().createObjectNode())))
                .isInstanceOf(NemoException.DuplicateRender.class);
    }

    @Test
    void theTokenIsRemovedFromARefusalThatRepeatsIt() {
        cloud.answer(
                200, "{\"code\":9,\"message\":\"bad " + FakeCloud.TOKEN.reveal() + " / Bearer abc nmv_usr_other\"}");

        NemoException e = catchThrowableOfType(NemoException.class, () -> client.credits(FakeCloud.TOKEN));

        assertThat(e.getMessage() + e.backendMessage()).doesNotContain("secret0123", "abc", "nmv_usr_other");
    }

    @Test
    void retryAfterIsReadAsSecondsAndAsDate() {
        Instant now = Instant.parse("2026-11-22T10:00:00Z");
        Clock clock = Clock.fixed(now, java.time.ZoneOffset.UTC);

        assertThat(RetryAfter.read("30", clock)).contains(Duration.ofSeconds(30));
        assertThat(RetryAfter.read("Sun, 22 Nov 2026 10:01:00 GMT", clock)).contains(Duration.ofMinutes(1));
        assertThat(RetryAfter.read("Sun, 22 Nov 2026 09:00:00 GMT", clock)).contains(Duration.ZERO);
        assertThat(RetryAfter.read("soon", clock)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {503, 408, 421, 307, 308, 301})
    void theLibraryNeverSendsAMessageAgain(int status) {
        cloud.answer(FakeCloud.json(status, "{}")
                .setHeader("Retry-After", "0")
                .setHeader("Location", "/run_sse")
                .build());
        cloud.stream("data: {}\n\n");

        assertThatThrownBy(() -> client.chat(FakeCloud.TOKEN, "s1", "hello", new CallScope()))
                .isInstanceOf(NemoException.class);

        assertThat(cloud.requests()).isEqualTo(1);
    }

    @Test
    void aRefusedConnectionCertainlySentNothing() throws IOException {
        assertThat(neverLeft(FakeCloud.unusedAddress()))
                .isInstanceOf(NemoException.Unreachable.class)
                .hasMessageContaining("the connection was refused");
    }

    @Test
    void anUnresolvedNameCertainlySentNothing() {
        neverLeft("http://nobody.invalid");
    }

    @Test
    void aFailedHandshakeCertainlySentNothing() {
        neverLeft(cloud.origin().replace("http://", "https://"));
    }

    private static NemoException neverLeft(String origin) {
        try (NemoClient client = client(origin, FakeCloud.QUICK)) {
            NemoException e = catchThrowableOfType(
                    NemoException.class, () -> client.chat(FakeCloud.TOKEN, "s1", "hello", new CallScope()));

            assertThat(e.delivery()).isEqualTo(Delivery.NEVER_LEFT);
            return e;
        }
    }

    private static NemoClient client(String origin, NemoTimeouts timeouts) {
        return new NemoClient(
                NemoBackend.of(origin), FakeCloud.HEADERS, timeouts, Clock.systemUTC(), new HttpClients(Map.of()));
    }

    @Test
    void aRequestWhoseConnectionBrokeMayHaveArrived() {
        cloud.answer(new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build());

        NemoException e = catchThrowableOfType(
                NemoException.class, () -> client.chat(FakeCloud.TOKEN, "s1", "hello", new CallScope()));

        assertThat(e).isInstanceOf(NemoException.ConnectionLost.class);
        assertThat(e.delivery()).isEqualTo(Delivery.UNCERTAIN);
        assertThat(cloud.requests()).isEqualTo(1);
    }

    @Test
    void aSilentBackendTimesOut() {
        cloud.answer(new MockResponse.Builder()
                .onResponseStart(SocketEffect.Stall.INSTANCE)
                .build());

        NemoTimeouts impatient = FakeCloud.QUICK.withAnswer(Duration.ofMillis(300));
        try (NemoClient asking = client(cloud.origin(), impatient)) {
            assertThat(catchThrowableOfType(NemoException.class, () -> asking.credits(FakeCloud.TOKEN)))
                    .isInstanceOf(NemoException.TimedOut.class);
        }
    }

    @Test
    void aBackendWithoutClaimLinksIsNotAFailure() {
        cloud.answer(404, "{\"detail\":\"Not Found\"}");
        cloud.answer(200, "{\"code\":0,\"data\":{\"claim_token\":\"clm_1\",\"expires_in\":604800}}");

        assertThat(client.claimPage(FakeCloud.TOKEN, "t1", "s1")).isEmpty();
        assertThat(client.claimPage(FakeCloud.TOKEN, "t1", "s1").orElseThrow().encodedPath())
                .isEqualTo("/workspace/claim");
    }

    @Test
    void anUploadStreamsTheFileAndCountsIt(@TempDir Path folder) throws IOException {
        Path photo = Files.write(folder.resolve("p.jpg"), new byte[300_000]);
        cloud.answer(
                200,
                "{\"code\":0,\"data\":{\"files\":[{\"filename\":\"p.jpg\",\"hash\":\"h\",\"width\":10}],\"session_state_applied\":true}}");
        List<Long> sent = new ArrayList<>();

        Uploaded uploaded = client.upload(
                FakeCloud.TOKEN,
                "s1",
                List.of(new UploadFile("p.jpg", "image/jpeg", photo)),
                sent::add,
                new CallScope());

        assertThat(uploaded.files().get(0).hash()).contains("h");
        assertThat(sent).last().isEqualTo(300_000L);
        assertThat(cloud.asked().getBody().utf8()).contains("name=\"files\"; filename=\"p.jpg\"");
    }

    @Test
    void aFileNameCannotBreakTheHeaderOfItsPart(@TempDir Path folder) throws IOException {
        Path photo = Files.write(folder.resolve("p.jpg"), new byte[10]);
        cloud.answer(200, "{\"code\":0,\"data\":{\"files\":[]}}");
        String name = "a\u001b]0;x\u0007\"\r\nX-Evil: 1\u0000\u007f 100% ü 👩\u200d🚀.jpg";

        client.upload(
                FakeCloud.TOKEN, "s1", List.of(new UploadFile(name, "image/jpeg", photo)), sent -> {}, new CallScope());

        assertThat(cloud.asked().getBody().utf8())
                .contains("filename=\"a%1B]0;x%07%22%0D%0AX-Evil: 1%00%7F 100% ü 👩\u200d🚀.jpg\"\r\n");
    }

    @Test
    void theStateIsReadWhereverTheResponseContainsIt() {
        cloud.answer(
                200,
                "{\"code\":0,\"data\":{\"user_id\":\"u\",\"state\":{\"draft\":{\"t\":[{\"tt\":0,\"sg\":[{\"d\":1}]}]},\"video_infos\":[]}}}");
        cloud.answer(200, "{\"state\":{\"draft\":\"{\\\"t\\\":[]}\"}}");

        ProjectState full = client.state(FakeCloud.TOKEN, "s1");
        ProjectState asText = client.state(FakeCloud.TOKEN, "s1");

        assertThat(full.exportable()).isTrue();
        assertThat(full.userId()).contains("u");
        assertThat(asText.draft().isObject()).isTrue();
        assertThat(asText.exportable()).isFalse();
    }

    @Test
    void theFallbackDownloadSendsTheTokenOnlyToTheBackend() {
        assertThat(client.fallbackDownload(FakeCloud.TOKEN, "render_1").url().encodedPath())
                .isEqualTo("/api/render/proxy/render_1/download");
        assertThat(client.backend().owns(okhttp3.HttpUrl.get("https://cdn.example/f.mp4")))
                .isFalse();
    }

    @Test
    void theInstallPathIndicatesThePlatform() {
        Path home = Path.of("/home/ann");
        assertThat(NemoHeaders.of("1", java.util.Map.of(), home, home.resolve(".clawhub/skills/longtake"))
                        .platform())
                .isEqualTo("clawhub");
        assertThat(NemoHeaders.of("1", java.util.Map.of(), home, home.resolve(".cursor/skills/x"))
                        .platform())
                .isEqualTo("cursor");
        assertThat(NemoHeaders.of("1", java.util.Map.of(), home, Path.of("/opt/longtake"))
                        .platform())
                .isEqualTo("unknown");
        assertThat(NemoHeaders.of("1", java.util.Map.of("SKILL_SOURCE", "mine"), home, home)
                        .platform())
                .isEqualTo("mine");
    }
}
