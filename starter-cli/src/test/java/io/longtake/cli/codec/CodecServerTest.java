package io.longtake.cli.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.JsonFormat;
import io.longtake.activities.credential.KeyRing;
import io.longtake.activities.encryption.PayloadEncryption;
import io.longtake.workflows.session.TurnSpec;
import io.temporal.api.common.v1.Payloads;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodecServerTest {
    private static final String UI = "http://127.0.0.1:8233";

    @TempDir
    Path home;

    private final HttpClient http = HttpClient.newHttpClient();
    private PayloadEncryption payloads;
    private CodecAccess access;
    private CodecServer server;
    private String encrypted;

    @BeforeEach
    void start() throws Exception {
        payloads = new PayloadEncryption(new KeyRing(home), () -> true);
        access = CodecAccess.of(home.resolve("keys/codec-token"), Set.of(UI));
        server = CodecServer.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), payloads, access);
        encrypted = JsonFormat.printer()
                .print(Payloads.newBuilder()
                        .addPayloads(payloads.converter()
                                .toPayload(new TurnSpec.Edit("a film about lighthouses"))
                                .orElseThrow())
                        .build());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aCallerWithTheTokenReadsPayloads() throws Exception {
        var answer = post("/decode", encrypted, "Authorization", "Bearer " + access.token());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(prompt(answer.body())).contains("lighthouses");
    }

    @Test
    void whatItEncodesItCanDecode() throws Exception {
        var decoded = post("/decode", encrypted, "Authorization", "Bearer " + access.token());
        var encoded = post("/encode", decoded.body(), "Authorization", "Bearer " + access.token());

        assertThat(encoded.statusCode()).isEqualTo(200);
        assertThat(prompt(encoded.body())).doesNotContain("lighthouses");
        assertThat(prompt(post("/decode", encoded.body(), "Authorization", "Bearer " + access.token())
                        .body()))
                .contains("lighthouses");
    }

    @Test
    void withoutTheTokenNothingIsDecoded() throws Exception {
        for (String given : List.of("Bearer ", "Bearer wrong", access.token(), "Basic " + access.token())) {
            var answer = post("/decode", encrypted, "Authorization", given);

            assertThat(answer.statusCode()).as(given).isEqualTo(401);
            assertThat(answer.body()).doesNotContain("lighthouses", access.token());
        }
    }

    @Test
    void aBrowserSignsInOnceAndThenSendsTheCookie() throws Exception {
        var wrong = post("/", "token=wrong");
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.headers().firstValue("Set-Cookie")).isEmpty();

        var signedIn = post("/", "token=" + access.token());
        String cookie = signedIn.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie).contains("HttpOnly", "SameSite=Strict").doesNotContain(access.token());

        var answer =
                post("/decode", encrypted, "Cookie", "a=b; " + cookie.substring(0, cookie.indexOf(';')), "Origin", UI);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains(UI);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials"))
                .contains("true");
    }

    @Test
    void aSessionOfABrowserExpires() {
        var now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
        var expiring = new CodecAccess("secret", Set.of(), new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now.get();
            }
        });
        var cookie = Optional.of(CodecAccess.COOKIE + "=" + expiring.newSession());

        assertThat(expiring.isSignedIn(Optional.empty(), cookie)).isTrue();
        now.set(now.get().plus(Duration.ofHours(13)));
        assertThat(expiring.isSignedIn(Optional.empty(), cookie)).isFalse();
    }

    @Test
    void pagesOfOtherOriginsGetNoAnswer() throws Exception {
        for (String origin : List.of("http://127.0.0.1:8234", "https://evil.example", "null")) {
            var answer = post("/decode", encrypted, "Origin", origin, "Authorization", "Bearer " + access.token());

            assertThat(answer.statusCode()).as(origin).isEqualTo(403);
            assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
                    .isEmpty();
        }
        var preflight = http.send(
                request("/decode")
                        .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                        .header("Origin", UI)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(preflight.statusCode()).isEqualTo(204);
        assertThat(preflight
                        .headers()
                        .firstValue("Access-Control-Allow-Headers")
                        .orElseThrow())
                .contains("X-Namespace");
    }

    @Test
    void whatIsNotAListOfPayloadsIsRefused() throws Exception {
        String bearer = "Bearer " + access.token();
        assertThat(post("/decode", "no json", "Authorization", bearer).statusCode())
                .isEqualTo(400);
        assertThat(post(
                                "/decode",
                                encrypted.replaceAll("\"data\": \"[^\"]*\"", "\"data\": \"AAAA\""),
                                "Authorization",
                                bearer)
                        .statusCode())
                .isEqualTo(400);
        assertThat(post("/decode", "{\"payloads\":[{\"data\":\"*\"}]}", "Authorization", bearer)
                        .statusCode())
                .isEqualTo(400);
        assertThat(post("/decode", "x".repeat((16 << 20) + 1), "Authorization", bearer)
                        .statusCode())
                .isEqualTo(413);
        assertThat(post("/elsewhere", "").statusCode()).isEqualTo(404);
        assertThat(post("/", "token=%zz").statusCode()).isEqualTo(401);
    }

    @Test
    void theTokenStaysTheSameAndOnlyItsOwnerCanReadIt() throws Exception {
        Path file = home.resolve("keys/codec-token");

        assertThat(CodecAccess.of(file, Set.of()).token())
                .isEqualTo(access.token())
                .hasSizeGreaterThan(40);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    private static String prompt(String json) throws Exception {
        var read = Payloads.newBuilder();
        JsonFormat.parser().merge(json, read);
        return read.getPayloads(0).getData().toStringUtf8();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }

    private HttpResponse<String> post(String path, String body, String... headers) throws Exception {
        var request = request(path).POST(HttpRequest.BodyPublishers.ofString(body));
        return http.send(
                headers.length == 0 ? request.build() : request.headers(headers).build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
