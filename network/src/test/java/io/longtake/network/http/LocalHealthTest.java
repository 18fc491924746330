package io.longtake.network.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import mockwebserver3.MockWebServer;
import okhttp3.Protocol;
import org.junit.jupiter.api.Test;

class LocalHealthTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @Test
    void theBodyOfASuccessfulResponseIsReturned() throws IOException {
        HttpServer server = serving(200, "{\"identity\":\"ä\"}");
        try {
            assertThat(LocalHealth.answer(address(server), "/healthz", LIMIT)).contains("{\"identity\":\"ä\"}");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void anotherStatusIsNoAnswer() throws IOException {
        HttpServer server = serving(503, "starting");
        try {
            assertThat(LocalHealth.answer(address(server), "/healthz", LIMIT)).isEmpty();
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aServiceThatAcceptsAndDoesNotAnswerFailsAtTheLimit() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> LocalHealth.answer(
                            "127.0.0.1:" + silent.getLocalPort(), "/healthz", Duration.ofMillis(200)))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void aPortWithoutAServiceFails() throws IOException {
        int free;
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = probe.getLocalPort();
        }
        assertThatThrownBy(() -> LocalHealth.answer("127.0.0.1:" + free, "/healthz", LIMIT))
                .isInstanceOf(IOException.class);
        assertThat(LocalHealth.speaksHttp2("127.0.0.1:" + free, LIMIT)).isFalse();
    }

    @Test
    void aServiceThatSpeaksHttp2IsRecognised() throws IOException {
        try (MockWebServer server = new MockWebServer()) {
            server.setProtocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE));
            server.start(InetAddress.getLoopbackAddress(), 0);

            assertThat(LocalHealth.speaksHttp2("127.0.0.1:" + server.getPort(), LIMIT))
                    .isTrue();
        }
    }

    @Test
    void anotherProtocolOrSilenceIsNotHttp2() throws IOException {
        HttpServer http1 = serving(200, "hello");
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(LocalHealth.speaksHttp2(address(http1), Duration.ofSeconds(2)))
                    .isFalse();
            assertThat(LocalHealth.speaksHttp2("127.0.0.1:" + silent.getLocalPort(), Duration.ofMillis(200)))
                    .isFalse();
        } finally {
            http1.stop(0);
        }
    }

    private static HttpServer serving(int status, String body) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/healthz", exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static String address(HttpServer server) {
        return "127.0.0.1:" + server.getAddress().getPort();
    }
}
