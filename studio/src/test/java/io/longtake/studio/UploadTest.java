package io.longtake.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longtake.files.digest.Sha256;
import io.longtake.studio.config.StudioConfig;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.Request;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uploads of files. */
class UploadTest {
    private static final int LIMIT = 1024 * 1024;

    @TempDir
    Path folder;

    private Studio studio;
    private TestClient visitor;
    private String session;

    @BeforeEach
    void open() throws IOException {
        studio = TestStudios.start(TestStudios.quick(folder).withUploads(new StudioConfig.Uploads(LIMIT)));
        visitor = new TestClient(studio.baseUrl()).registered();
        session = visitor.session();
    }

    @AfterEach
    void close() throws IOException {
        studio.close();
    }

    private List<Path> kept() throws IOException {
        try (Stream<Path> media = Files.walk(folder.resolve("media"));
                Stream<Path> incoming = Files.walk(folder.resolve("incoming"))) {
            return Stream.concat(media, incoming).filter(Files::isRegularFile).toList();
        }
    }

    private static MultipartBody.Part part(String name, byte[] content) {
        return MultipartBody.Part.createFormData("files", name, RequestBody.create(content));
    }

    @Test
    void severalFilesOfOneRequestKeepTheirOrder() throws Exception {
        TestClient.Answer answer = visitor.upload(
                session, List.of(part("b.png", TestStudios.png(8, 4)), part("a.png", TestStudios.png(4, 8))));
        assertThat(answer.data().path("session_state_applied").asBoolean()).isTrue();
        assertThat(answer.data().path("files")).hasSize(2);
        JsonNode infos = visitor.state(session).path("video_infos");
        assertThat(infos.path(0).path("filename").asText()).isEqualTo("b.png");
        assertThat(infos.path(1).path("filename").asText()).isEqualTo("a.png");
        assertThat(infos.path(1).path("height").asInt()).isEqualTo(8);
        byte[] fetched = TestClient.send(new Request.Builder()
                        .url(answer.data().path("files").path(0).path("cdn_url").asText()))
                .bytes();
        assertThat(fetched).isEqualTo(TestStudios.png(8, 4));
    }

    @Test
    void aNameNeverBecomesAPath() throws Exception {
        assertThat(visitor.upload(session, "../../../etc/passwd.png", TestStudios.png(2, 2))
                        .code())
                .isEqualTo(4001);
        assertThat(visitor.upload(session, "C:\\\\photos\\\\hill.png", TestStudios.png(2, 2))
                        .data()
                        .path("files")
                        .path(0)
                        .path("filename")
                        .asText())
                .isEqualTo("hill.png");
        assertThat(kept())
                .singleElement()
                .satisfies(file -> assertThat(file.getFileName().toString()).startsWith("media_"));
    }

    @Test
    void aTextFileNamedAsAnImageIs4001() throws Exception {
        TestClient.Answer answer = visitor.upload(session, "a.jpg", "not a picture".getBytes(StandardCharsets.UTF_8));
        assertThat(answer.code()).isEqualTo(4001);
        assertThat(answer.json().path("message").asText()).contains("a.jpg");
        assertThat(visitor.upload(session, "empty.jpg", new byte[0]).code()).isEqualTo(4001);
        assertThat(kept()).isEmpty();
    }

    @Test
    void oneInvalidFileRefusesTheWholeUpload() throws Exception {
        TestClient.Answer answer = visitor.upload(
                session,
                List.of(part("a.png", TestStudios.png(2, 2)), part("b.png", "no".getBytes(StandardCharsets.UTF_8))));
        assertThat(answer.code()).isEqualTo(4001);
        assertThat(visitor.state(session).path("video_infos")).isEmpty();
        assertThat(kept()).isEmpty();
    }

    @Test
    void aFileBeyondTheLimitIs4002() throws Exception {
        assertThat(visitor.upload(session, "big.png", new byte[LIMIT + 1]).code())
                .isEqualTo(4002);
        assertThat(kept()).isEmpty();
        assertThat(visitor.upload(session, "small.png", TestStudios.png(2, 2)).code())
                .isZero();
    }

    @Test
    void aFileOfUnknownLengthIsLimitedWhileItArrives() throws Exception {
        RequestBody endless = new RequestBody() {
            @Override
            public MediaType contentType() {
                return MediaType.get("image/png");
            }

            @Override
            public void writeTo(BufferedSink sink) throws IOException {
                for (int i = 0; i < 64; i++) {
                    sink.write(new byte[LIMIT]);
                }
            }
        };
        for (int i = 0; i < 20; i++) {
            TestClient.Answer answer =
                    visitor.upload(session, List.of(MultipartBody.Part.createFormData("files", "big.png", endless)));
            assertThat(answer.code()).isEqualTo(4002);
        }
        assertThat(kept()).isEmpty();
    }

    @Test
    void anUploadToAnUnknownSessionIsRefusedWhateverItsSize() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(visitor.upload("ses_none", "big.png", new byte[30 * LIMIT])
                            .code())
                    .isEqualTo(1002);
        }
        assertThat(kept()).isEmpty();
    }

    @Test
    void anInterruptedUploadLeavesNoFile() throws Exception {
        URI base = URI.create(studio.baseUrl());
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST /api/upload-video/nemo_agent/me/" + session + " HTTP/1.1\r\nHost: localhost\r\n"
                            + "Authorization: Bearer " + visitor.token()
                            + "\r\nContent-Type: multipart/form-data; boundary=b\r\n"
                            + "Content-Length: 900000\r\n\r\n--b\r\n"
                            + "Content-Disposition: form-data; name=\"files\"; filename=\"a.png\"\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(new byte[300_000]);
            out.flush();
            visitor.until(this::kept, files -> !files.isEmpty());
        }
        visitor.until(this::kept, List::isEmpty);
        assertThat(visitor.state(session).path("video_infos")).isEmpty();
    }

    private TestClient.Answer named(String... urls) throws IOException {
        ObjectNode body = TestClient.MAPPER.createObjectNode().put("source_type", "url");
        List.of(urls).forEach(body.putArray("urls")::add);
        return visitor.post("/api/upload-video/nemo_agent/me/" + session, body);
    }

    private void restart(StudioConfig.Fetching fetching) throws IOException {
        studio.close();
        StudioConfig config = TestStudios.quick(folder);
        studio = TestStudios.start(config.withUploads(new StudioConfig.Uploads(LIMIT, fetching)));
        visitor = new TestClient(studio.baseUrl()).with(visitor.token());
    }

    @Test
    void urlsAreNotFetchedUnlessEnabled() throws Exception {
        TestClient.Answer answer = named("http://127.0.0.1:1/a.png");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("message").asText()).contains("disabled");
    }

    @Test
    void withPublicFetchingThisMachineIsStillRefused() throws Exception {
        TestClient.Answer first = visitor.upload(session, "a.png", TestStudios.png(4, 4));
        restart(StudioConfig.Fetching.PUBLIC);
        String own = studio.baseUrl() + "/healthz";

        assertThat(first.code()).isZero();
        assertThat(named(own).json().path("message").asText()).contains(" is not allowed: ");
        assertThat(named("http://[::1]:1/a.png", "http://0x7f000001/").status()).isEqualTo(400);
        assertThat(visitor.state(session).path("video_infos")).hasSize(1);
    }

    @Test
    void aFileFetchedByUrlIsStoredLikeAnUploadedOne() throws Exception {
        String there = visitor.upload(session, "hill.png", TestStudios.png(4, 6))
                .data()
                .path("files")
                .path(0)
                .path("cdn_url")
                .asText();
        restart(StudioConfig.Fetching.EVERYWHERE);

        JsonNode file = named(there).data().path("files").path(0);

        assertThat(file.path("filename").asText()).isEqualTo("hill.png");
        assertThat(file.path("height").asInt()).isEqualTo(6);
        assertThat(visitor.state(session).path("video_infos")).hasSize(2);
        assertThat(named(there, studio.baseUrl() + "/healthz").code()).isEqualTo(4001);
        assertThat(visitor.state(session).path("video_infos")).hasSize(2);
        assertThat(kept()).hasSize(2);
    }

    private Path shared(byte[] content, byte[] named) throws IOException {
        String hash = Sha256.of(named);
        Path file = folder.resolve("shared").resolve(hash.substring(0, 2)).resolve(hash.substring(2));
        Files.createDirectories(file.getParent());
        return Files.write(file, content);
    }

    private void restartSharing() throws IOException {
        studio.close();
        studio = TestStudios.start(TestStudios.quick(folder.resolve("data"))
                .withUploads(new StudioConfig.Uploads(LIMIT).sharing(folder.resolve("shared"))));
        visitor = new TestClient(studio.baseUrl()).registered();
        session = visitor.session();
    }

    private Path taken() throws IOException {
        try (Stream<Path> media = Files.walk(folder.resolve("data/media"))) {
            return media.filter(file -> file.toString().endsWith(".png"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void aFileThatTheHomeAlreadyHasBecomesAReadOnlyLink() throws Exception {
        restartSharing();
        byte[] png = TestStudios.png(4, 4);
        Path there = shared(png, png);

        assertThat(visitor.upload(session, "a.png", png).code()).isZero();

        assertThat(Files.isSameFile(taken(), there)).isTrue();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(there)))
                .isEqualTo("r--------");
        try (Stream<Path> incoming = Files.walk(folder.resolve("data/incoming"))) {
            assertThat(incoming.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void aFileWithOtherContentOrASymbolicLinkIsNotShared() throws Exception {
        restartSharing();
        byte[] png = TestStudios.png(4, 4);
        Path other = shared(TestStudios.png(5, 5), png);

        assertThat(visitor.upload(session, "a.png", png).code()).isZero();
        assertThat(taken()).hasBinaryContent(png);
        assertThat(Files.isSameFile(taken(), other)).isFalse();

        Files.delete(taken());
        Files.delete(other);
        Files.createSymbolicLink(other, Files.write(folder.resolve("elsewhere.png"), png));
        assertThat(visitor.upload(session, "b.png", png).code()).isZero();
        assertThat(taken()).isRegularFile().hasBinaryContent(png);
        assertThat(Files.isSymbolicLink(taken())).isFalse();
    }

    @Test
    void noUrlsAndTooManyUrlsAreRefused() throws Exception {
        restart(StudioConfig.Fetching.EVERYWHERE);
        String[] many = new String[11];
        Arrays.fill(many, "http://127.0.0.1:1/a.png");

        assertThat(named().status()).isEqualTo(400);
        assertThat(named(many).json().path("message").asText())
                .contains("1 to 10")
                .contains("11");
    }
}
