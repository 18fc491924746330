package io.longtake.acceptance.contract;

import io.longtake.activities.account.LeaseSource;
import io.longtake.activities.download.Downloader;
import io.longtake.activities.media.FileMediaStore;
import io.longtake.activities.media.MediaListings;
import io.longtake.activities.nemo.NemoClients;
import io.longtake.activities.nemo.NemoHeaders;
import io.longtake.activities.nemo.NemoTimeouts;
import io.longtake.activities.worker.LongtakeWorker;
import io.longtake.activities.worker.WorkerConfig;
import io.longtake.network.http.HttpClients;
import io.longtake.studio.FakeEditor;
import io.longtake.studio.FakeRenderer;
import io.longtake.studio.Studio;
import io.longtake.studio.StudioComponents;
import io.longtake.studio.config.StudioConfig;
import io.longtake.studio.config.StudioConfig.Dialect;
import io.longtake.studio.config.StudioConfig.RenderShape;
import io.longtake.studio.render.InProcessRunner;
import io.longtake.studio.upload.FileInspector;
import io.longtake.workflows.account.TokenLease;
import io.longtake.workflows.contract.BackendBehaviour;
import io.longtake.workflows.contract.ContractSubject;
import io.longtake.workflows.media.MediaListing;
import io.longtake.workflows.media.MediaRef;
import io.longtake.workflows.media.UploadedMedia;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import javax.imageio.ImageIO;

/** The activities as a worker registers them, with a running studio; only its editor and its renderer are fakes. */
final class RealActivities implements ContractSubject {
    /** A name whose address the worker knows. */
    private static final String ORIGIN = "studio";

    /** The address of a port on which no process listens. */
    private static final String NOWHERE = "http://127.0.0.1:1";

    private static final NemoHeaders HEADERS = new NemoHeaders("image-to-video-long-duration", "0.1.0", "unknown");
    private static final NemoTimeouts TIMES = new NemoTimeouts(
            Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(10));
    private static final Duration STALL = Duration.ofSeconds(10);
    private static final HttpClient ADMIN = HttpClient.newHttpClient();

    private final CountDownLatch rendersMayEnd = new CountDownLatch(1);
    private final FakeEditor editor = new FakeEditor();
    private final Studio studio;
    private final Path home;
    private final NemoClients clients;
    private final Downloader downloader = new Downloader(new HttpClients(Map.of()), STALL);
    private volatile String address;
    private volatile Optional<TokenLease> held = Optional.empty();

    private RealActivities(Path folder, Dialect dialect, RenderShape shape) throws IOException {
        StudioConfig config = StudioConfig.in(folder.resolve("studio"))
                .withChats(new StudioConfig.Chats(dialect, Duration.ofMillis(30), Duration.ofMillis(50), false, 0))
                .withPrices(new StudioConfig.Prices(100, EDIT_COSTS, 0))
                .withRenders(new StudioConfig.Renders(shape, Duration.ofHours(4), false));
        StudioComponents parts = new StudioComponents(
                editor,
                new InProcessRunner(editor, new FakeRenderer(rendersMayEnd)),
                new FileInspector(),
                Clock.systemUTC());
        studio = Studio.start(config, parts);
        address = studio.baseUrl();
        home = folder.resolve("home");
        clients = new NemoClients(HEADERS, TIMES, origin -> Optional.of(address));
    }

    static RealActivities at(Path folder, Dialect dialect, RenderShape shape) throws IOException {
        return new RealActivities(folder, dialect, shape);
    }

    @Override
    public Object[] activities() {
        LeaseSource account = id -> held;
        return LongtakeWorker.activities(account, WorkerConfig.of(home, HOME, HEADERS), clients, downloader);
    }

    @Override
    public Set<Part> leavesOut() {
        return Set.of();
    }

    @Override
    public String origin() {
        return ORIGIN;
    }

    @Override
    public void holds(TokenLease lease) {
        held = Optional.of(lease);
    }

    @Override
    public MediaRef picture(String name) {
        try {
            BufferedImage image = new BufferedImage(8, 6, BufferedImage.TYPE_INT_RGB);
            image.setRGB(0, 0, name.hashCode());
            ByteArrayOutputStream png = new ByteArrayOutputStream();
            ImageIO.write(image, "png", png);
            return FileMediaStore.ofHome(home).put(new ByteArrayInputStream(png.toByteArray()), name, "image/png");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public MediaListing list(MediaRef... files) {
        try {
            return listings().list(List.of(files));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<UploadedMedia> uploads(Optional<MediaListing> listing) {
        try {
            return listings().uploads(listing);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private MediaListings listings() {
        return new MediaListings(FileMediaStore.ofHome(home));
    }

    @Override
    public void behave(BackendBehaviour manner) {
        address = manner == BackendBehaviour.OUT_OF_REACH ? NOWHERE : studio.baseUrl();
        editor.failEdits(manner == BackendBehaviour.FAILING_EDITS);
        plan(
                switch (manner) {
                    case AS_IT_SHOULD, OUT_OF_REACH, FAILING_EDITS -> "{}";
                    case SILENT -> "{\"silentEdits\":1}";
                    case BREAKING_STREAMS -> "{\"dropStreams\":1}";
                    case FORGETTING_EDITS -> "{\"dropStreams\":1,\"forgetEdits\":1}";
                    case ENDING_TOKENS -> "{\"expireTokens\":1}";
                    case FORGETTING_SESSIONS -> "{\"forgetSessions\":1}";
                    case BUSY -> "{\"rateLimit\":1}";
                    case IN_TROUBLE -> "{\"serverErrors\":1}";
                    case FAILING_RENDERS -> "{\"failRenders\":1}";
                });
    }

    private void plan(String faults) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(studio.baseUrl() + "/studio/faults"))
                .header("Authorization", "Bearer " + studio.adminKey())
                .PUT(HttpRequest.BodyPublishers.ofString(faults))
                .build();
        try {
            HttpResponse<String> answer = ADMIN.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new AssertionError(answer.statusCode() + " " + answer.body());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void letRendersEnd() {
        rendersMayEnd.countDown();
    }

    @Override
    public long messages() {
        return takenOn("/run_sse");
    }

    @Override
    public long renders() {
        return takenOn("/api/render/proxy/lambda");
    }

    /** The number of accepted requests. A refused request has a status or a code that says so; a broken stream has neither. */
    private long takenOn(String path) {
        return studio.ledger().stream()
                .filter(entry -> entry.method().equals("POST") && entry.path().equals(path))
                .filter(entry ->
                        entry.status().orElse(200) == 200 && entry.code().orElse(0) == 0)
                .count();
    }

    @Override
    public void close() throws IOException {
        clients.close();
        downloader.close();
        studio.close();
    }
}
