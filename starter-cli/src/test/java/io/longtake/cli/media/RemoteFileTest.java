package io.longtake.cli.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import io.longtake.cli.environment.Environment;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.network.proxy.RecordingProxy;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests links as inputs with a real server and a real proxy. */
@Timeout(60)
class RemoteFileTest {
    @TempDir
    Path folder;

    private HttpServer server;
    private RecordingProxy proxy;
    private volatile int status = 200;

    @BeforeEach
    void start() throws IOException {
        byte[] photo = Files.readAllBytes(Path.of("../samples/mountains.jpg"));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("Content-Disposition", "attachment; filename*=UTF-8''%E5%B1%B1.jpg");
            exchange.sendResponseHeaders(status, status == 200 ? photo.length : -1);
            if (status == 200) {
                exchange.getResponseBody().write(photo);
            }
            exchange.close();
        });
        server.start();
        proxy = RecordingProxy.open()
                .resolving("far.example", server.getAddress().getPort());
    }

    @AfterEach
    void stop() throws IOException {
        server.stop(0);
        proxy.close();
    }

    /** The name and size of a fetched file. */
    private record Taken(String name, long bytes) {}

    private record Links(Environment cliEnvironment) {
        void check(String source) {
            RemoteFile.check(cliEnvironment, source);
        }

        Taken take(String source) {
            return RemoteFile.fetch(
                    cliEnvironment,
                    source,
                    FileIntake.LIMIT_BYTES,
                    (file, name) -> new Taken(name, file.toFile().length()));
        }
    }

    private Links links(Map<String, String> environment) {
        var nullOutput = new PrintStream(OutputStream.nullOutputStream());
        var all = new HashMap<>(Map.of("HOME", folder.toString()));
        all.putAll(environment);
        var cliEnvironment = new Environment(all, folder, nullOutput, nullOutput, false);
        return new Links(cliEnvironment);
    }

    private String near() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/a.jpg";
    }

    @Test
    void aLinkIsFetchedThroughTheProxyAndNamedByItsServer() {
        var links = links(Map.of("HTTP_PROXY", proxy.address()));

        links.check("http://far.example/my photo.jpg");
        var taken = links.take("http://far.example/my photo.jpg");

        assertThat(taken.name()).isEqualTo("山.jpg");
        assertThat(taken.bytes()).isPositive();
        assertThat(proxy.requests()).containsExactly("GET http://far.example/my%20photo.jpg");
    }

    @Test
    void localAddressesAreFetchedOnlyIfAllowed() throws Exception {
        assertThat(links(Map.of("LONGTAKE_LINKS_ALLOW", "any")).take(near()).name())
                .isEqualTo("山.jpg");
        for (var source : List.of(near(), "http://[::1]/a.jpg", "http://localhost/a.jpg", "https://10.0.0.1/a.jpg")) {
            var refused = catchThrowableOfType(
                    CommandFailure.class, () -> links(Map.of()).check(source));

            assertThat(refused.exitCode()).isEqualTo(ExitCode.FAILED);
            assertThat(refused).hasMessageContaining("address of this machine").hasMessageContaining("links.allow any");
            assertThatThrownBy(() -> links(Map.of()).take(source)).hasMessageContaining("links.allow any");
        }
        assertThatThrownBy(() -> links(Map.of("LONGTAKE_LINKS_ALLOW", "some")).check(near()))
                .hasMessageContaining("links.allow (from LONGTAKE_LINKS_ALLOW) must be public or any, not 'some'");
    }

    @ParameterizedTest
    @CsvSource({"401, FAILED", "403, FAILED", "410, FAILED", "451, FAILED", "404, NOT_FOUND", "405, FAILED"})
    void aPermanentRefusalOfTheServerIsNotTemporary(int answer, ExitCode exit) {
        status = answer;
        var links = links(Map.of("HTTP_PROXY", proxy.address()));

        var failure =
                catchThrowableOfType(CommandFailure.class, () -> links.take("http://far.example/a.jpg?key=s3cret"));

        assertThat(failure.exitCode()).isEqualTo(exit);
        assertThat(failure).hasMessageContaining("HTTP " + answer).hasMessageNotContaining("s3cret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ftp://far.example/a.jpg", "file:///tmp/a.jpg", "http://ann:s3cret@far.example/", "https://"})
    void anInvalidUrlIsAUsageError(String source) {
        var failure =
                catchThrowableOfType(CommandFailure.class, () -> links(Map.of()).check(source));

        assertThat(failure.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(failure).hasMessageNotContaining("s3cret");
    }

    @Test
    void anUnreachableProxyIsTemporaryAndAMalformedOneAUsageError() {
        var down = catchThrowableOfType(
                CommandFailure.class, () -> links(Map.of("HTTP_PROXY", "http://ann:s3cret@127.0.0.1:1"))
                        .take("http://far.example/a.jpg"));
        assertThat(down.exitCode()).isEqualTo(ExitCode.TEMPORARY);
        assertThat(down)
                .hasMessageContaining("The proxy 127.0.0.1:1 (HTTP_PROXY)")
                .hasMessageNotContaining("s3cret");

        var malformed =
                catchThrowableOfType(CommandFailure.class, () -> links(Map.of("HTTP_PROXY", "http://ann:s3cret@x:y"))
                        .check("http://far.example/a.jpg"));
        assertThat(malformed.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(malformed).hasMessageContaining("HTTP_PROXY is not a usable").hasMessageNotContaining("s3cret");
    }
}
