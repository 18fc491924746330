package io.longtake.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.longtake.activities.nemo.ChatStream;
import io.longtake.activities.nemo.NemoClient;
import io.longtake.activities.nemo.NemoHeaders;
import io.longtake.activities.nemo.NemoTimeouts;
import io.longtake.activities.nemo.answer.AnonymousToken;
import io.longtake.activities.nemo.answer.BackendSession;
import io.longtake.activities.nemo.answer.Credits;
import io.longtake.activities.nemo.answer.ProjectState;
import io.longtake.activities.nemo.answer.RenderAnswer;
import io.longtake.activities.nemo.answer.RenderAnswer.Phase;
import io.longtake.activities.nemo.answer.Uploaded;
import io.longtake.activities.nemo.error.Delivery;
import io.longtake.activities.nemo.error.NemoException;
import io.longtake.activities.nemo.http.CallScope;
import io.longtake.activities.nemo.http.NemoBackend;
import io.longtake.activities.nemo.http.UploadFile;
import io.longtake.activities.nemo.token.AccessToken;
import io.longtake.activities.sse.AgentEvent;
import io.longtake.activities.sse.EventStream;
import io.longtake.activities.sse.ReplyAssembler;
import io.longtake.activities.sse.StreamBounds;
import io.longtake.network.http.HttpClients;
import io.longtake.studio.config.StudioConfig;
import io.longtake.studio.config.StudioConfig.Chats;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The contract, item by item: Longtake's client against the studio. Both implement the contract independently, so a passing test
 * confirms both; each test runs in every dialect of the stream and shape of a render's response.
 */
@ParameterizedClass
@EnumSource(Wire.class)
@Timeout(60)
class ContractTest {
    private static final NemoHeaders HEADERS = new NemoHeaders("image-to-video-long-duration", "0.1.0", "unknown");
    private static final NemoTimeouts TIMES = new NemoTimeouts(
            Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(10));
    private static final int EDIT_COSTS = 60;

    @TempDir
    Path folder;

    private final Wire wire;
    private final CountDownLatch gate = new CountDownLatch(1);
    private final OkHttpClient plain = new OkHttpClient();
    private Studio studio;
    private NemoClient client;
    private AccessToken token;

    ContractTest(Wire wire) {
        this.wire = wire;
    }

    @BeforeEach
    void open() throws IOException {
        StudioConfig config = StudioConfig.in(folder.resolve("studio"))
                .withChats(new Chats(wire.dialect(), Duration.ofMillis(30), Duration.ofMillis(100), false, 0))
                .withPrices(new StudioConfig.Prices(100, EDIT_COSTS, 0))
                .withUploads(new StudioConfig.Uploads(1 << 20))
                .withRenders(new StudioConfig.Renders(wire.shape(), Duration.ofHours(4), false));
        studio = Studio.start(config, TestStudios.parts(new FakeRenderer(gate)));
        client = client(HEADERS);
        token = client.anonymousToken(UUID.randomUUID().toString()).token();
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        studio.close();
    }

    private NemoClient client(NemoHeaders headers) {
        return new NemoClient(
                NemoBackend.of(studio.baseUrl()), headers, TIMES, Clock.systemUTC(), new HttpClients(Map.of()));
    }

    private BackendSession session() {
        return client.createSession(token, "project", "en");
    }

    private UploadFile picture(String name) throws IOException {
        return new UploadFile(
                name, "image/png", Files.write(folder.resolve(UUID.randomUUID() + ".png"), TestStudios.png(8, 6)));
    }

    private Uploaded upload(String session, UploadFile... files) {
        return client.upload(token, session, List.of(files), sent -> {}, new CallScope());
    }

    /** A session with a picture and a title over it. */
    private String edited() throws IOException {
        String session = session().sessionId();
        upload(session, picture("hill.png"));
        assertThat(chat(session, "hello").reply()).isEqualTo("The title says: hello");
        return session;
    }

    private record Heard(List<AgentEvent> events, String reply, List<AgentEvent.StreamError> errors) {}

    private static JsonNode toolResult(Heard heard) {
        return heard.events().stream()
                .filter(AgentEvent.ToolResult.class::isInstance)
                .map(event -> ((AgentEvent.ToolResult) event).result())
                .findFirst()
                .orElseThrow();
    }

    private Heard chat(String session, String message) throws IOException {
        List<AgentEvent> events = new ArrayList<>();
        ReplyAssembler reply = new ReplyAssembler();
        try (ChatStream stream = client.chat(token, session, message, new CallScope())) {
            EventStream reader = new EventStream(stream.bytes(), StreamBounds.DEFAULT);
            for (Optional<AgentEvent> next = reader.next(); next.isPresent(); next = reader.next()) {
                events.add(next.get());
                reply.accept(next.get());
            }
        }
        return new Heard(events, reply.reply(), reply.errors());
    }

    private RenderAnswer until(String id, Predicate<RenderAnswer> wanted) {
        long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        RenderAnswer answer = client.render(token, id);
        while (!wanted.test(answer)) {
            assertThat(System.nanoTime()).as("still %s", answer).isLessThan(end);
            answer = client.render(token, id);
        }
        return answer;
    }

    private void setFaults(String plan) throws IOException {
        Request request = new Request.Builder()
                .url(studio.baseUrl() + "/studio/faults")
                .header("Authorization", "Bearer " + studio.adminKey())
                .put(RequestBody.create(plan, MediaType.get("application/json")))
                .build();
        try (Response response = plain.newCall(request).execute()) {
            assertThat(response.code()).isEqualTo(200);
        }
    }

    private <T extends NemoException> T refusal(Class<T> type, Runnable call) {
        T refusal = catchThrowableOfType(type, call::run);
        assertThat(refusal).as("%s", type.getSimpleName()).isNotNull();
        assertThat(refusal.getMessage() + refusal.backendMessage()).doesNotContain(token.reveal());
        return refusal;
    }

    // The endpoints.

    @Test
    void anAnonymousTokenHasCreditsAUserAndAnExpiry() {
        AnonymousToken fresh = client.anonymousToken(UUID.randomUUID().toString());

        assertThat(fresh.token().reveal()).startsWith("nmv_usr_");
        assertThat(fresh.credits()).hasValue(100);
        assertThat(fresh.userId()).isPresent();
        assertThat(Duration.between(Instant.now(), fresh.expiresAt().orElseThrow()))
                .isBetween(Duration.ofDays(7).minusMinutes(1), Duration.ofDays(7));
    }

    @Test
    void aSessionHasAnIdATaskAndAUser() {
        BackendSession session = session();

        assertThat(session.sessionId()).isNotBlank();
        assertThat(session.taskId()).isPresent();
        assertThat(session.userId()).isPresent();
    }

    @Test
    void aClaimLinkOpensTheProjectPageButNotTheApi() throws IOException {
        BackendSession session = session();

        HttpUrl page = client.claimPage(token, session.taskId().orElseThrow(), session.sessionId())
                .orElseThrow();

        assertThat(page.encodedPath()).isEqualTo("/workspace/claim");
        String claim = page.queryParameter("ct");
        assertThat(claim).startsWith("clm_");
        try (Response response =
                plain.newCall(new Request.Builder().url(page).build()).execute()) {
            assertThat(response.code()).isEqualTo(200);
        }
        refusal(NemoException.TokenRefused.class, () -> client.credits(AccessToken.of(claim)));
    }

    @Test
    void aNameIsKeptUnlessItHasInvisibleOrDirectionChangingCharacters() throws IOException {
        Map<String, String> names = Map.of(
                "say \"hi\" 100% #1?.png", "say \"hi\" 100% #1?.png",
                "Müller 新品 صورة.png", "Müller 新品 صورة.png",
                "👩\u200d🚀 <b>&amp;.png", "👩\u200d🚀 <b>&amp;.png",
                "-x;y=z.png", "-x;y=z.png",
                "a\u001b]0;x\u0007b.png", "a%1B]0;x%07b.png",
                "two\nlines.png", "two_lines.png",
                "photo\u202egnp.exe.png", "photo_gnp.exe.png");
        String session = session().sessionId();
        for (Map.Entry<String, String> name : names.entrySet()) {
            Uploaded uploaded = upload(session, named(name.getKey(), picture("plain.png")));
            assertThat(uploaded.files()).extracting(Uploaded.Entry::filename).containsExactly(name.getValue());
        }
    }

    private static UploadFile named(String name, UploadFile file) {
        return new UploadFile(name, file.contentType(), file.file());
    }

    @Test
    void severalFilesOfOneUploadAppearInTheState() throws IOException {
        String session = session().sessionId();

        Uploaded uploaded = upload(session, picture("a.png"), picture("b.png"));

        assertThat(uploaded.appliedToState()).contains(true);
        assertThat(uploaded.files()).extracting(Uploaded.Entry::filename).containsExactly("a.png", "b.png");
        Uploaded.Entry first = uploaded.files().get(0);
        assertThat(first.fileType()).contains("image");
        assertThat(first.width()).hasValue(8);
        assertThat(first.height()).hasValue(6);
        assertThat(first.hash().orElseThrow()).hasSize(64);
        assertThat(URI.create(first.cdnUrl().orElseThrow()).getHost())
                .isNotEqualTo(URI.create(studio.baseUrl()).getHost());
        assertThat(client.state(token, session).videoInfos()).hasSize(2);
    }

    @Test
    void theBalanceReportsAvailableAndReservedCredits() throws IOException {
        assertThat(client.credits(token)).isEqualTo(new Credits(100, 0, 100));
        edited();
        assertThat(client.credits(token)).isEqualTo(new Credits(40, 0, 40));
    }

    @Test
    void aQuestionOfTheStudioChangesAndCostsNothing() throws IOException {
        String session = session().sessionId();
        upload(session, picture("hill.png"));

        Heard asked = chat(session, "ask");
        assertThat(asked.reply()).isEqualTo("Which one?");
        JsonNode result = toolResult(asked);
        assertThat(result.path("status").asText()).isEqualTo("needs_answer");
        assertThat(result.at("/asked/question").asText()).isEqualTo("Which one?");
        assertThat(result.path("understood").asBoolean()).isTrue();
        assertThat(result.path("refused")).isEmpty();
        assertThat(client.credits(token)).isEqualTo(new Credits(100, 0, 100));
    }

    @Test
    void theStateIsEmptyBeforeAndExportableAfterAnEdit() throws IOException {
        BackendSession session = session();
        ProjectState before = client.state(token, session.sessionId());
        assertThat(before.exportable()).isFalse();
        assertThat(before.userId()).isEqualTo(session.userId());
        assertThat(before.taskId()).isEqualTo(session.taskId());

        ProjectState after = client.state(token, edited());

        assertThat(after.exportable()).isTrue();
        assertThat(after.canvasConfig().path("width").asInt()).isEqualTo(1920);
        List<Integer> types = new ArrayList<>();
        after.draft().path("t").forEach(track -> types.add(track.path("tt").asInt()));
        assertThat(types).containsExactly(0, 1, 7);
    }

    @Test
    void aReplyIsReadOnceAndToolCallsAreLeftOut() throws IOException {
        String session = session().sessionId();
        upload(session, picture("hill.png"));
        String title = "a title long enough for the words of it to come in several pieces";

        Heard heard = chat(session, title);

        assertThat(heard.reply()).isEqualTo("The title says: " + title);
        assertThat(heard.errors()).isEmpty();
        assertThat(heard.events())
                .hasAtLeastOneElementOfType(AgentEvent.KeepAlive.class)
                .hasAtLeastOneElementOfType(AgentEvent.ToolCall.class)
                .hasAtLeastOneElementOfType(AgentEvent.ToolResult.class)
                .doesNotHaveAnyElementsOfTypes(AgentEvent.Unreadable.class, AgentEvent.Cut.class);
    }

    @Test
    void aSilentEditAppearsOnlyInTheState() throws IOException {
        String session = session().sessionId();
        upload(session, picture("hill.png"));
        setFaults("{\"silentEdits\":1}");

        Heard heard = chat(session, "hello");

        assertThat(heard.reply()).isEmpty();
        assertThat(heard.errors()).isEmpty();
        assertThat(client.state(token, session).exportable()).isTrue();
    }

    @Test
    void anErrorEventReportsAFailureAndTheStateIsUnchanged() throws IOException {
        String session = session().sessionId();
        JsonNode before = client.state(token, session).draft();

        assertThat(chat(session, "break").errors()).singleElement().satisfies(trouble -> assertThat(trouble.message())
                .contains("scissors"));

        assertThat(client.state(token, session).draft()).isEqualTo(before);
        assertThat(client.credits(token)).isEqualTo(new Credits(100, 0, 100));
    }

    @Test
    void anExportGoesFromPendingToAFilmOnAnotherHostThatTakesNoToken() throws IOException {
        String session = edited();

        RenderAnswer submitted = client.submitRender(
                token, "render_1", session, client.state(token, session).draft());
        assertThat(submitted.phase()).isIn(Phase.PENDING, Phase.PROCESSING);
        until(
                "render_1",
                answer -> answer.phase() == Phase.PROCESSING && answer.percent().orElse(0) == 50);
        gate.countDown();
        RenderAnswer done = until("render_1", answer -> answer.phase() == Phase.COMPLETED);

        assertThat(done.percent()).hasValue(100);
        assertThat(done.pollAfter()).contains(Duration.ofSeconds(1));
        HttpUrl film = done.output().orElseThrow();
        assertThat(client.backend().owns(film)).isFalse();
        assertThat(fetched(new Request.Builder().url(film).build())).isEqualTo(FakeRenderer.content());
        assertThat(fetched(client.fallbackDownload(token, "render_1"))).isEqualTo(FakeRenderer.content());
    }

    private byte[] fetched(Request request) throws IOException {
        try (Response response = plain.newCall(request).execute()) {
            return response.body().bytes();
        }
    }

    @Test
    void aCancelledRenderIsReportedAsCancelled() throws IOException {
        String session = edited();
        client.submitRender(
                token, "render_1", session, client.state(token, session).draft());

        client.cancelRender(token, "render_1");

        assertThat(client.render(token, "render_1").phase()).isEqualTo(Phase.CANCELLED);
    }

    @Test
    void aFailedRenderIsReportedWithItsReason() throws IOException {
        String session = edited();
        setFaults("{\"failRenders\":1}");
        client.submitRender(
                token, "render_1", session, client.state(token, session).draft());

        RenderAnswer failed = until("render_1", answer -> answer.phase() == Phase.FAILED);

        assertThat(failed.failure().orElseThrow()).contains("lost");
        assertThat(failed.output()).isEmpty();
    }

    @Test
    void uploadsByUrlAreRefusedWithAMessageWhereDisabled() {
        String session = session().sessionId();

        assertThat(refusal(
                        NemoException.OtherRefusal.class,
                        () -> client.uploadUrls(token, session, List.of(URI.create("https://a.example/a.png")))))
                .hasMessageContaining("disabled");
    }

    // The errors: each row of the contract's table has its own exception type and message.

    @Test
    void aBadTokenIs1001() {
        NemoException e =
                refusal(NemoException.TokenRefused.class, () -> client.credits(AccessToken.of("nmv_usr_of_nobody")));

        assertThat(e.code()).isEqualTo(1001);
        assertThat(e).hasMessageContaining("token");
    }

    @Test
    void anUnknownSessionIs1002Everywhere() throws IOException {
        UploadFile file = picture("a.png");
        for (Runnable call : List.<Runnable>of(
                () -> client.state(token, "ses_none"),
                () -> client.chat(token, "ses_none", "hello", new CallScope()).close(),
                () -> upload("ses_none", file),
                () -> client.claimPage(token, "task", "ses_none"),
                () -> client.submitRender(token, "render_1", "ses_none", JsonNodeFactory.instance.objectNode()))) {
            assertThat(refusal(NemoException.SessionNotFound.class, call)).hasMessageContaining("session");
        }
    }

    @Test
    void anEditWithoutCreditsIs2001AndChangesNothing() throws IOException {
        String session = edited();
        JsonNode before = client.state(token, session).draft();

        NemoException e =
                refusal(NemoException.NoCredits.class, () -> client.chat(token, session, "more", new CallScope())
                        .close());

        assertThat(e.code()).isEqualTo(2001);
        assertThat(e.delivery()).isEqualTo(Delivery.REFUSED);
        assertThat(client.state(token, session).draft()).isEqualTo(before);
    }

    @Test
    void aFileOfAnUnknownFormatIs4001AndTheFormatsAreNamed() throws IOException {
        String session = session().sessionId();
        UploadFile text = new UploadFile("a.jpg", "image/jpeg", Files.writeString(folder.resolve("t"), "no picture"));

        NemoException e = refusal(NemoException.UnsupportedFile.class, () -> upload(session, text));

        assertThat(e.code()).isEqualTo(4001);
        for (String format : List.of("mp4", "mov", "avi", "webm", "mkv", "jpg", "png", "gif", "webp")) {
            assertThat(e).hasMessageContaining(format);
        }
        assertThat(e.backendMessage()).contains("a.jpg");
    }

    @Test
    void aFileBeyondTheLimitIs4002() throws IOException {
        String session = session().sessionId();
        UploadFile big =
                new UploadFile("big.png", "image/png", Files.write(folder.resolve("big"), new byte[(1 << 20) + 1]));

        NemoException e = refusal(NemoException.FileTooLarge.class, () -> upload(session, big));

        assertThat(e.code()).isEqualTo(4002);
        assertThat(e).hasMessageContaining("Compress or trim");
    }

    @Test
    void aTokenIsNotIssuedWithoutAClientId() {
        NemoException e = refusal(NemoException.ClientIdMissing.class, () -> client.anonymousToken("not a uuid"));

        assertThat(e.status()).isEqualTo(400);
        assertThat(e).hasMessageContaining("client ID");
    }

    @Test
    void anExportWithoutAttributionIs402AndNotAboutCredits() throws IOException {
        String session = edited();
        JsonNode draft = client.state(token, session).draft();
        try (NemoClient bare = client(new NemoHeaders("image-to-video-long-duration", "0.1.0", ""))) {
            NemoException e = refusal(
                    NemoException.ExportNotAllowed.class, () -> bare.submitRender(token, "render_1", session, draft));

            assertThat(e.status()).isEqualTo(402);
            assertThat(e).hasMessageContaining("plan").hasMessageContaining("More credits don't help");
        }
        refusal(NemoException.RenderNotFound.class, () -> client.render(token, "render_1"));
    }

    @Test
    void tooManyRequestsAre429WithRetryAfter() throws IOException {
        setFaults("{\"rateLimit\":1}");

        NemoException.RateLimited e = refusal(NemoException.RateLimited.class, () -> client.credits(token));

        assertThat(e.retryAfter()).contains(Duration.ofSeconds(1));
        assertThat(e.delivery()).isEqualTo(Delivery.REFUSED);
    }

    @Test
    void aSecondTokenIn7DaysIs429() {
        String id = UUID.randomUUID().toString();
        client.anonymousToken(id);

        refusal(NemoException.RateLimited.class, () -> client.anonymousToken(id));
    }

    @Test
    void aServerErrorLeavesTheOutcomeUncertain() throws IOException {
        setFaults("{\"serverErrors\":1}");

        NemoException e = refusal(NemoException.ServerError.class, () -> client.credits(token));

        assertThat(e.status()).isEqualTo(503);
        assertThat(e.delivery()).isEqualTo(Delivery.UNCERTAIN);
    }

    @Test
    void aLostResponseIsUncertainAndTheWorkIsDone() throws IOException {
        String session = edited();
        JsonNode draft = client.state(token, session).draft();
        setFaults("{\"loseAnswers\":1}");

        NemoException e = refusal(
                NemoException.ConnectionLost.class, () -> client.submitRender(token, "render_1", session, draft));

        assertThat(e.delivery()).isEqualTo(Delivery.UNCERTAIN);
        setFaults("{}");
        assertThat(client.render(token, "render_1").phase()).isIn(Phase.PENDING, Phase.PROCESSING);
    }

    @Test
    void aRenderIdIsUnknownThenKnownThenADuplicate() throws IOException {
        String session = edited();
        JsonNode draft = client.state(token, session).draft();

        refusal(NemoException.RenderNotFound.class, () -> client.render(token, "render_1"));
        refusal(NemoException.RenderNotFound.class, () -> client.cancelRender(token, "render_1"));
        client.submitRender(token, "render_1", session, draft);

        refusal(NemoException.DuplicateRender.class, () -> client.submitRender(token, "render_1", session, draft));
    }

    @Test
    void anEmptyTimelineIsNotExported() {
        String session = session().sessionId();

        NemoException e = refusal(
                NemoException.OtherRefusal.class,
                () -> client.submitRender(
                        token, "render_1", session, client.state(token, session).draft()));

        assertThat(e).hasMessageContaining("nothing to export");
    }
}
