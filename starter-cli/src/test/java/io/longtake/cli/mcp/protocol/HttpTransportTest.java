package io.longtake.cli.mcp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import okhttp3.Headers;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpTransportTest {
    private static final String STATELESS =
            "{'jsonrpc': '2.0', 'id': 1, 'method': '%s', 'params': {'name': 'make', '_meta':"
                    + " {'io.modelcontextprotocol/protocolVersion': '2026-07-28', 'io.modelcontextprotocol/clientCapabilities': {}}}}";
    private static final String INITIALIZE =
            "{'jsonrpc': '2.0', 'id': 1, 'method': 'initialize', 'params': {'protocolVersion': '2025-11-25'}}";

    private final OkHttpClient client = new OkHttpClient();
    private HttpTransport server;

    @BeforeEach
    void start() throws IOException {
        server = HttpTransport.start(new RecordedMethods(), 0, "secret");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** What a client sees. */
    private record Answer(int status, String type, String body, Headers headers) {}

    private Answer post(String body, Map<String, String> headers) throws IOException {
        return send(new Request.Builder()
                .url("http://127.0.0.1:" + server.port() + "/mcp")
                .headers(Headers.of(headers))
                .post(RequestBody.create(body.replace('\'', '"'), MediaType.get("application/json")))
                .build());
    }

    private Answer send(Request request) throws IOException {
        try (Response response = client.newCall(request).execute()) {
            return new Answer(
                    response.code(),
                    response.header("Content-Type", ""),
                    response.body().string(),
                    response.headers());
        }
    }

    private static Map<String, String> token(String... more) {
        var headers = new java.util.HashMap<String, String>(Map.of("Authorization", "Bearer secret"));
        for (int i = 0; i < more.length; i += 2) {
            headers.put(more[i], more[i + 1]);
        }
        return headers;
    }

    @Test
    void onlyCallersWithTheTokenAreAnswered() throws IOException {
        assertThat(post(INITIALIZE, Map.of()).status()).isEqualTo(401);
        assertThat(post(INITIALIZE, Map.of("Authorization", "Bearer secre")).status())
                .isEqualTo(401);
        assertThat(post(INITIALIZE, token()).status()).isEqualTo(200);
    }

    @Test
    void aPageOfAnotherSiteIsRefusedEvenWithTheToken() throws IOException {
        assertThat(post(INITIALIZE, token("Origin", "https://evil.example")).status())
                .isEqualTo(403);
        assertThat(post(INITIALIZE, token("Origin", "null")).status()).isEqualTo(403);
        assertThat(post(INITIALIZE, token("Origin", "http://localhost:5173")).status())
                .isEqualTo(200);
    }

    @Test
    void aSessionOfTheHandshakeKeepsItsVersionUntilItIsDeleted() throws IOException {
        var session = post(INITIALIZE, token()).headers().get("Mcp-Session-Id");
        assertThat(session).isNotBlank();
        var echo = "{'jsonrpc': '2.0', 'id': 2, 'method': 'echo'}";
        assertThat(post(echo, token("Mcp-Session-Id", session)).body()).contains("2025-11-25");
        assertThat(post("{'jsonrpc': '2.0', 'method': 'notifications/initialized'}", token("Mcp-Session-Id", session))
                        .status())
                .isEqualTo(202);

        send(new Request.Builder()
                .url("http://127.0.0.1:" + server.port() + "/mcp")
                .headers(Headers.of(token("Mcp-Session-Id", session)))
                .delete()
                .build());
        assertThat(post(echo, token("Mcp-Session-Id", session)).status()).isEqualTo(404);
    }

    @Test
    void aRequestForProgressIsAnsweredWithAStream() throws IOException {
        var answer = post(
                "{'jsonrpc': '2.0', 'id': 3, 'method': 'progress', 'params': {'_meta': {'progressToken': 1}}}",
                token());
        assertThat(answer.type()).isEqualTo("text/event-stream");
        assertThat(answer.body().lines().filter(line -> line.startsWith("data: ")))
                .hasSize(3)
                .last()
                .asString()
                .contains("\"id\":3", "\"result\"");
    }

    @Test
    void theHeadersOfAStatelessRequestRepeatItsBody() throws IOException {
        var call = STATELESS.formatted("tools/call");
        assertThat(post(
                                call,
                                token(
                                        "MCP-Protocol-Version",
                                        "2026-07-28",
                                        "Mcp-Method",
                                        "tools/call",
                                        "Mcp-Name",
                                        "make"))
                        .status())
                .isEqualTo(200);
        assertThat(post(
                                call,
                                token(
                                        "MCP-Protocol-Version",
                                        "2026-07-28",
                                        "Mcp-Method",
                                        "tools/call",
                                        "Mcp-Name",
                                        "=?base64?bWFrZQ==?="))
                        .status())
                .isEqualTo(200);
        var other =
                post(call, token("MCP-Protocol-Version", "2026-07-28", "Mcp-Method", "tools/call", "Mcp-Name", "edit"));
        assertThat(other.status()).isEqualTo(400);
        assertThat(other.body()).contains("-32020");
        assertThat(post(call, token()).status()).isEqualTo(400);
    }

    @Test
    void statusCodesTellWhatAStatelessClientNeedsToKnow() throws IOException {
        var unknown =
                post(STATELESS.formatted("none"), token("MCP-Protocol-Version", "2026-07-28", "Mcp-Method", "none"));
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.body()).contains("-32601");
        var version = post(STATELESS.formatted("echo"), token("MCP-Protocol-Version", "1900-01-01"));
        assertThat(version.status()).isEqualTo(400);
        assertThat(version.body()).contains("-32022");
        assertThat(post("{'jsonrpc': '2.0', 'id': 1, 'method': 'none'}", token())
                        .status())
                .as("a client with a session takes 404 for the end of the session")
                .isEqualTo(200);
    }

    @Test
    void whatIsNoMessageIsRefused() throws IOException {
        assertThat(post("{", token()).status()).isEqualTo(400);
        assertThat(post("[]", token()).status()).isEqualTo(400);
        assertThat(send(new Request.Builder()
                                .url("http://127.0.0.1:" + server.port() + "/mcp")
                                .headers(Headers.of(token()))
                                .build())
                        .status())
                .isEqualTo(405);
    }
}
