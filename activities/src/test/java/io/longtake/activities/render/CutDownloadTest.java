package io.longtake.activities.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.longtake.activities.FakeCloud;
import io.longtake.activities.TestActivities;
import io.longtake.activities.account.Accounts;
import io.longtake.activities.download.Downloader;
import io.longtake.activities.download.TinyFilm;
import io.longtake.activities.media.FileMediaStore;
import io.longtake.network.http.HttpClients;
import io.longtake.workflows.render.DownloadProgress;
import io.longtake.workflows.render.DownloadRender;
import io.longtake.workflows.render.RenderActivities;
import io.longtake.workflows.render.Video;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestActivityEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Downloads a film over HTTP connections that break repeatedly. */
class CutDownloadTest {
    private static final int FILM_BYTES = 5_800_000;
    private static final byte[] FILM = TinyFilm.ofLength(FILM_BYTES);
    private static final String LINK = "/f.mp4";
    private static final String BACKEND = "/api/render/proxy/render_1/download";

    @TempDir
    Path home;

    private FakeCloud cloud;
    private Accounts account;
    private FileMediaStore store;
    private final List<DownloadProgress> beats = new CopyOnWriteArrayList<>();
    private final Host link = new Host();
    private final Host backend = new Host();

    /** The behaviour of one source of the film. */
    private static final class Host {
        /** Each connection ends after this number of bytes of the film. */
        volatile int bytesPerConnection = Integer.MAX_VALUE;
        /** No connection delivers bytes beyond this position. */
        volatile int reach = Integer.MAX_VALUE;

        volatile Optional<String> tag = Optional.of("\"v1\"");
        volatile Optional<MockResponse> refusal = Optional.empty();
        final List<Integer> beginnings = new CopyOnWriteArrayList<>();

        MockResponse answer(RecordedRequest request) {
            if (refusal.isPresent()) {
                return refusal.get();
            }
            String range = request.getHeaders().get("Range");
            boolean resumes = range != null
                    && tag.equals(Optional.ofNullable(request.getHeaders().get("If-Range")));
            int first = resumes ? Integer.parseInt(range.replaceAll("\\D", "")) : 0;
            beginnings.add(first);
            int last = (int) Math.min(Math.min((long) first + bytesPerConnection, reach), FILM.length);
            MockResponse.Builder response = new MockResponse.Builder()
                    .code(resumes ? 206 : 200)
                    .setHeader("Content-Type", "video/mp4")
                    .body(new Buffer().write(FILM, first, Math.max(0, last - first)))
                    .setHeader("Content-Length", FILM.length - first);
            tag.ifPresent(value -> response.setHeader("ETag", value));
            if (resumes) {
                response.setHeader("Content-Range", "bytes " + first + "-" + (FILM.length - 1) + "/" + FILM.length);
            }
            return last < FILM.length
                    ? response.onResponseEnd(new SocketEffect.CloseSocket()).build()
                    : response.build();
        }
    }

    @BeforeEach
    void start() throws IOException {
        cloud = new FakeCloud();
        account = new Accounts(home, cloud.origin());
        store = FileMediaStore.ofHome(home);
        cloud.server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                String path = request.getUrl().encodedPath();
                if (path.equals(LINK)) {
                    return link.answer(request);
                }
                return path.equals(BACKEND)
                        ? backend.answer(request)
                        : FakeCloud.json(
                                        200,
                                        "{\"status\":\"completed\",\"output\":{\"url\":\"" + cloud.origin() + LINK
                                                + "\"}}")
                                .build();
            }
        });
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    /** Makes one attempt, as Temporal counts them. */
    private Video download() {
        NemoRenderActivities render = new NemoRenderActivities(
                account.calls, store, new Downloader(new HttpClients(Map.of()), Duration.ofSeconds(1)), home, "home-1");
        TestActivityEnvironment temporal = TestActivities.by(render);
        temporal.setActivityHeartbeatListener(DownloadProgress.class, beats::add);
        try {
            return temporal.newActivityStub(RenderActivities.class, TestActivities.once(Duration.ofSeconds(20)))
                    .downloadRender(new DownloadRender(account.lease(0), "render_1"));
        } finally {
            temporal.close();
        }
    }

    private ApplicationFailure failedDownload() {
        ActivityFailure failure = catchThrowableOfType(ActivityFailure.class, this::download);
        return (ApplicationFailure) failure.getCause();
    }

    @ParameterizedTest
    @ValueSource(ints = {300_000, 100_000})
    @Timeout(20)
    void triesThatReceiveBytesFollowImmediatelyAndAreOneAttempt(int bytesPerConnection) throws IOException {
        link.bytesPerConnection = bytesPerConnection;

        Video film = download();

        assertThat(Files.mismatch(store.path(film.file()), film(FILM))).isEqualTo(-1);
        assertThat(link.beginnings).hasSize((FILM_BYTES + bytesPerConnection - 1) / bytesPerConnection);
        assertThat(backend.beginnings).isEmpty();
    }

    private Path film(byte[] content) throws IOException {
        return Files.write(home.resolve("wanted.mp4"), content);
    }

    @Test
    void theBackendItselfContinuesIfALinkBreaksTwiceAtTheSameByte() {
        link.bytesPerConnection = 300_000;
        link.reach = 900_000;

        assertThat(download().durationMs()).isEqualTo(120_000);
        assertThat(link.beginnings).containsExactly(0, 300_000, 600_000, 900_000);
        assertThat(backend.beginnings).containsExactly(900_000);
    }

    @Test
    void aLinkThatCannotResumeIsAbandonedIfItBreaksTwiceAtTheSameByte() {
        link.bytesPerConnection = 300_000;
        link.tag = Optional.empty();

        assertThat(download().durationMs()).isEqualTo(120_000);
        assertThat(link.beginnings).containsExactly(0, 0);
        assertThat(backend.beginnings).containsExactly(0);
    }

    @Test
    void anAttemptThatReceivedBytesIsRetriedSoonAndReportsWhatItKept() {
        link.reach = 900_000;
        backend.refusal = Optional.of(FakeCloud.json(503, "{}").build());

        ApplicationFailure failure = failedDownload();

        assertThat(failure.getType()).isEqualTo("BACKEND_TROUBLE");
        assertThat(failure.getOriginalMessage()).isEqualTo("The download was interrupted after 900.0 KB.");
        assertThat(failure.getNextRetryDelay()).isEqualTo(Duration.ofSeconds(1));
        assertThat(failure.getDetails().get(0, DownloadProgress.class))
                .isEqualTo(new DownloadProgress(900_000, FILM_BYTES, 0));
    }

    @Test
    void anAttemptThatReceivedNothingIsRetriedAfterTheUsualPause() {
        link.reach = 900_000;
        backend.refusal = Optional.of(FakeCloud.json(503, "{}").build());
        failedDownload();

        ApplicationFailure failure = failedDownload();

        assertThat(failure.getNextRetryDelay()).isNull();
    }

    @Test
    void theFirstHeartbeatOfAnAttemptReportsWhatEarlierOnesKept() {
        link.reach = 900_000;
        backend.refusal = Optional.of(FakeCloud.json(503, "{}").build());
        failedDownload();
        beats.clear();

        failedDownload();

        assertThat(beats.get(0)).isEqualTo(new DownloadProgress(900_000, FILM_BYTES, 0));
    }
}
