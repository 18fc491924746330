package io.longtake.activities.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.longtake.activities.FakeCloud;
import io.longtake.activities.TestActivities;
import io.longtake.activities.account.AccountCalls;
import io.longtake.activities.account.Accounts;
import io.longtake.activities.download.Downloader;
import io.longtake.activities.download.TinyFilm;
import io.longtake.activities.media.FileMediaStore;
import io.longtake.activities.nemo.NemoClients;
import io.longtake.activities.nemo.token.AccessToken;
import io.longtake.files.digest.Sha256;
import io.longtake.network.http.HttpClients;
import io.longtake.workflows.Installation;
import io.longtake.workflows.backend.BackendSession;
import io.longtake.workflows.media.MediaRef;
import io.longtake.workflows.render.DeliverVideo;
import io.longtake.workflows.render.Delivery;
import io.longtake.workflows.render.DeliveryReport;
import io.longtake.workflows.render.DownloadRender;
import io.longtake.workflows.render.RenderActivities;
import io.longtake.workflows.render.RenderCall;
import io.longtake.workflows.render.RenderObservation;
import io.longtake.workflows.render.RenderProgress;
import io.longtake.workflows.render.SubmitRender;
import io.longtake.workflows.render.Video;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestActivityEnvironment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NemoRenderActivitiesTest {
    private static final String PROCESSING = "{\"status\":\"processing\",\"progress\":40}";

    @TempDir
    Path home;

    private FakeCloud cloud;
    private Accounts account;
    private FileMediaStore store;
    private NemoRenderActivities render;

    @BeforeEach
    void start() throws IOException {
        cloud = new FakeCloud();
        account = new Accounts(home, cloud.origin());
        store = FileMediaStore.ofHome(home);
        render = new NemoRenderActivities(
                account.calls, store, new Downloader(new HttpClients(Map.of()), Duration.ofSeconds(1)), home, "home-1");
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    @Test
    void anUnknownRenderIsSubmittedAfterTheBackendWasQueried() throws IOException {
        cloud.answer(404, "{\"code\":404,\"message\":\"render not found\"}");
        cloud.answer(200, "{\"success\":true,\"data\":{\"status\":\"pending\",\"progress\":0}}");

        assertThat(render.submitRender(submission())).isEqualTo(running("pending", 0));
        assertThat(cloud.asked().getMethod()).isEqualTo("GET");
        assertThat(cloud.asked().getMethod()).isEqualTo("POST");
    }

    @Test
    void aKnownRenderIsNotSubmittedAgain() throws IOException {
        cloud.answer(200, PROCESSING);

        assertThat(render.submitRender(submission())).isEqualTo(running("processing", 40));
        assertThat(cloud.requests()).isEqualTo(1);
    }

    @Test
    void anUnclearResponseDoesNotCauseASubmission() throws IOException {
        cloud.answer(500, "{}");

        ApplicationFailure failure =
                catchThrowableOfType(ApplicationFailure.class, () -> render.submitRender(submission()));

        assertThat(failure.getType()).isEqualTo("BACKEND_TROUBLE");
        assertThat(failure.isNonRetryable()).isFalse();
        assertThat(cloud.requests()).isEqualTo(1);
    }

    @Test
    void aPlanThatAllowsNoExportIsReportedWithTheRegistrationLink() throws IOException {
        cloud.answer(404, "{}");
        cloud.answer(402, "{}");

        ApplicationFailure failure =
                catchThrowableOfType(ApplicationFailure.class, () -> render.submitRender(submission()));

        assertThat(failure.getType()).isEqualTo("PLAN_BLOCKS_EXPORT");
        assertThat(failure.getOriginalMessage())
                .isEqualTo("The account's plan does not allow this export. More credits don't help. Register for a"
                        + " plan that allows it; your work so far is kept: https://nemovideo.com/?bind=task_7");
    }

    @Test
    void usersWithAnAccountAreDirectedToUpgradeTheirPlan() throws IOException {
        account.hold(1, AccessToken.of("nmv_key_of_a_person"));
        cloud.answer(404, "{}");
        cloud.answer(402, "{}");

        ApplicationFailure failure =
                catchThrowableOfType(ApplicationFailure.class, () -> render.submitRender(submission()));

        assertThat(failure.getOriginalMessage())
                .contains("Upgrade your plan at https://nemovideo.com/")
                .doesNotContain("bind");
    }

    @Test
    void aDuplicateCountsAsSubmitted() throws IOException {
        cloud.answer(404, "{}");
        cloud.answer(409, "{\"message\":\"duplicate\"}");

        assertThat(render.submitRender(submission())).isEqualTo(running("pending", 0));
    }

    @Test
    void aRunningRenderIsPolledAgainAndReportsItsProgress() {
        cloud.answer(
                FakeCloud.json(200, PROCESSING).setHeader("Retry-After", "1").build());

        ApplicationFailure failure = catchThrowableOfType(ApplicationFailure.class, () -> render.pollRender(call()));

        assertThat(failure.getType()).isEqualTo("NOT_YET");
        assertThat(failure.getCategory()).isEqualTo(ApplicationErrorCategory.BENIGN);
        assertThat(failure.getNextRetryDelay()).isEqualTo(Duration.ofSeconds(1));
        assertThat(failure.getDetails().get(0, RenderProgress.class)).isEqualTo(new RenderProgress("processing", 40));
    }

    @Test
    void aServerErrorIsPolledAgainWithTheLastKnownProgress() {
        cloud.answer(200, PROCESSING);
        cloud.answer(503, "{}");
        catchThrowableOfType(ApplicationFailure.class, () -> render.pollRender(call()))
                .getType();

        ApplicationFailure failure = catchThrowableOfType(ApplicationFailure.class, () -> render.pollRender(call()));

        assertThat(failure.getType()).isEqualTo("NOT_YET");
        assertThat(failure.getDetails().get(0, RenderProgress.class).percent()).isEqualTo(40);
        assertThat(failure.getNextRetryDelay()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void aRefusedTokenEndsThePoll() {
        cloud.answer(401, "{}");

        assertThat(catchThrowableOfType(ApplicationFailure.class, () -> render.pollRender(call()))
                        .getType())
                .isEqualTo("TOKEN_REFUSED");
    }

    @Test
    void aCancelledRenderIsQueriedAfterwards() {
        cloud.answer(200, "{\"success\":true}");
        cloud.answer(200, "{\"status\":\"cancelled\"}");

        assertThat(render.cancelRender(call())).isEqualTo(new RenderObservation.Cancelled());
    }

    @Test
    void afterAnyResponseToACancelTheStateOfTheRenderDecides() {
        for (MockResponse answer : List.of(
                new MockResponse.Builder().code(204).build(),
                new MockResponse.Builder().code(200).build(),
                page(404),
                page(405),
                FakeCloud.json(404, "{\"detail\":\"Session not found\"}").build(),
                FakeCloud.json(500, "{}").build(),
                FakeCloud.json(501, "{}").build())) {
            int before = cloud.requests();
            cloud.answer(answer);
            cloud.answer(200, "{\"status\":\"cancelled\"}");

            assertThat(render.cancelRender(call())).isEqualTo(new RenderObservation.Cancelled());
            assertThat(cloud.requests() - before).isEqualTo(2);
        }
    }

    @Test
    void aRenderThatContinuesAfterAnUnreadableResponseIsNotCancelledAgain() {
        for (MockResponse answer : List.of(
                new MockResponse.Builder().code(204).build(),
                page(404),
                FakeCloud.json(501, "{}").build())) {
            cloud.answer(answer);
            cloud.answer(200, PROCESSING);

            assertThat(render.cancelRender(call())).isEqualTo(running("processing", 40));
        }
    }

    @Test
    void aFailedCancelIsRetriedWhileTheRenderRuns() {
        cloud.answer(503, "{}");
        cloud.answer(200, PROCESSING);

        ApplicationFailure failure = catchThrowableOfType(ApplicationFailure.class, () -> render.cancelRender(call()));

        assertThat(failure.getType()).isEqualTo("BACKEND_TROUBLE");
        assertThat(failure.isNonRetryable()).isFalse();
    }

    @Test
    void aCancelReportsARefusedTokenOrARateLimit() {
        cloud.answer(401, "{}");
        cloud.answer(429, "{}");

        assertThat(catchThrowableOfType(ApplicationFailure.class, () -> render.cancelRender(call()))
                        .getType())
                .isEqualTo("TOKEN_REFUSED");
        assertThat(catchThrowableOfType(ApplicationFailure.class, () -> render.cancelRender(call()))
                        .getType())
                .isEqualTo("RATE_LIMITED");
    }

    @Test
    void theLinkOfAFinishedRenderIsNotStoredInHistories() {
        cloud.answer(200, "{\"status\":\"completed\",\"output\":{\"url\":\"" + cloud.origin() + "/f?token=secret\"}}");

        assertThat(render.pollRender(call())).isEqualTo(new RenderObservation.Completed());
    }

    @Test
    void aFilmIsDownloadedFromTheBackendsLinkAndStoredComplete() throws IOException {
        byte[] film = TinyFilm.of("vide");
        cloud.answer(200, "{\"status\":\"completed\",\"output\":{\"url\":\"" + cloud.origin() + "/f.mp4\"}}");
        cloud.answer(bytes(film));

        Video video = download();

        assertThat(video)
                .extracting(Video::widthPx, Video::heightPx, Video::durationMs)
                .containsExactly(1920, 1080, 120_000L);
        assertThat(Files.readAllBytes(store.path(video.file()))).isEqualTo(film);
        assertThat(cloud.asked().getUrl().encodedPath()).endsWith("/render_1");
        RecordedRequest byLink = cloud.asked();
        assertThat(byLink.getUrl().encodedPath()).isEqualTo("/f.mp4");
        assertThat(byLink.getHeaders().get("Authorization"))
                .as("the token is not sent to the link")
                .isNull();
    }

    @Test
    void theBackendItselfIsUsedIfTheLinkHasExpired() {
        cloud.answer(200, "{\"status\":\"completed\",\"output\":{\"url\":\"" + cloud.origin() + "/dead.mp4\"}}");
        cloud.answer(410, "{}");
        cloud.answer(bytes(TinyFilm.of("vide")));

        assertThat(download().durationMs()).isEqualTo(120_000);
        cloud.asked();
        cloud.asked();
        RecordedRequest fallback = cloud.asked();
        assertThat(fallback.getUrl().encodedPath()).isEqualTo("/api/render/proxy/render_1/download");
        assertThat(fallback.getHeaders().get("Authorization")).isNotNull();
    }

    @Test
    void theBackendItselfIsUsedIfTheLinksHostIsUnreachable() throws IOException {
        completedAt(FakeCloud.unusedAddress());
        cloud.answer(bytes(TinyFilm.of("vide")));

        assertThat(download().durationMs()).isEqualTo(120_000);
    }

    @Test
    void theBackendItselfIsUsedIfTheLinksHostFailsTwice() {
        completedAt(cloud.origin());
        cloud.answer(503, "{}");
        cloud.answer(502, "{}");
        cloud.answer(bytes(TinyFilm.of("vide")));

        assertThat(download().durationMs()).isEqualTo(120_000);
        assertThat(cloud.requests()).isEqualTo(4);
    }

    @Test
    void theBackendItselfIsUsedIfTheLinkIsNotAFilm() {
        for (MockResponse noFilm : List.of(page(200), bytes("no film at all".getBytes(StandardCharsets.UTF_8)))) {
            completedAt(cloud.origin());
            cloud.answer(noFilm);
            cloud.answer(bytes(TinyFilm.of("vide")));

            assertThat(download().durationMs()).isEqualTo(120_000);
        }
    }

    @Test
    void theLinksErrorIsReportedIfTheBackendItselfHasNoFilm() {
        completedAt(cloud.origin());
        cloud.answer(page(200));
        cloud.answer(404, "{}");

        ActivityFailure failure = catchThrowableOfType(ActivityFailure.class, () -> download());

        assertThat(((ApplicationFailure) failure.getCause()).getType()).isEqualTo("FILE_DAMAGED");
        assertThat(((ApplicationFailure) failure.getCause()).getOriginalMessage())
                .contains("text/html");
    }

    private void completedAt(String host) {
        cloud.answer(200, "{\"status\":\"completed\",\"output\":{\"url\":\"" + host + "/f.mp4\"}}");
    }

    private static MockResponse page(int status) {
        return new MockResponse.Builder()
                .code(status)
                .setHeader("Content-Type", "text/html")
                .body("<html>nothing here</html>")
                .build();
    }

    @Test
    void aFileThatIsNotAFilmIsNotStored() {
        cloud.answer(200, "{\"status\":\"completed\",\"output\":{\"url\":\"" + cloud.origin() + "/f.mp4\"}}");
        cloud.answer(bytes("no film at all".getBytes(StandardCharsets.UTF_8)));
        cloud.answer(404, "{}");

        ActivityFailure failure = catchThrowableOfType(ActivityFailure.class, () -> download());

        assertThat(((ApplicationFailure) failure.getCause()).getType()).isEqualTo("FILE_DAMAGED");
        assertThat(((ApplicationFailure) failure.getCause()).getOriginalMessage())
                .startsWith("The downloaded file is not a complete video: ")
                .as("nothing downloads it again by itself")
                .doesNotContain("again");
        assertThat(home.resolve("downloads").resolve("render_1.mp4")).doesNotExist();
    }

    /** Runs within an activity's context, because a download sends heartbeats. */
    private Video download() {
        TestActivityEnvironment temporal = TestActivities.by(render);
        try {
            return temporal.newActivityStub(RenderActivities.class, TestActivities.once(Duration.ofSeconds(20)))
                    .downloadRender(new DownloadRender(account.lease(0), "render_1"));
        } finally {
            temporal.close();
        }
    }

    private Path inTheStudio(byte[] film, byte[] named) throws IOException {
        Path files = Files.createDirectories(home.resolve("studio").resolve("films"));
        return Files.write(files.resolve(Sha256.of(named) + ".mp4"), film);
    }

    private MockResponse tagged(byte[] film) {
        return bytes(film)
                .newBuilder()
                .setHeader("ETag", "\"" + Sha256.of(film) + "\"")
                .build();
    }

    /** Sets the origin of the backend for the next download. */
    private void backendIs(String origin) {
        account = new Accounts(home, origin);
        AccountCalls calls = new AccountCalls(
                new NemoClients(FakeCloud.HEADERS, FakeCloud.QUICK, any -> Optional.of(cloud.origin()), Map.of()),
                account.resolver);
        render = new NemoRenderActivities(
                calls,
                store,
                new Downloader(new HttpClients(Map.of()), Duration.ofSeconds(1)),
                home,
                "home-1",
                new StudioFilms(home.resolve("studio")));
        cloud.answer(200, "{\"status\":\"completed\",\"output\":{\"url\":\"" + cloud.origin() + "/f.mp4\"}}");
    }

    @Test
    void aFilmOfTheHomesStudioIsSharedReadOnly() throws IOException {
        byte[] film = TinyFilm.ofLength(300_000);
        Path there = inTheStudio(film, film);
        backendIs(Installation.STUDIO);
        cloud.answer(tagged(film));

        Video video = download();

        Path kept = store.path(video.file());
        assertThat(kept).hasBinaryContent(film);
        assertThat(Files.isSameFile(kept, there)).isTrue();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
                .isEqualTo("r--------");
        assertThat(new FetchedFilms(home).all())
                .containsExactly(
                        new FetchedFilms.Fetched("render_1", video.file().sha256()));

        Files.delete(there);
        assertThat(kept).as("deleting one name keeps the other").hasBinaryContent(film);
    }

    @Test
    void aFilmThatOnlyClaimsToBeTheStudiosIsDownloaded() throws IOException {
        byte[] film = TinyFilm.of("vide");
        Path other = inTheStudio(TinyFilm.ofLength(9_000), film);
        backendIs(Installation.STUDIO);
        cloud.answer(tagged(film));

        Video video = download();

        assertThat(store.path(video.file())).hasBinaryContent(film);
        assertThat(Files.isSameFile(store.path(video.file()), other)).isFalse();
        assertThat(other).hasSize(9_000);
    }

    @Test
    void aFilmOfAnotherBackendIsNeverLookedUpInTheStudio() throws IOException {
        byte[] film = TinyFilm.of("vide");
        Path there = inTheStudio(film, film);
        backendIs(cloud.origin());
        cloud.answer(tagged(film));

        Video video = download();

        assertThat(store.path(video.file())).hasBinaryContent(film);
        assertThat(Files.isSameFile(store.path(video.file()), there)).isFalse();
    }

    private static MockResponse bytes(byte[] content) {
        return new MockResponse.Builder()
                .setHeader("Content-Type", "video/mp4")
                .body(new Buffer().write(content))
                .build();
    }

    @Test
    void aFilmIsDeliveredCompleteAndOnlyToItsHome() throws IOException {
        byte[] bytes = "film".getBytes(StandardCharsets.UTF_8);
        Video video = new Video(store.put(bytes, "f.mp4", "video/mp4"), 1920, 1080, 1000);
        Path out = home.resolve("out").resolve("film.mp4");

        assertThat(deliver(video, "home-2", out).delivered()).isFalse();
        assertThat(out).doesNotExist();
        assertThat(deliver(video, "home-1", out).delivered()).isTrue();
        assertThat(out).hasContent("film");
        try (var files = Files.list(out.getParent())) {
            assertThat(files).containsExactly(out);
        }
    }

    @Test
    void anExistingOutputFileIsNamed() throws IOException {
        Video video = new Video(store.put(new byte[1], "f.mp4", "video/mp4"), 1920, 1080, 1000);

        ApplicationFailure failure =
                catchThrowableOfType(ApplicationFailure.class, () -> deliver(video, "home-1", home));

        assertThat(failure.getType()).isEqualTo("OUTPUT_TAKEN");
        assertThat(failure.getOriginalMessage()).contains(home.toString());
        assertThat(failure.isNonRetryable()).isTrue();
    }

    private DeliveryReport deliver(Video video, String homeId, Path path) {
        return render.deliverVideo(
                new DeliverVideo(video, new Delivery(homeId, path.toString()), "session-holiday", "render_1"));
    }

    private SubmitRender submission() throws IOException {
        MediaRef draft = store.put("{\"t\":[]}".getBytes(StandardCharsets.UTF_8), "draft.json", "application/json");
        BackendSession session = new BackendSession("s1", Optional.of("task_7"), Optional.empty());
        return new SubmitRender(account.lease(0), session, "render_1", draft);
    }

    private RenderCall call() {
        return new RenderCall(account.lease(0), "render_1", Duration.ofSeconds(30));
    }

    private static RenderObservation running(String word, int percent) {
        return new RenderObservation.Running(new RenderProgress(word, percent));
    }
}
