package io.longtake.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.longtake.files.digest.Sha256;
import io.longtake.studio.config.StudioConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import okhttp3.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Renders over HTTP. */
class ExportTest {
    @TempDir
    Path folder;

    private final CountDownLatch gate = new CountDownLatch(1);
    private final FakeRenderer renderer = new FakeRenderer(gate);
    private Studio studio;
    private TestClient visitor;
    private String session;
    private JsonNode draft;

    @BeforeEach
    void open() throws IOException {
        start(TestStudios.quick(folder));
        visitor = new TestClient(studio.baseUrl()).registered();
        prepare();
    }

    private void start(StudioConfig config) throws IOException {
        studio = Studio.start(config, TestStudios.parts(renderer));
    }

    private void prepare() throws IOException {
        session = visitor.session();
        visitor.upload(session, "a.png", TestStudios.png(8, 8));
        visitor.chat(session, "hello");
        draft = visitor.state(session).path("draft");
    }

    @AfterEach
    void close() throws IOException {
        studio.close();
    }

    /** The names of files in the work folder; folders may disappear during the listing. */
    private List<String> growing() {
        List<String> names = new ArrayList<>();
        for (String project : inside(folder.resolve("work"))) {
            names.addAll(inside(folder.resolve("work").resolve(project)));
        }
        return names;
    }

    private List<Path> films() throws IOException {
        try (var files = Files.list(folder.resolve("films"))) {
            return files.filter(file -> file.toString().endsWith(".mp4")).toList();
        }
    }

    private static List<String> inside(Path place) {
        String[] names = place.toFile().list();
        return names == null ? List.of() : List.of(names);
    }

    private JsonNode ended(String id) throws IOException {
        return visitor.until(
                () -> visitor.render(id), now -> !now.path("status").asText().matches("pending|processing"));
    }

    @Test
    void anIdIsAcceptedOnce() throws Exception {
        visitor.export("render_a", session, draft);
        TestClient.Answer again = visitor.export("render_a", session, draft);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.json().path("message").asText()).contains("render_a");
    }

    @Test
    void anUnknownIdAndAnotherUsersIdAre404() throws Exception {
        visitor.export("render_a", session, draft);
        assertThat(visitor.get("/api/render/proxy/lambda/render_z").status()).isEqualTo(404);
        TestClient other = new TestClient(studio.baseUrl()).registered();
        assertThat(other.get("/api/render/proxy/lambda/render_a").status()).isEqualTo(404);
    }

    @Test
    void theSecondRenderWaitsForTheFirst() throws Exception {
        visitor.export("render_a", session, draft);
        renderer.begun.await();
        visitor.export("render_b", session, draft);
        JsonNode first = visitor.until(
                () -> visitor.render("render_a"), now -> now.path("progress").asInt() == 50);
        assertThat(first.path("status").asText()).isEqualTo("processing");
        assertThat(visitor.render("render_b").path("status").asText()).isEqualTo("pending");
        assertThat(visitor.get("/api/render/proxy/lambda/render_b").headers().get("Retry-After"))
                .isEqualTo("1");
        gate.countDown();
        assertThat(ended("render_b").path("status").asText()).isEqualTo("completed");
    }

    @Test
    void cancelEndsARunningRenderAndLeavesNoFile() throws Exception {
        visitor.export("render_a", session, draft);
        renderer.begun.await();
        JsonNode answer = visitor.post("/api/render/proxy/lambda/render_a/cancel", TestClient.MAPPER.createObjectNode())
                .json();
        assertThat(answer.path("status").asText()).isEqualTo("cancelled");
        assertThat(visitor.render("render_a").path("status").asText()).isEqualTo("cancelled");
        visitor.until(this::growing, List::isEmpty);
        assertThat(films()).isEmpty();
    }

    @Test
    void twoRendersCancelledInSuccessionBothEnd() throws Exception {
        visitor.export("render_a", session, draft);
        visitor.export("render_b", session, draft);
        renderer.begun.await();
        visitor.post("/api/render/proxy/lambda/render_a/cancel", TestClient.MAPPER.createObjectNode());
        visitor.post("/api/render/proxy/lambda/render_b/cancel", TestClient.MAPPER.createObjectNode());
        // The gate stays closed: a render ends, and removes its files, only if the cancellation reaches it.
        visitor.until(this::growing, List::isEmpty);
        assertThat(visitor.render("render_a").path("status").asText()).isEqualTo("cancelled");
        assertThat(visitor.render("render_b").path("status").asText()).isEqualTo("cancelled");
    }

    @Test
    void cancelEndsAWaitingRender() throws Exception {
        visitor.export("render_a", session, draft);
        visitor.export("render_b", session, draft);
        visitor.post("/api/render/proxy/lambda/render_b/cancel", TestClient.MAPPER.createObjectNode());
        gate.countDown();
        assertThat(ended("render_a").path("status").asText()).isEqualTo("completed");
        assertThat(visitor.render("render_b").path("status").asText()).isEqualTo("cancelled");
        assertThat(films()).hasSize(1);
    }

    @Test
    void aRenderIsResumedByTheNextStudio() throws Exception {
        visitor.export("render_a", session, draft);
        renderer.begun.await();
        studio.close();
        assertThat(growing()).contains("chunk");
        gate.countDown();
        start(TestStudios.quick(folder));
        visitor = new TestClient(studio.baseUrl()).with(visitor.token());
        assertThat(ended("render_a").path("status").asText()).isEqualTo("completed");
        visitor.until(this::growing, List::isEmpty);
    }

    @Test
    void progressNeverDecreasesEvenAfterARestart() throws Exception {
        visitor.export("render_a", session, draft);
        visitor.until(() -> visitor.render("render_a").path("progress").asInt(), percent -> percent == 50);
        studio.close();

        studio =
                Studio.start(TestStudios.quick(folder), TestStudios.parts((film, output, work, progress, cancelled) -> {
                    progress.accept(0.1);
                    try {
                        gate.await();
                    } catch (InterruptedException e) {
                        throw new IOException(e);
                    }
                    throw new IOException("enough");
                }));
        visitor = new TestClient(studio.baseUrl()).with(visitor.token());

        assertThat(visitor.render("render_a").path("progress").asInt()).isEqualTo(50);
        gate.countDown();
    }

    @Test
    void aRangeIsServedWhileTheFilmIsTheSame() throws Exception {
        gate.countDown();
        visitor.export("render_a", session, draft);
        String url = ended("render_a").path("output").path("url").asText();
        TestClient.Answer whole = TestClient.send(new Request.Builder().url(url));
        String tag = whole.headers().get("ETag");
        assertThat(tag).matches("\"[0-9a-f]{64}\"");
        TestClient.Answer rest = TestClient.send(
                new Request.Builder().url(url).header("Range", "bytes=40000-").header("If-Range", tag));
        assertThat(rest.status()).isEqualTo(206);
        assertThat(rest.headers().get("Content-Range")).isEqualTo("bytes 40000-99999/100000");
        assertThat(rest.bytes()).isEqualTo(Arrays.copyOfRange(FakeRenderer.content(), 40000, FakeRenderer.SIZE));
        TestClient.Answer changed = TestClient.send(
                new Request.Builder().url(url).header("Range", "bytes=40000-").header("If-Range", "\"other\""));
        assertThat(changed.status()).isEqualTo(200);
        TestClient.Answer beyond =
                TestClient.send(new Request.Builder().url(url).header("Range", "bytes=100000-"));
        assertThat(beyond.status()).isEqualTo(416);
        TestClient.Answer last = TestClient.send(new Request.Builder().url(url).header("Range", "bytes=-5"));
        assertThat(last.bytes()).hasSize(5);
        TestClient.Answer head = TestClient.send(new Request.Builder().url(url).head());
        assertThat(head.headers().get("Content-Length")).isEqualTo("100000");
    }

    @Test
    void aLinkIsValidAfterARestart() throws Exception {
        gate.countDown();
        visitor.export("render_a", session, draft);
        String url = ended("render_a").path("output").path("url").asText();
        studio.close();
        start(TestStudios.quick(folder));
        assertThat(TestClient.send(new Request.Builder().url(url)).bytes()).isEqualTo(FakeRenderer.content());
    }

    @Test
    void equalFilmsAreStoredOnceAndReadOnly() throws Exception {
        gate.countDown();
        visitor.export("render_a", session, draft);
        ended("render_a");
        visitor.export("render_b", session, draft);
        ended("render_b");

        assertThat(films()).hasSize(1);
        Path film = films().get(0);
        assertThat(film).hasBinaryContent(FakeRenderer.content());
        assertThat(film).hasFileName(Sha256.of(film) + ".mp4");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(film)))
                .isEqualTo("r--------");
        assertThat(visitor.get("/api/render/proxy/render_b/download").bytes()).isEqualTo(FakeRenderer.content());
    }

    @Test
    void aFilmIsRemovedWhenNoRenderNeedsItAndItsLinkIs404() throws Exception {
        gate.countDown();
        visitor.export("render_a", session, draft);
        String url = ended("render_a").path("output").path("url").asText();
        visitor.export("render_b", session, draft);
        ended("render_b");
        try (StudioStore store = StudioStore.open(folder).orElseThrow()) {
            StudioStore.Film film = store.films().values().iterator().next();
            assertThat(film.made()).extracting(StudioStore.Made::renderId).containsExactly("render_a", "render_b");

            assertThat(store.removeFilm(film.sha256(), made -> made.renderId().equals("render_a")))
                    .as("render_b needs it")
                    .isFalse();
            assertThat(film.file()).exists();
            assertThat(store.removeFilm(film.sha256(), made -> true)).isTrue();

            assertThat(store.films()).isEmpty();
        }
        assertThat(films()).isEmpty();
        assertThat(TestClient.send(new Request.Builder().url(url)).status()).isEqualTo(404);
        assertThat(visitor.get("/api/render/proxy/render_a/download").status()).isEqualTo(404);
        assertThat(visitor.render("render_a").path("status").asText()).isEqualTo("completed");

        visitor.export("render_c", session, draft);
        ended("render_c");
        assertThat(films()).as("rendered again").hasSize(1);
    }

    @Test
    void aLinkExpiresAndTheStatusHasANewOne() throws Exception {
        studio.close();
        start(TestStudios.quick(folder)
                .withRenders(
                        new StudioConfig.Renders(StudioConfig.RenderShape.TOP_LEVEL, Duration.ofMillis(1), false)));
        visitor = new TestClient(studio.baseUrl()).with(visitor.token());
        gate.countDown();
        visitor.export("render_a", session, draft);
        String url = ended("render_a").path("output").path("url").asText();
        visitor.until(() -> TestClient.send(new Request.Builder().url(url)).status(), status -> status == 404);
        String next = visitor.render("render_a").path("output").path("url").asText();
        assertThat(next).isNotEqualTo(url);
    }

    @Test
    void theNestedShapeMatchesTheReference() throws Exception {
        studio.close();
        start(TestStudios.quick(folder)
                .withRenders(new StudioConfig.Renders(StudioConfig.RenderShape.NESTED, Duration.ofHours(1), false)));
        visitor = new TestClient(studio.baseUrl()).with(visitor.token());
        gate.countDown();
        assertThat(visitor.export("render_a", session, draft)
                        .json()
                        .path("success")
                        .asBoolean())
                .isTrue();
        JsonNode done = visitor.until(
                () -> visitor.render("render_a").path("data"),
                now -> now.path("status").asText().equals("completed"));
        assertThat(done.path("outputUrl").asText()).contains("/out/");
    }
}
