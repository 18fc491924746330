package io.longtake.network.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.longtake.network.proxy.ProxyFailure;
import io.longtake.network.proxy.RecordingProxy;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Uses a real server behind a real proxy; only the proxy can resolve {@code far.example}. */
@Timeout(60)
class HttpClientsTest {
    private static final TimeLimits QUICK = TimeLimits.within(Duration.ofSeconds(5));
    private static final String PASSWORD = "s3cret@word";

    @TempDir
    Path folder;

    private final MockWebServer server = new MockWebServer();
    private RecordingProxy proxy;

    @BeforeEach
    void start() throws IOException {
        server.start();
        proxy = RecordingProxy.open().resolving("far.example", server.getPort());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        proxy.close();
    }

    private static Map<String, String> through(String proxy) {
        return Map.of("HTTP_PROXY", proxy, "HTTPS_PROXY", proxy);
    }

    private void answer(String body) {
        server.enqueue(new MockResponse.Builder().body(body).build());
    }

    private static String get(OkHttpClient client, String url) throws IOException {
        return ask(client, new Request.Builder().url(url).build());
    }

    private static String ask(OkHttpClient client, Request request) throws IOException {
        try (Response response = client.newCall(request).execute()) {
            return response.code() + " " + response.body().string();
        }
    }

    private static ProxyFailure failure(Map<String, String> environment, String url) {
        return catchThrowableOfType(ProxyFailure.class, () -> get(new HttpClients(environment).repeatable(QUICK), url));
    }

    @Test
    void aPlainRequestUsesTheProxyAndNamesTheProduct() throws Exception {
        answer("hello");

        assertThat(get(new HttpClients(through(proxy.address())).once(QUICK), "http://far.example/a"))
                .isEqualTo("200 hello");

        assertThat(proxy.requests()).containsExactly("GET http://far.example/a");
        RecordedRequest asked = server.takeRequest();
        assertThat(asked.getHeaders().get("User-Agent")).matches("Longtake/\\d+\\.\\d+\\.\\d+ \\(\\+.*\\)");
        assertThat(asked.getHeaders().get("Proxy-Authorization")).isNull();
    }

    @Test
    void anEncryptedRequestUsesATunnelAndTheAddedCertificateIsTrusted() throws Exception {
        Certificates certificates = Certificates.make(folder);
        server.useHttps(certificates.server());
        answer("hello");
        Map<String, String> environment = trusting(certificates, proxy.address());

        assertThat(get(new HttpClients(environment).once(QUICK), "https://far.example/a"))
                .isEqualTo("200 hello");
        assertThat(proxy.requests()).containsExactly("CONNECT far.example:443");
    }

    @Test
    void anUnknownCertificateIsNotTrustedAndNotReportedAsAProxyFailure() throws Exception {
        server.useHttps(Certificates.make(folder).server());

        assertThat(catchThrowableOfType(
                        IOException.class,
                        () -> get(new HttpClients(through(proxy.address())).once(QUICK), "https://far.example/a")))
                .isInstanceOf(SSLHandshakeException.class);
    }

    @Test
    void anUnusableCertificateFileIsReportedForHttpsOnly() throws Exception {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "not a certificate");
        for (Path file : new Path[] {empty, folder.resolve("missing.pem"), folder}) {
            OkHttpClient client = new HttpClients(Map.of("SSL_CERT_FILE", file.toString())).once(QUICK);
            answer("hello");

            assertThat(get(client, server.url("/").toString())).isEqualTo("200 hello");
            assertThat(catchThrowableOfType(IOException.class, () -> get(client, "https://far.example/")))
                    .isInstanceOf(InvalidCertificatesException.class)
                    .hasMessageContaining("SSL_CERT_FILE names " + file);
        }
    }

    @Test
    void theLoginIsSentToTheProxyFromTheStartAndNeverToTheServer() throws Exception {
        try (RecordingProxy strict = RecordingProxy.withLogin("ann", PASSWORD)) {
            strict.resolving("far.example", server.getPort());
            answer("hello");
            OkHttpClient client = new HttpClients(through("http://ann:s3cret%40word@" + strict.address())).once(QUICK);
            Request oneShot = new Request.Builder()
                    .url("http://far.example/a")
                    .post(new OneShot("body"))
                    .build();

            assertThat(ask(client, oneShot)).isEqualTo("200 hello");

            assertThat(strict.requests()).containsExactly("POST http://far.example/a");
            RecordedRequest asked = server.takeRequest();
            assertThat(asked.getHeaders().get("Proxy-Authorization")).isNull();
            assertThat(asked.getBody().utf8()).isEqualTo("body");
        }
    }

    private static Map<String, String> trusting(Certificates certificates, String proxyAddress) {
        Map<String, String> environment = new HashMap<>(through(proxyAddress));
        environment.put("SSL_CERT_FILE", certificates.pem().toString());
        return environment;
    }

    @Test
    void aTunnelIsOpenedWithTheLogin() throws Exception {
        Certificates certificates = Certificates.make(folder);
        server.useHttps(certificates.server());
        try (RecordingProxy strict = RecordingProxy.withLogin("ann", PASSWORD)) {
            strict.resolving("far.example", server.getPort());
            answer("hello");
            Map<String, String> environment = trusting(certificates, "http://ann:s3cret%40word@" + strict.address());

            assertThat(get(new HttpClients(environment).once(QUICK), "https://far.example/a"))
                    .isEqualTo("200 hello");
            assertThat(server.takeRequest().getHeaders().get("Proxy-Authorization"))
                    .isNull();
        }
    }

    @Test
    void aServerThatRequestsTheProxyLoginThroughATunnelDoesNotGetIt() throws Exception {
        Certificates certificates = Certificates.make(folder);
        server.useHttps(certificates.server());
        try (RecordingProxy strict = RecordingProxy.withLogin("ann", PASSWORD)) {
            strict.resolving("far.example", server.getPort());
            server.enqueue(new MockResponse.Builder()
                    .code(407)
                    .addHeader("Proxy-Authenticate", "Basic realm=\"x\"")
                    .build());
            Map<String, String> environment = trusting(certificates, "http://ann:s3cret%40word@" + strict.address());

            // The response comes from the server, so the request has reached it.
            assertThat(get(new HttpClients(environment).once(QUICK), "https://far.example/a"))
                    .startsWith("407");
            assertThat(server.getRequestCount()).isEqualTo(1);
            assertThat(server.takeRequest().getHeaders().get("Proxy-Authorization"))
                    .isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://far.example/a", "https://far.example/a"})
    void aRefusedLoginNamesTheVariableAndNotThePassword(String url) throws Exception {
        try (RecordingProxy strict = RecordingProxy.withLogin("ann", "other")) {
            strict.resolving("far.example", server.getPort());

            ProxyFailure wrong = failure(through("http://ann:" + PASSWORD + "@" + strict.address()), url);
            ProxyFailure none = failure(through(strict.address()), url);

            assertThat(wrong).hasMessageContaining("rejects the user name and password in HTTP");
            assertThat(none).hasMessageContaining("requires a user name and password");
            assertThat(wrong.isLasting()).isTrue();
            assertThat(allWords(wrong)).doesNotContain(PASSWORD).doesNotContain("ann:");
            assertThat(server.getRequestCount()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://far.example/a", "https://far.example/a"})
    void aProxyThatIsDownIsNamedWithoutItsPassword(String url) throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        ProxyFailure down = failure(through("http://ann:" + PASSWORD + "@127.0.0.1:" + port), url);

        assertThat(down).hasMessageContaining("The proxy 127.0.0.1:" + port + " (HTTP");
        assertThat(down.isLasting()).isFalse();
        assertThat(allWords(down)).doesNotContain(PASSWORD).doesNotContain("ann:");
    }

    @Test
    void aProxyWhoseNameCannotBeResolvedIsNamed() {
        assertThat(failure(through("nowhere.invalid:3128"), "http://far.example/"))
                .hasMessage("The proxy nowhere.invalid:3128 (HTTP_PROXY) can't be reached: the host name can't be"
                        + " resolved.");
    }

    @Test
    void aProxyThatRefusesTheTunnelIsReportedWithItsResponse() {
        assertThat(failure(through(proxy.address()), "https://unknown.invalid/"))
                .hasMessageContaining("refused to connect to unknown.invalid (HTTP 502)");
    }

    @Test
    void aMalformedVariableFailsOnlyTheRequestsThatUseIt() throws Exception {
        OkHttpClient client = new HttpClients(through("http://ann:" + PASSWORD + "@x:y")).once(QUICK);
        answer("hello");

        assertThat(get(client, server.url("/").toString())).isEqualTo("200 hello");
        ProxyFailure refused = catchThrowableOfType(ProxyFailure.class, () -> get(client, "http://far.example/"));
        assertThat(refused).hasMessageContaining("HTTP_PROXY").hasMessageNotContaining(PASSWORD);
    }

    @Test
    void loopbackIsDirectInAnyEnvironment() throws Exception {
        for (String exceptions : new String[] {"", "*", "example.com"}) {
            Map<String, String> environment =
                    Map.of("ALL_PROXY", proxy.address(), "http_proxy", proxy.address(), "NO_PROXY", exceptions);
            for (String host : new String[] {"127.0.0.1", "localhost"}) {
                answer("hello");
                String url = "http://" + host + ":" + server.getPort() + "/";

                assertThat(get(new HttpClients(environment).once(QUICK), url)).isEqualTo("200 hello");
            }
        }
        assertThat(proxy.requests()).isEmpty();
    }

    @Test
    void redirectsAreLeftToTheCaller() throws Exception {
        server.enqueue(new MockResponse.Builder()
                .code(302)
                .setHeader("Location", "http://far.example/b")
                .build());

        assertThat(get(
                        new HttpClients(Map.of()).repeatable(QUICK),
                        server.url("/").toString()))
                .startsWith("302");
    }

    private static String allWords(Throwable e) {
        StringBuilder words = new StringBuilder();
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            words.append(cause).append('\n');
            for (Throwable beside : cause.getSuppressed()) {
                words.append(beside).append('\n');
            }
        }
        return words.toString();
    }

    private static final class OneShot extends RequestBody {
        private final String content;

        OneShot(String content) {
            this.content = content;
        }

        @Override
        public MediaType contentType() {
            return MediaType.get("text/plain");
        }

        @Override
        public boolean isOneShot() {
            return true;
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            sink.writeUtf8(content);
        }
    }
}
