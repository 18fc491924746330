package io.longtake.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.longtake.cli.CommandRun;
import io.longtake.network.proxy.RecordingProxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Checks the network findings of {@code doctor}. */
@Timeout(120)
class NetworkCheckTest {
    @TempDir
    Path folder;

    private HttpServer backend;
    private RecordingProxy proxy;

    @BeforeEach
    void start() throws IOException {
        backend = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        backend.createContext("/", exchange -> {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        backend.start();
        proxy = RecordingProxy.withLogin("ann", "s3cret")
                .resolving("backend.example", backend.getAddress().getPort())
                .resolving("web.example", backend.getAddress().getPort());
    }

    @AfterEach
    void stop() throws IOException {
        backend.stop(0);
        proxy.close();
    }

    private CommandRun doctor(Map<String, String> environment) {
        return CommandRun.in(folder, environment, "doctor");
    }

    @Test
    void withoutAProxyConnectionsAreDirectAndTheStudioIsLocal() {
        assertThat(doctor(Map.of()).out())
                .contains("ok   proxy          none; connections are direct")
                .contains("ok   backend        studio, on this machine");
    }

    @Test
    void theBackendAndTheWebAreCheckedThroughTheProxyWithoutShowingItsCredentials() {
        var run = doctor(Map.of(
                "LONGTAKE_BACKEND",
                "http://backend.example",
                "NEMO_WEB_URL",
                "http://web.example/",
                "HTTP_PROXY",
                "http://ann:s3cret@" + proxy.address()));

        assertThat(run.out())
                .contains("ok   proxy          " + proxy.address() + " (HTTP_PROXY), with credentials")
                .contains("ok   backend        http://backend.example answers (HTTP 404), through the proxy "
                        + proxy.address())
                .contains("ok   web            http://web.example/ answers (HTTP 404)")
                .contains("resolves the host names in links");
        assertThat(run.out() + run.err()).doesNotContain("s3cret").doesNotContain("ann");
        assertThat(proxy.requests()).containsExactly("GET http://backend.example/", "GET http://web.example/");
    }

    @Test
    void anUnreachableProxyIsReportedWithItsVariable() {
        var run = doctor(
                Map.of("LONGTAKE_BACKEND", "http://backend.example", "http_proxy", "http://ann:s3cret@127.0.0.1:1"));

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out())
                .contains("BAD  proxy          127.0.0.1:1 (http_proxy), with credentials does not accept connections")
                .contains("correct or unset http_proxy")
                .contains("BAD  backend        http://backend.example can't be reached")
                .doesNotContain("s3cret");
    }

    @Test
    void aMalformedProxyAndIgnoredExceptionsAreReported() {
        var run = doctor(Map.of("HTTPS_PROXY", "socks5://ann:s3cret@127.0.0.1:1", "NO_PROXY", "<local>, 10.0.0.0/99"));

        assertThat(run.out())
                .contains("BAD  proxy          HTTPS_PROXY is invalid")
                .contains("SOCKS")
                .contains("ignored entries of NO_PROXY: <local>, 10.0.0.0/99")
                .doesNotContain("s3cret");
    }

    @Test
    void unreadableCertificatesAreReported() {
        assertThat(doctor(Map.of("SSL_CERT_FILE", "/nowhere/ca.pem")).out())
                .contains("BAD  tls            unusable certificates")
                .contains("/nowhere/ca.pem");
    }

    @Test
    void noBackendFilesAreWritten() {
        doctor(Map.of("LONGTAKE_BACKEND", "http://127.0.0.1:1"));

        assertThat(folder.resolve(".config/nemovideo")).doesNotExist();
    }
}
