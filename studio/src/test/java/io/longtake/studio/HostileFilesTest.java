package io.longtake.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.longtake.studio.upload.HostileFiles;
import io.longtake.studio.upload.HostileFiles.Hostile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import okhttp3.MultipartBody;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Sends hostile files over HTTP to a studio with its real inspector: each is refused with a message, nothing of it is stored, and
 * no file or address that it names is accessed. The file is a named pipe: opening it for reading would unblock its writer.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileFilesTest {
    private final AtomicInteger reached = new AtomicInteger();
    private Path folder;
    private Path pipe;
    private CompletableFuture<Void> read;
    private ServerSocket listener;
    private Studio studio;
    private TestClient visitor;
    private String session;

    @BeforeAll
    void open(@TempDir Path given) throws Exception {
        folder = given;
        pipe = folder.resolve("secret");
        new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
        read = CompletableFuture.runAsync(() -> waitForReader(pipe));
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread accepting = new Thread(this::count, "canary");
        accepting.setDaemon(true);
        accepting.start();
        studio = TestStudios.start(TestStudios.quick(folder.resolve("studio")));
        visitor = new TestClient(studio.baseUrl()).registered();
        session = visitor.session();
    }

    private static void waitForReader(Path pipe) {
        try (FileChannel writer = FileChannel.open(pipe, StandardOpenOption.WRITE)) {
            assertThat(writer.isOpen()).isTrue();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void count() {
        while (!listener.isClosed()) {
            try {
                listener.accept().close();
                reached.incrementAndGet();
            } catch (IOException closed) {
                return;
            }
        }
    }

    @AfterAll
    void close() throws IOException {
        studio.close();
        listener.close();
        // Unblocks the waiting writer.
        FileChannel.open(pipe, StandardOpenOption.READ).close();
    }

    Stream<Hostile> files() {
        return HostileFiles.all(pipe.toString(), "http://127.0.0.1:" + listener.getLocalPort()).stream();
    }

    @ParameterizedTest
    @MethodSource("files")
    void eachIsRefusedWithAMessageAndStoresNothing(Hostile hostile) throws Exception {
        TestClient.Answer answer = visitor.upload(
                session,
                List.of(MultipartBody.Part.createFormData(
                        "files",
                        hostile.name(),
                        RequestBody.create(hostile.content().toByteArray()))));

        assertThat(answer.code()).isIn(4001, 4002, 400);
        assertThat(answer.json().path("message").asText())
                .endsWith(".")
                .hasSizeBetween(20, 300)
                .doesNotContain("\n", folder.toString(), "Exception");
        for (String place : List.of("media", "incoming")) {
            try (Stream<Path> kept = Files.walk(folder.resolve("studio").resolve(place))) {
                assertThat(kept.filter(Files::isRegularFile)).isEmpty();
            }
        }
        assertThat(read).isNotDone();
        assertThat(reached).hasValue(0);
        assertThat(TestClient.send(new Request.Builder().url(studio.baseUrl() + "/healthz"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void theStudioStillAcceptsValidFiles(@TempDir Path other) throws Exception {
        try (Studio fresh = TestStudios.start(TestStudios.quick(other))) {
            TestClient guest = new TestClient(fresh.baseUrl()).registered();
            String own = guest.session();
            Path samples = Path.of("..", "samples");
            try (Stream<Path> photos = Files.list(samples)) {
                for (Path photo :
                        photos.filter(file -> file.toString().endsWith(".jpg")).toList()) {
                    assertThat(guest.upload(own, photo.getFileName().toString(), Files.readAllBytes(photo))
                                    .code())
                            .as("%s", photo)
                            .isZero();
                }
            }
            for (String format : List.of("png", "jpg", "gif")) {
                byte[] picture = Pictures.of(format);
                JsonNode file = guest.upload(own, "a." + format, picture)
                        .data()
                        .path("files")
                        .path(0);
                assertThat(file.path("width").asInt()).as(format).isEqualTo(64);
            }
            assertThat(guest.upload(own, "interlaced.png", Pictures.interlaced())
                            .code())
                    .isZero();
            assertThat(guest.upload(own, "progressive.jpg", Pictures.progressive())
                            .code())
                    .isZero();
        }
    }
}
