package io.longtake.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.longtake.studio.fault.Fault;
import io.longtake.studio.fault.Faults;
import io.longtake.studio.ledger.Ledger;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Injected faults. */
class FaultsTest {
    @TempDir
    Path folder;

    private Studio studio;
    private TestClient visitor;
    private String session;

    @BeforeEach
    void open() throws IOException {
        studio = TestStudios.start(TestStudios.quick(folder));
        visitor = new TestClient(studio.baseUrl()).registered();
        session = visitor.session();
        visitor.upload(session, "a.png", TestStudios.png(8, 8));
    }

    @AfterEach
    void close() throws IOException {
        studio.close();
    }

    private TestClient.Answer faults(String json, String key) throws IOException {
        return put(studio, json, key);
    }

    private static TestClient.Answer put(Studio studio, String json, String key) throws IOException {
        return TestClient.send(new Request.Builder()
                .url(studio.baseUrl() + "/studio/faults")
                .header("Authorization", "Bearer " + key)
                .put(RequestBody.create(json, MediaType.get("application/json"))));
    }

    private void faults(String json) throws IOException {
        assertThat(faults(json, studio.adminKey()).status()).isEqualTo(200);
    }

    private JsonNode tracks() throws IOException {
        return visitor.state(session).path("draft").path("t");
    }

    @Test
    void settingFaultsRequiresTheAdminKey() throws Exception {
        assertThat(faults("{\"dropStreams\":1}", visitor.token()).status()).isEqualTo(403);
        assertThat(faults("{\"noSuchFault\":1}", studio.adminKey()).status()).isEqualTo(400);
        assertThat(faults("{\"dropStreams\":2}", studio.adminKey()).status()).isEqualTo(400);
    }

    @Test
    void aForgottenEditIsRecordedAndNeverApplied() throws Exception {
        faults("{\"forgetEdits\":1}");
        assertThat(visitor.chat(session, "hello")).noneMatch(line -> line.contains("\"text\""));
        assertThat(tracks()).isEmpty();
        assertThat(studio.ledger()).anyMatch(entry -> entry.intent().equals(Optional.of("hello")));
        faults("{}");
        visitor.chat(session, "again");
        assertThat(tracks()).hasSize(3);
    }

    @Test
    void aDroppedStreamBreaksButTheEditIsDone() throws Exception {
        faults("{\"dropStreams\":1}");
        assertThatThrownBy(() -> visitor.chat(session, "hello")).isInstanceOf(IOException.class);
        visitor.until(this::tracks, tracks -> tracks.size() == 3);
    }

    @Test
    void aLostResponseMeansTheWorkWasDone() throws Exception {
        visitor.chat(session, "hello");
        JsonNode draft = visitor.state(session).path("draft");
        faults("{\"loseAnswers\":1}");
        assertThatThrownBy(() -> visitor.export("render_a", session, draft)).isInstanceOf(IOException.class);
        faults("{}");
        visitor.until(() -> visitor.render("render_a").path("status").asText(), "completed"::equals);
    }

    @Test
    void aFailedRenderReportsTheReason() throws Exception {
        visitor.chat(session, "hello");
        faults("{\"failRenders\":1}");
        visitor.export("render_a", session, visitor.state(session).path("draft"));
        JsonNode failed = visitor.until(
                () -> visitor.render("render_a"),
                now -> now.path("status").asText().equals("failed"));
        assertThat(failed.path("error").asText()).contains("lost");
    }

    @Test
    void aBrokenDownloadIsResumedByRange() throws Exception {
        visitor.chat(session, "hello");
        visitor.export("render_a", session, visitor.state(session).path("draft"));
        String url = visitor.until(
                        () -> visitor.render("render_a"),
                        now -> now.path("status").asText().equals("completed"))
                .path("output")
                .path("url")
                .asText();
        faults("{\"dropDownloads\":1}");
        assertThatThrownBy(() -> TestClient.send(new Request.Builder().url(url)))
                .isInstanceOf(IOException.class);
        faults("{}");
        TestClient.Answer rest = TestClient.send(new Request.Builder().url(url).header("Range", "bytes=50000-"));
        assertThat(rest.bytes()).hasSize(50_000);
    }

    @Test
    void refusalsHappenBeforeAnyWork() throws Exception {
        faults("{\"rateLimit\":1}");
        assertThat(TestClient.send(visitor.chatRequest(session, "hello")).status())
                .isEqualTo(429);
        faults("{\"serverErrors\":1}");
        assertThat(TestClient.send(visitor.chatRequest(session, "hello")).status())
                .isEqualTo(503);
        faults("{}");
        assertThat(tracks()).isEmpty();
    }

    @Test
    void anExpiredTokenStays1001() throws Exception {
        faults("{\"expireTokens\":1}");
        assertThat(visitor.get("/api/credits/balance/simple").code()).isEqualTo(1001);
        faults("{}");
        assertThat(visitor.get("/api/credits/balance/simple").code()).isEqualTo(1001);
    }

    @Test
    void aForgottenSessionStays1002() throws Exception {
        faults("{\"forgetSessions\":1}");
        assertThat(TestClient.send(visitor.chatRequest(session, "hello")).code())
                .isEqualTo(1002);
        faults("{}");
        assertThat(visitor.get("/api/state/nemo_agent/me/" + session + "/latest")
                        .code())
                .isEqualTo(1002);
    }

    @Test
    void theSameSeedCausesTheSameFaults() {
        Faults one = new Faults(new Faults.Plan(7, Map.of(Fault.DROP_STREAMS, 0.5)));
        Faults two = new Faults(new Faults.Plan(7, Map.of(Fault.DROP_STREAMS, 0.5)));
        List<Boolean> first = IntStream.range(0, 100)
                .mapToObj(i -> one.triggers(Fault.DROP_STREAMS, "message " + i))
                .toList();
        List<Boolean> second = IntStream.range(0, 100)
                .mapToObj(i -> two.triggers(Fault.DROP_STREAMS, "message " + i))
                .toList();
        assertThat(first).isEqualTo(second).contains(true, false);
    }

    @Test
    void aStalledStreamStaysOpenAndSilentButTheEditIsDone() throws Exception {
        faults("{\"stallStreams\":1}");
        try (Response response = TestClient.open(visitor.chatRequest(session, "hello"))) {
            BufferedSource stream = response.body().source();
            assertThat(stream.readUtf8Line()).isEqualTo("data: {\"type\":\"heartbeat\"}");
            assertThat(stream.readUtf8Line()).isEmpty();
            stream.timeout().timeout(500, TimeUnit.MILLISECONDS);
            assertThatThrownBy(stream::readUtf8Line).isInstanceOf(SocketTimeoutException.class);
        }
        visitor.until(this::tracks, tracks -> tracks.size() == 3);
        assertThat(studio.ledger()).anyMatch(entry -> entry.fault().equals(Optional.of("stallStreams")));
    }

    @Test
    void aStalledStreamEndsWhenTheClientDisconnects() throws Exception {
        faults("{\"stallStreams\":1}");
        try (Response response = TestClient.open(visitor.chatRequest(session, "hello"))) {
            assertThat(response.body().source().readUtf8Line()).isEqualTo("data: {\"type\":\"heartbeat\"}");
            assertThat(stalled().status()).as("while the client is connected").isEmpty();
        }
        visitor.until(() -> stalled().status(), Optional::isPresent);
    }

    /** The ledger entry of the chat; it has a status once the chat's thread is free again. */
    private Ledger.Entry stalled() {
        return studio.ledger().stream()
                .filter(entry -> entry.path().equals("/run_sse"))
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    @Test
    void aSlowRenderStartsLaterAndCanBeCancelledBefore() throws Exception {
        visitor.chat(session, "hello");
        faults("{\"slowRenders\":1}");
        visitor.export("render_a", session, visitor.state(session).path("draft"));
        visitor.until(() -> visitor.render("render_a").path("status").asText(), "processing"::equals);
        assertThat(visitor.render("render_a").path("progress").asInt()).isZero();
        visitor.post("/api/render/proxy/lambda/render_a/cancel", TestClient.MAPPER.createObjectNode());
        faults("{}");
        visitor.export("render_b", session, visitor.state(session).path("draft"));
        visitor.until(() -> visitor.render("render_b").path("status").asText(), "completed"::equals);
        assertThat(visitor.render("render_a").path("status").asText()).isEqualTo("cancelled");
    }

    @Test
    void aNewPlanReleasesRequestsThatADelayHolds() throws Exception {
        faults("{\"silentEdits\":1,\"chatMillis\":600000}");
        try (Response response = TestClient.open(visitor.chatRequest(session, "hello"))) {
            response.body().source().readUtf8Line();
            faults("{}");
            assertThat(response.body().source().readUtf8()).contains("The title says: hello");
        }
    }

    @Test
    void aRateIsAProportionOfRequests() throws Exception {
        faults("{\"rateLimit\":0.3,\"seed\":4}");
        int struck = 0;
        for (int i = 0; i < 200; i++) {
            struck += visitor.get("/api/credits/balance/simple").status() == 429 ? 1 : 0;
        }
        faults("{}");
        assertThat(struck).isBetween(40, 80);
    }

    @Test
    void theSameSeedAffectsTheSameRequestsOfAnotherStudio(@TempDir Path one, @TempDir Path two, @TempDir Path three)
            throws Exception {
        List<String> first = triggers(one, 11);
        assertThat(first).contains("rateLimit", "serverErrors", "dropStreams", "");
        assertThat(triggers(two, 11)).isEqualTo(first);
        assertThat(triggers(three, 12)).isNotEqualTo(first);
    }

    /** The faults injected into each request of a fixed sequence. */
    private static List<String> triggers(Path folder, long seed) throws IOException {
        try (Studio studio = TestStudios.start(TestStudios.quick(folder))) {
            TestClient visitor = new TestClient(studio.baseUrl()).registered();
            String session = visitor.session();
            visitor.upload(session, "a.png", TestStudios.png(8, 8));
            visitor.chat(session, "first");
            JsonNode draft = visitor.state(session).path("draft");
            put(
                    studio,
                    "{\"rateLimit\":0.3,\"serverErrors\":0.3,\"dropStreams\":0.5,\"seed\":" + seed + "}",
                    studio.adminKey());
            for (int i = 0; i < 12; i++) {
                visitor.get("/api/state/nemo_agent/me/" + session + "/latest");
                visitor.export("render_" + i, session, draft);
                try {
                    visitor.chat(session, "message " + i);
                } catch (IOException dropped) {
                    // The fault is expected; the ledger records it.
                }
            }
            return studio.ledger().stream()
                    .map(entry -> entry.fault().orElse(""))
                    .toList();
        }
    }

    @Test
    void theLedgerRequiresTheKeyAndContainsNoToken() throws Exception {
        visitor.chat(session, "hello");
        TestClient.Answer answer = TestClient.send(new Request.Builder()
                .url(studio.baseUrl() + "/studio/ledger")
                .header("Authorization", "Bearer " + studio.adminKey()));
        assertThat(answer.json().path("entries")).isNotEmpty();
        assertThat(answer.json().toString()).contains("hello").doesNotContain(visitor.token());
        assertThat(visitor.get("/studio/ledger").status()).isEqualTo(403);
    }
}
