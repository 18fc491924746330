package io.longtake.cli.mcp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DispatcherTest {
    private static final String STATELESS = "'_meta': {'io.modelcontextprotocol/protocolVersion': '2026-07-28',"
            + " 'io.modelcontextprotocol/clientCapabilities': {}}";

    private final RecordedMethods methods = new RecordedMethods();
    private final Dispatcher dispatcher = new Dispatcher(methods);
    private final Connection connection = new Connection();
    private final List<JsonNode> notifications = new ArrayList<>();

    private static JsonNode json(String text) {
        try {
            return Messages.parse(text.replace('\'', '"'));
        } catch (RpcException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private JsonNode answer(String message) {
        return dispatcher.handle(json(message), connection, notifications::add).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "2025-06-18, 2025-06-18",
        "2025-11-25, 2025-11-25",
        "2024-11-05, 2025-11-25",
        "2026-07-28, 2025-11-25",
        "9999-01-01, 2025-11-25"
    })
    void theHandshakeAgreesOnTheRequestedVersionOrTheLatestThatHasOne(String requested, String agreed) {
        var result = answer("{'jsonrpc': '2.0', 'id': 1, 'method': 'initialize', 'params': {'protocolVersion': '"
                        + requested + "', 'capabilities': {}, 'clientInfo': {'name': 'x', 'version': '1'}}}")
                .path("result");
        assertThat(result.path("protocolVersion").asText()).isEqualTo(agreed);
        assertThat(result.path("serverInfo").path("name").asText()).isEqualTo("longtake");
        assertThat(answer("{'jsonrpc': '2.0', 'id': 2, 'method': 'echo'}")
                        .at("/result/version")
                        .asText())
                .isEqualTo(agreed);
    }

    @Test
    void aRequestThatNamesItsVersionNeedsNoHandshake() {
        var result = answer("{'jsonrpc': '2.0', 'id': 'a', 'method': 'tools/list', 'params': {" + STATELESS + "}}");
        assertThat(result.path("id").asText()).isEqualTo("a");
        assertThat(result.at("/result/version").asText()).isEqualTo("2026-07-28");
        assertThat(result.at("/result/resultType").asText()).isEqualTo("complete");
        assertThat(result.at("/result/ttlMs").isInt()).isTrue();
        assertThat(result.at("/result/_meta")
                        .path("io.modelcontextprotocol/serverInfo")
                        .has("version"))
                .isTrue();
    }

    @Test
    void discoveryNamesAllVersions() {
        var result = answer("{'jsonrpc': '2.0', 'id': 1, 'method': 'server/discover', 'params': {" + STATELESS + "}}");
        assertThat(result.at("/result/supportedVersions"))
                .extracting(JsonNode::asText)
                .containsExactly("2025-06-18", "2025-11-25", "2026-07-28");
    }

    @Test
    void aVersionThatIsNotSupportedIsRefusedWithTheSupportedOnes() {
        var error = answer("{'jsonrpc': '2.0', 'id': 1, 'method': 'echo', 'params': {'_meta':"
                        + " {'io.modelcontextprotocol/protocolVersion': '1900-01-01'}}}")
                .path("error");
        assertThat(error.path("code").asInt()).isEqualTo(-32022);
        assertThat(error.at("/data/requested").asText()).isEqualTo("1900-01-01");
        assertThat(error.at("/data/supported")).hasSize(3);
    }

    @Test
    void errorsHaveTheCodesOfJsonRpc() {
        assertThat(answer("{'jsonrpc': '2.0', 'id': 1, 'method': 'none'}")
                        .at("/error/code")
                        .asInt())
                .isEqualTo(-32601);
        assertThat(answer("{'jsonrpc': '2.0', 'id': 1, 'method': 'fail'}")
                        .at("/error/code")
                        .asInt())
                .isEqualTo(-32603);
        assertThat(answer("{'jsonrpc': '2.0', 'id': {}, 'method': 'echo'}")
                        .at("/error/code")
                        .asInt())
                .isEqualTo(-32600);
        assertThat(answer("[]").at("/error/code").asInt()).isEqualTo(-32600);
        assertThat(answer("{'jsonrpc': '2.0', 'id': 1, 'method': 'echo', 'params': {'_meta':"
                                + " {'io.modelcontextprotocol/protocolVersion': '2026-07-28'}}}")
                        .at("/error/code")
                        .asInt())
                .isEqualTo(-32602);
    }

    @Test
    void aNotificationIsNotAnswered() {
        assertThat(dispatcher.handle(
                        json("{'jsonrpc': '2.0', 'method': 'notifications/initialized'}"),
                        connection,
                        notifications::add))
                .isEmpty();
    }

    @Test
    void progressIsSentToThoseWhoAskForIt() {
        answer("{'jsonrpc': '2.0', 'id': 1, 'method': 'progress'}");
        assertThat(notifications).isEmpty();

        answer("{'jsonrpc': '2.0', 'id': 2, 'method': 'progress', 'params': {'_meta': {'progressToken': 'p'}}}");
        assertThat(notifications)
                .extracting(one -> one.at("/params/progressToken").asText())
                .containsExactly("p", "p");
        assertThat(notifications)
                .extracting(one -> one.at("/params/progress").asInt())
                .containsExactly(1, 2);
        assertThat(notifications)
                .extracting(one -> one.at("/params/message").asText())
                .containsExactly("one", "two");
    }

    @Test
    void aCancelledRequestIsNotAnswered() throws Exception {
        var blocked = CompletableFuture.supplyAsync(() -> dispatcher.handle(
                json("{'jsonrpc': '2.0', 'id': 7, 'method': 'block'}"), connection, notifications::add));
        methods.blocking.await();
        dispatcher.handle(
                json("{'jsonrpc': '2.0', 'method': 'notifications/cancelled', 'params': {'requestId': 7}}"),
                connection,
                notifications::add);
        assertThat(blocked.get(10, TimeUnit.SECONDS)).isEmpty();
    }
}
