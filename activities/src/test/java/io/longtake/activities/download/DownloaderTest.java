package io.longtake.activities.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.longtake.activities.FakeCloud;
import io.longtake.activities.nemo.http.CallScope;
import io.longtake.files.digest.Sha256;
import io.longtake.network.http.HttpClients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DownloaderTest {
    @TempDir
    Path folder;

    private final byte[] film = new byte[200_000];
    private final Downloader downloader = new Downloader(new HttpClients(Map.of()), Duration.ofMillis(500));
    private FakeCloud cloud;
    private Path target;
    private Path part;

    @BeforeEach
    void start() throws IOException {
        cloud = new FakeCloud();
        new Random(1).nextBytes(film);
        target = folder.resolve("film.mp4");
        part = folder.resolve("film.mp4.part");
    }

    @AfterEach
    void stop() {
        downloader.close();
        cloud.close();
    }

    @Test
    void aCompleteFileLeavesNoOtherFiles() throws Exception {
        cloud.answer(whole("\"v1\"").build());
        List<Long> seen = new ArrayList<>();

        long bytes = downloader.fetch(link(), target, new CallScope(), (received, total) -> {
            assertThat(total).isEqualTo(film.length);
            seen.add(received);
        });

        assertThat(bytes).isEqualTo(film.length);
        assertThat(target).hasBinaryContent(film);
        assertThat(seen).first().isEqualTo(0L);
        assertThat(seen).last().isEqualTo((long) film.length);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(target);
        }
    }

    @Test
    void anInterruptedDownloadResumes() throws Exception {
        cutAfter(80_000, "\"v1\"");
        int have = (int) Files.size(part);
        cloud.answer(rest(have, "\"v1\"").build());

        fetch();

        assertThat(target).hasBinaryContent(film);
        cloud.asked();
        RecordedRequest second = cloud.asked();
        assertThat(second.getHeaders().get("Range")).isEqualTo("bytes=" + have + "-");
        assertThat(second.getHeaders().get("If-Range")).isEqualTo("\"v1\"");
    }

    @Test
    void aChangedFileStartsOver() throws Exception {
        cutAfter(80_000, "\"v1\"");
        film[0]++;
        cloud.answer(whole("\"v2\"").build());

        fetch();

        assertThat(target).hasBinaryContent(film);
    }

    @Test
    void aResponseThatDoesNotMatchThePartStartsOver() throws Exception {
        cutAfter(80_000, "\"v1\"");
        cloud.answer(rest(10, "\"v1\"").build());
        cloud.answer(whole("\"v1\"").build());

        fetch();

        assertThat(target).hasBinaryContent(film);
    }

    @Test
    void receivedBytesAreKeptUntilAnotherFileArrives() throws Exception {
        cutAfter(80_000, "\"v1\"");
        byte[] have = Files.readAllBytes(part);
        cloud.answer(rest(10, "\"v1\"").build());
        cloud.answer(503, "{}");

        assertThat(catchThrowableOfType(DownloadException.class, this::fetch))
                .isInstanceOf(DownloadException.ServerError.class);

        assertThat(part).hasBinaryContent(have);
        assertThat(Downloader.kept(target)).isEqualTo(new PartialDownload(have.length, film.length));
    }

    @Test
    void withoutAStrongValidatorNothingIsAppended() throws Exception {
        cutAfter(80_000, "W/\"v1\"");
        cloud.answer(whole("W/\"v1\"").build());

        fetch();

        cloud.asked();
        assertThat(cloud.asked().getHeaders().get("Range")).isNull();
        assertThat(target).hasBinaryContent(film);
    }

    @Test
    void aCompletePartNeedsNoMoreBytes() throws Exception {
        cutAfter(80_000, "\"v1\"");
        Files.write(part, film);
        cloud.answer(new MockResponse.Builder()
                .code(416)
                .setHeader("Content-Range", "bytes */" + film.length)
                .build());

        fetch();

        assertThat(target).hasBinaryContent(film);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 410})
    void anExpiredLinkIsReported(int status) {
        cloud.answer(status, "{}");

        assertThat(catchThrowableOfType(DownloadException.class, this::fetch))
                .isInstanceOf(DownloadException.LinkExpired.class)
                .hasMessage("The download link does not work any more (HTTP " + status + ").");
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamedWithTheReason() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "no folder");
        target = file.resolve("film.mp4");

        assertThat(catchThrowableOfType(DownloadException.class, this::fetch))
                .isInstanceOf(DownloadException.DiskTrouble.class)
                .hasMessage("The download can't be written to " + file + ": a file exists where a folder is needed.");
    }

    @Test
    void aWebPageIsNotAFilm() {
        cloud.answer(new MockResponse.Builder()
                .setHeader("Content-Type", "text/html")
                .body("<html>sign in</html>")
                .build());

        assertThat(catchThrowableOfType(DownloadException.class, this::fetch))
                .isInstanceOf(DownloadException.WrongContent.class);
        assertThat(target).doesNotExist();
    }

    @Test
    void aStalledDownloadIsAbandonedAndItsBytesAreKept() throws IOException {
        cloud.answer(whole("\"v1\"").onResponseBody(SocketEffect.Stall.INSTANCE).build());

        assertThat(catchThrowableOfType(DownloadException.class, this::fetch))
                .isInstanceOf(DownloadException.Stalled.class);
        assertThat(target).doesNotExist();
        assertThat(part).exists();
    }

    @Test
    void aStoppedDownloadLeavesTheTargetUnchanged() throws IOException {
        Files.writeString(target, "what was there before");
        cloud.answer(whole("\"v1\"").build());
        CallScope scope = new CallScope();

        DownloadException e = catchThrowableOfType(
                DownloadException.class,
                () -> downloader.fetch(link(), target, scope, (received, total) -> scope.stop()));

        assertThat(e).isInstanceOf(DownloadException.Stopped.class);
        assertThat(target).hasContent("what was there before");
    }

    @Test
    void aCredentialIsNotSentToAnotherHost() throws Exception {
        try (MockWebServer cdn = new MockWebServer()) {
            cdn.start();
            cdn.enqueue(whole("\"v1\"").build());
            cloud.answer(new MockResponse.Builder()
                    .code(302)
                    .setHeader("Location", cdn.url("/f.mp4?signed=1"))
                    .build());
            Request request = new Request.Builder()
                    .url(link())
                    .header("Authorization", "Bearer x")
                    .header("X-Skill-Source", "s")
                    .build();

            downloader.fetch(request, target, new CallScope(), (received, total) -> {}, LocalContent.NONE);

            RecordedRequest atCdn = Objects.requireNonNull(cdn.takeRequest(5, TimeUnit.SECONDS));
            assertThat(atCdn.getHeaders().get("Authorization")).isNull();
            assertThat(atCdn.getHeaders().get("X-Skill-Source")).isNull();
            assertThat(cloud.asked().getHeaders().get("Authorization")).isEqualTo("Bearer x");
            assertThat(target).hasBinaryContent(film);
        }
    }

    @Test
    void localContentReplacesTheBytesReceived() throws Exception {
        String hash = Sha256.of(film);
        cutAfter(80_000, "\"" + hash + "\"");
        Path here = Files.write(folder.resolve("here.mp4"), film);
        cloud.answer(rest(80_000, "\"" + hash + "\"").build());
        List<Long> seen = new ArrayList<>();

        long bytes = downloader.fetch(
                new Request.Builder().url(link()).build(),
                target,
                new CallScope(),
                (received, total) -> seen.add(received),
                (sha256, path) -> {
                    assertThat(sha256).isEqualTo(hash);
                    Files.createLink(path, here);
                    return true;
                });

        assertThat(bytes).isEqualTo(film.length);
        assertThat(seen).containsExactly((long) film.length);
        assertThat(Files.isSameFile(target, here)).isTrue();
        assertThat(here).hasBinaryContent(film);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(target, here);
        }
    }

    @Test
    void otherContentIsDownloadedAndOnlyHashesAreLookedUp() throws Exception {
        Request request = new Request.Builder().url(link()).build();
        String hash = Sha256.of(film);
        cutAfter(80_000, "\"" + hash + "\"");
        int have = (int) Files.size(part);
        cloud.answer(rest(have, "\"" + hash + "\"").build());

        downloader.fetch(request, target, new CallScope(), (received, total) -> {}, (sha256, path) -> false);

        assertThat(target).hasBinaryContent(film);
        for (String tag : List.of(
                "\"v1\"", "W/\"" + hash + "\"", "\"../" + hash + "\"", "\"" + hash.toUpperCase(Locale.ROOT) + "\"")) {
            cloud.answer(whole(tag).build());
            downloader.fetch(request, target, new CallScope(), (received, total) -> {}, (sha256, path) -> {
                throw new AssertionError("asked for " + tag);
            });
        }
    }

    private void cutAfter(int bytes, String tag) throws IOException {
        cloud.answer(new MockResponse.Builder()
                .setHeader("ETag", tag)
                .body(new Buffer().write(film, 0, bytes))
                .setHeader("Content-Length", film.length)
                .onResponseEnd(new SocketEffect.CloseSocket())
                .build());
        assertThat(catchThrowableOfType(DownloadException.class, this::fetch))
                .isInstanceOf(DownloadException.Interrupted.class);
        assertThat(target).doesNotExist();
        assertThat(Files.size(part)).isPositive();
    }

    private MockResponse.Builder whole(String tag) {
        return new MockResponse.Builder()
                .setHeader("ETag", tag)
                .setHeader("Content-Type", "video/mp4")
                .body(new Buffer().write(film));
    }

    private MockResponse.Builder rest(int from, String tag) {
        return new MockResponse.Builder()
                .code(206)
                .setHeader("ETag", tag)
                .setHeader("Content-Range", "bytes " + from + "-" + (film.length - 1) + "/" + film.length)
                .body(new Buffer().write(Arrays.copyOfRange(film, from, film.length)));
    }

    private HttpUrl link() {
        return HttpUrl.get(cloud.origin() + "/f.mp4");
    }

    private void fetch() throws DownloadException {
        downloader.fetch(link(), target, new CallScope(), (received, total) -> {});
    }
}
