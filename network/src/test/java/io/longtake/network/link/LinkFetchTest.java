package io.longtake.network.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.longtake.network.address.AddressPolicy;
import io.longtake.network.http.HttpClients;
import io.longtake.network.link.LinkFailure.Reason;
import io.longtake.network.proxy.RecordingProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class LinkFetchTest {
    private static final FetchLimits LIMITS = FetchLimits.of(1 << 20, Duration.ofSeconds(20))
            .withConnect(Duration.ofSeconds(3))
            .withStall(Duration.ofMillis(500));
    private static final String CONTENT = "0123456789".repeat(20_000);

    @TempDir
    Path folder;

    private final MockWebServer server = new MockWebServer();
    private final List<Duration> waits = new ArrayList<>();

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Path target() {
        return folder.resolve("target");
    }

    private String url(String path) {
        return "http://localhost:" + server.getPort() + path;
    }

    private static MockResponse.Builder ok(String body) {
        return new MockResponse.Builder()
                .setHeader("Content-Type", "image/jpeg")
                .body(body);
    }

    private void answer(MockResponse.Builder answer) {
        server.enqueue(answer.build());
    }

    private Fetched fetch(String address) throws IOException {
        return fetch(address, AddressPolicy.ANY, Map.of());
    }

    private Fetched fetch(String address, AddressPolicy policy, Map<String, String> environment) throws IOException {
        try (LinkFetch fetch = new LinkFetch(new HttpClients(environment), policy, LIMITS, waits::add)) {
            return fetch.fetch(Link.parse(address), target());
        }
    }

    private LinkFailure failure(String address) {
        return catchThrowableOfType(LinkFailure.class, () -> fetch(address));
    }

    private RecordedRequest asked() throws InterruptedException {
        return server.takeRequest();
    }

    @Test
    void aFileIsFetchedThroughRedirectsAndTheRequestNamesTheProduct() throws Exception {
        answer(new MockResponse.Builder().code(302).setHeader("Location", "/b.jpg?token=x"));
        answer(ok(CONTENT));

        assertThat(fetch(url("/a"))).isEqualTo(new Fetched("b.jpg", CONTENT.length()));
        assertThat(target()).hasContent(CONTENT);
        assertThat(asked().getHeaders().get("User-Agent")).startsWith("Longtake/");
    }

    @ParameterizedTest
    @CsvSource({
        "401, requires a login",
        "403, refuses access to the file",
        "410, no longer has the file",
        "451, legal reasons",
        "402, refuses",
        "400, refuses",
        "405, refuses",
        "406, refuses",
        "204, returned no file",
        "205, returned no file"
    })
    void aRefusalOfTheServerIsPermanent(int status, String says) {
        answer(new MockResponse.Builder().code(status));

        LinkFailure e = failure(url("/a.jpg?key=s3cret"));

        assertThat(e.reason()).isEqualTo(Reason.REFUSED);
        assertThat(e)
                .hasMessageContaining(says)
                .hasMessageContaining("HTTP " + status)
                .hasMessageNotContaining("s3cret");
        if (status != 410) {
            assertThat(e).hasMessageContaining("Download it yourself");
        }
        assertThat(server.getRequestCount()).isEqualTo(1);
        assertThat(waits).isEmpty();
    }

    @Test
    void aMissingFileIsNotFound() {
        answer(new MockResponse.Builder().code(404));

        assertThat(failure(url("/a.jpg")).reason()).isEqualTo(Reason.NOT_FOUND);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504, 520, 599})
    void aTemporaryErrorIsTriedFourTimesWithGrowingWaits(int status) {
        for (int i = 0; i < 5; i++) {
            answer(new MockResponse.Builder().code(status));
        }

        LinkFailure e = failure(url("/a.jpg"));

        assertThat(e.reason()).isEqualTo(Reason.TEMPORARY);
        assertThat(e).hasMessageContaining("HTTP " + status).hasMessageContaining("tried 4 times");
        assertThat(server.getRequestCount()).isEqualTo(4);
        assertThat(waits).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
    }

    @Test
    void aServerThatRecoversReturnsTheFile() throws Exception {
        answer(new MockResponse.Builder().code(503));
        answer(ok(CONTENT));

        assertThat(fetch(url("/a.jpg")).bytes()).isEqualTo(CONTENT.length());
    }

    @Test
    void thePauseThatTheServerRequestsIsKeptWithinLimits() throws Exception {
        answer(new MockResponse.Builder().code(429).setHeader("Retry-After", "7"));
        answer(new MockResponse.Builder().code(503).setHeader("Retry-After", "1"));
        answer(ok(CONTENT));
        fetch(url("/a.jpg"));
        assertThat(waits).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(2));

        waits.clear();
        answer(new MockResponse.Builder().code(429).setHeader("Retry-After", "3600"));
        LinkFailure e = failure(url("/a.jpg"));
        assertThat(e.reason()).isEqualTo(Reason.TEMPORARY);
        assertThat(e).hasMessageContaining("pause of 3600 s");
        assertThat(waits).isEmpty();
    }

    @Test
    void anInterruptedFetchResumes() throws Exception {
        String[] have = new String[1];
        server.setDispatcher(new mockwebserver3.QueueDispatcher() {
            private int count;

            @Override
            public MockResponse dispatch(RecordedRequest request) {
                count++;
                if (count == 1) {
                    return ok(CONTENT)
                            .setHeader("ETag", "\"v1\"")
                            .onResponseBody(new SocketEffect.CloseSocket())
                            .build();
                }
                String range = String.valueOf(request.getHeaders().get("Range"));
                have[0] = range;
                int from = Integer.parseInt(range.replaceAll("\\D", ""));
                return ok(CONTENT.substring(from))
                        .code(206)
                        .setHeader("ETag", "\"v1\"")
                        .setHeader(
                                "Content-Range",
                                "bytes " + from + "-" + (CONTENT.length() - 1) + "/" + CONTENT.length())
                        .build();
            }
        });

        assertThat(fetch(url("/a.jpg")).bytes()).isEqualTo(CONTENT.length());
        assertThat(target()).hasContent(CONTENT);
        assertThat(have[0]).matches("bytes=[1-9]\\d*-");
        asked();
        assertThat(asked().getHeaders().get("If-Range")).isEqualTo("\"v1\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "W/\"v1\"", "v1"})
    void withoutAStrongTagTheFetchStartsOver(String tag) throws Exception {
        MockResponse.Builder cut = ok("x".repeat(200_000)).onResponseBody(new SocketEffect.CloseSocket());
        answer(tag.isEmpty() ? cut : cut.setHeader("ETag", tag));
        answer(ok(CONTENT));

        fetch(url("/a.jpg"));

        assertThat(target()).hasContent(CONTENT);
        asked();
        assertThat(asked().getHeaders().get("Range")).isNull();
    }

    @Test
    void aChangedFileStartsOver() throws Exception {
        answer(ok("x".repeat(200_000)).setHeader("ETag", "\"v1\"").onResponseBody(new SocketEffect.CloseSocket()));
        answer(ok(CONTENT).setHeader("ETag", "\"v2\""));

        fetch(url("/a.jpg"));

        assertThat(target()).hasContent(CONTENT);
    }

    @ParameterizedTest
    @CsvSource({
        "206, bytes 5-9/10, v1",
        "206, bytes 0-9/10, v1",
        "206, , v1",
        "206, bytes 99999-200000/200000, v2",
        "416, bytes */3, v1"
    })
    void aPartThatDoesNotMatchIsNotAppended(int status, String range, String tag) throws Exception {
        answer(ok("x".repeat(200_000)).setHeader("ETag", "\"v1\"").onResponseBody(new SocketEffect.CloseSocket()));
        MockResponse.Builder odd = ok("odd").code(status).setHeader("ETag", "\"" + tag + "\"");
        answer(range == null ? odd : odd.setHeader("Content-Range", range));
        answer(ok(CONTENT).setHeader("ETag", "\"v2\""));

        fetch(url("/a.jpg"));

        assertThat(target()).hasContent(CONTENT);
        asked();
        asked();
        assertThat(asked().getHeaders().get("Range")).isNull();
    }

    @Test
    void aPartThatEndsBeforeTheFileIsResumed() throws Exception {
        List<Integer> starts = new ArrayList<>();
        server.setDispatcher(new mockwebserver3.QueueDispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                String range = request.getHeaders().get("Range");
                if (range == null) {
                    return ok(CONTENT)
                            .setHeader("ETag", "\"v1\"")
                            .onResponseBody(new SocketEffect.CloseSocket())
                            .build();
                }
                int from = Integer.parseInt(range.replaceAll("\\D", ""));
                starts.add(from);
                int to = starts.size() == 1 ? from + 10 : CONTENT.length();
                return ok(CONTENT.substring(from, to))
                        .code(206)
                        .setHeader("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + CONTENT.length())
                        .build();
            }
        });

        assertThat(fetch(url("/a.jpg")).bytes()).isEqualTo(CONTENT.length());
        assertThat(target()).hasContent(CONTENT);
        assertThat(starts).hasSize(2);
        assertThat(starts.get(1)).isEqualTo(starts.get(0) + 10);
    }

    @Test
    void aStalledFetchIsRetried() throws Exception {
        answer(ok(CONTENT).onResponseBody(SocketEffect.Stall.INSTANCE));
        answer(ok(CONTENT));

        assertThat(fetch(url("/a.jpg")).bytes()).isEqualTo(CONTENT.length());
    }

    @Test
    void theTimeLimitAppliesToAllAttemptsAndIsNamed() {
        for (int i = 0; i < 4; i++) {
            answer(ok(CONTENT).throttleBody(1000, 100, java.util.concurrent.TimeUnit.MILLISECONDS));
        }
        FetchLimits short1 = FetchLimits.of(1 << 20, Duration.ofSeconds(1));

        LinkFailure e = catchThrowableOfType(LinkFailure.class, () -> {
            try (LinkFetch fetch = new LinkFetch(new HttpClients(Map.of()), AddressPolicy.ANY, short1, waits::add)) {
                fetch.fetch(Link.parse(url("/a.jpg")), target());
            }
        });

        assertThat(e.reason()).isEqualTo(Reason.TEMPORARY);
        assertThat(e).hasMessageContaining("took longer than the limit of 1 s");
    }

    @Test
    void aWaitThatDoesNotFitIsNotReportedAsTheServersRequest() {
        for (int i = 0; i < 3; i++) {
            answer(new MockResponse.Builder().code(503).setHeader("Retry-After", "1"));
        }
        // Waits of 1 and 2 s fit into the limit; the next wait would take 4 s.
        FetchLimits limits = FetchLimits.of(1 << 20, Duration.ofMillis(3_900));

        LinkFailure e = catchThrowableOfType(LinkFailure.class, () -> {
            try (LinkFetch fetch = new LinkFetch(new HttpClients(Map.of()), AddressPolicy.ANY, limits, waits::add)) {
                fetch.fetch(Link.parse(url("/a.jpg")), target());
            }
        });

        assertThat(e.reason()).isEqualTo(Reason.TEMPORARY);
        assertThat(e).hasMessageEndingWith("(HTTP 503); no time is left for another attempt. Try again later.");
        assertThat(waits).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
    }

    @Test
    void tooManyBytesAreRejectedWhetherAnnouncedOrNot() {
        Buffer large = new Buffer().write(new byte[(1 << 20) + 1]);
        server.enqueue(new MockResponse.Builder().body(large.clone()).build());
        server.enqueue(new MockResponse.Builder().chunkedBody(large, 8192).build());

        for (int i = 0; i < 2; i++) {
            LinkFailure e = failure(url("/a.jpg"));
            assertThat(e.reason()).isEqualTo(Reason.TOO_LARGE);
            assertThat(e).hasMessageContaining("larger than the limit of 1 MB");
        }
    }

    @Test
    void anEmptyFileIsRejected() {
        answer(ok(""));

        assertThat(failure(url("/a.jpg"))).hasMessageContaining("empty file");
    }

    @ParameterizedTest
    @CsvSource({
        "text/html; charset=utf-8, hello",
        "TEXT/HTML, hello",
        "application/xhtml+xml, hello",
        "application/octet-stream, ' \n<!DOCTYPE HTML><html>'",
        "image/jpeg, <html><body>Sign in",
        "'', '\uFEFF<!doctype html>'"
    })
    void aWebPageIsRecognisedWhateverItsType(String type, String body) {
        answer(new MockResponse.Builder().setHeader("Content-Type", type).body(body));

        LinkFailure e = failure(url("/a.jpg"));

        assertThat(e.reason()).isEqualTo(Reason.NOT_A_FILE);
        assertThat(e).hasMessageContaining("web page").hasMessageContaining("Specify the URL of the file itself");
    }

    @ParameterizedTest
    @CsvSource({
        "drive.google.com, /file/d/1/view, page of Google Drive",
        "www.dropbox.com, /s/x/a.jpg?dl=0, dl=1",
        "photos.app.goo.gl, /abc, Google Photos",
        "1drv.ms, /i/s!A, OneDrive",
        "we.tl, /t-abc, WeTransfer"
    })
    void sharePagesOfServicesAreReportedWithAnAlternative(String host, String path, String says) throws Exception {
        try (RecordingProxy proxy = RecordingProxy.open().resolving(host, server.getPort())) {
            answer(new MockResponse.Builder()
                    .setHeader("Content-Type", "text/html")
                    .body("<html>"));

            assertThatThrownBy(() ->
                            fetch("http://" + host + path, AddressPolicy.PUBLIC, Map.of("http_proxy", proxy.address())))
                    .hasMessageContaining(says);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/my photo.jpg, /my%20photo.jpg, my photo.jpg",
        "/Müller.jpg, /M%C3%BCller.jpg, Müller.jpg",
        "/照片.jpg, /%E7%85%A7%E7%89%87.jpg, 照片.jpg",
        "/a%20b.jpg, /a%20b.jpg, a b.jpg",
        "/100%.jpg, /100%.jpg, 100%.jpg",
        "/a%2Fb.jpg, /a%2Fb.jpg, b.jpg",
        "/%2e%2e%2fetc%2fpasswd.jpg, /%2e%2e%2fetc%2fpasswd.jpg, passwd.jpg",
        "/q.jpg?x=a b, /q.jpg?x=a%20b, q.jpg",
        "'/emoji 🎬.jpg', /emoji%20%F0%9F%8E%AC.jpg, emoji 🎬.jpg",
        "/, /, download"
    })
    void urlsAreEncodedAsBrowsersDoAndNamesAreDecoded(String typed, String sent, String name) throws Exception {
        answer(ok(CONTENT));

        assertThat(fetch("  " + url(typed) + " ").name()).isEqualTo(name);
        assertThat(asked().getTarget()).isEqualTo(sent);
    }

    @Test
    void internationalHostNamesAreConvertedToAscii() throws Exception {
        try (RecordingProxy proxy = RecordingProxy.open().resolving("xn--bcher-kva.example", server.getPort())) {
            answer(ok(CONTENT));

            fetch("http://Bücher.example/a.jpg", AddressPolicy.PUBLIC, Map.of("http_proxy", proxy.address()));

            assertThat(proxy.requests()).containsExactly("GET http://xn--bcher-kva.example/a.jpg");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ftp://far.example/a.jpg, Only http and https",
        "data://x, Only http and https",
        "file:///home/ann/a.jpg, Specify the path of the file",
        "http://ann:s3cret@far.example/a.jpg, user name or password",
        "http://ann@far.example/a.jpg, user name or password",
        "http://:80/, not a valid URL",
        "http://far.example:99999/, not a valid URL",
        "http://far example/, not a valid URL",
        "ftp://ann:s3cret@far.example/a.jpg, Only http and https"
    })
    void anythingButAPlainWebAddressIsRejectedWithAReason(String text, String says) {
        LinkFailure e = failure(text);

        assertThat(e.reason()).isEqualTo(Reason.MALFORMED);
        assertThat(e).hasMessageContaining(says).hasMessageNotContaining("s3cret");
        assertThat(Link.looksLike(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"photo.jpg", "/home/a.jpg", "C:\\a.jpg", "a:b.jpg", "./http/a.jpg", ""})
    void pathsAreNotUrls(String text) {
        assertThat(Link.looksLike(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "2130706433",
                "127.1",
                "0x7f000001",
                "0177.1",
                "[::1]",
                "[::ffff:127.0.0.1]",
                "[::ffff:7f00:1]",
                "169.254.169.254",
                "localhost",
                "a.localhost",
                "192.168.0.1",
                "[fd00::1]",
                "[64:ff9b::7f00:1]",
                "010.0.0.1"
            })
    void localAddressesAreRefusedDirectAndThroughAProxy(String host) throws Exception {
        try (RecordingProxy proxy = RecordingProxy.open()) {
            for (Map<String, String> environment : List.of(
                    Map.<String, String>of(),
                    Map.of("http_proxy", proxy.address(), "no_proxy", "*"),
                    Map.of("http_proxy", proxy.address()))) {
                if (host.equals("010.0.0.1")) {
                    // Octal: 8.0.0.1, a public address, both in browsers and here.
                    assertThat(Link.parse("http://" + host + "/").url().host()).isEqualTo("8.0.0.1");
                    continue;
                }
                LinkFailure e = catchThrowableOfType(
                        LinkFailure.class,
                        () -> fetch(
                                "http://" + host + ":" + server.getPort() + "/a.jpg",
                                AddressPolicy.PUBLIC,
                                environment));

                assertThat(e.reason()).isEqualTo(Reason.ADDRESS_REFUSED);
                assertThat(e).hasMessageContaining("this machine or of a private network");
            }
            assertThat(proxy.requests()).isEmpty();
            assertThat(server.getRequestCount()).isZero();
        }
    }

    @Test
    void aRedirectToALocalAddressIsRefusedThroughAProxyToo() throws Exception {
        try (RecordingProxy proxy = RecordingProxy.open().resolving("far.example", server.getPort())) {
            answer(new MockResponse.Builder().code(302).setHeader("Location", "http://127.0.0.1/secret"));

            LinkFailure e = catchThrowableOfType(
                    LinkFailure.class,
                    () -> fetch(
                            "http://far.example/a.jpg", AddressPolicy.PUBLIC, Map.of("http_proxy", proxy.address())));

            assertThat(e.reason()).isEqualTo(Reason.ADDRESS_REFUSED);
            assertThat(proxy.requests()).containsExactly("GET http://far.example/a.jpg");
        }
    }

    @Test
    void redirectsAreLimitedInNumberAndToWebAddresses() {
        for (int i = 0; i < 6; i++) {
            answer(new MockResponse.Builder().code(307).setHeader("Location", "/round"));
        }
        assertThat(failure(url("/a.jpg"))).hasMessageContaining("more than 5 times");

        answer(new MockResponse.Builder().code(302).setHeader("Location", "file:///etc/passwd"));
        assertThat(failure(url("/a.jpg"))).hasMessageContaining("redirects to an address that is not http or https");

        answer(new MockResponse.Builder().code(302).setHeader("Location", "http://ann:s3cret@far.example/"));
        assertThat(failure(url("/a.jpg"))).hasMessageContaining("user name").hasMessageNotContaining("s3cret");
    }

    @Test
    void aProxyThatIsDownIsTemporaryAndNotRetried() {
        LinkFailure e = catchThrowableOfType(
                LinkFailure.class,
                () -> fetch(
                        "http://far.example/a.jpg",
                        AddressPolicy.PUBLIC,
                        Map.of("http_proxy", "http://ann:s3cret@127.0.0.1:1")));

        assertThat(e.reason()).isEqualTo(Reason.TEMPORARY);
        assertThat(e).hasMessageContaining("The proxy 127.0.0.1:1 (http_proxy)").hasMessageNotContaining("s3cret");
        assertThat(waits).isEmpty();
    }

    @Test
    void aNameThatCannotBeResolvedIsReported() {
        LinkFailure e = failure("http://nowhere.invalid/a.jpg");

        assertThat(e.reason()).isEqualTo(Reason.TEMPORARY);
        assertThat(e).hasMessageContaining("the host name nowhere.invalid can't be resolved");
        assertThat(waits).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`attachment; filename=\"a.jpg\"`, a.jpg",
                "`attachment; filename=a.jpg`, a.jpg",
                "`inline; FILENAME=\"my photo.jpg\"; size=3`, my photo.jpg",
                "`attachment; filename=\"fallback.jpg\"; filename*=UTF-8''M%C3%BCller%20%E2%82%AC.jpg`, Müller €.jpg",
                "`attachment; filename*=utf-8'de'%e7%85%a7%e7%89%87.jpg; filename=x.jpg`, 照片.jpg",
                "`attachment; filename*=ISO-8859-1''M%FCller.jpg`, Müller.jpg",
                "`attachment; filename*=UTF-8''%FF%FE.jpg; filename=plain.jpg`, plain.jpg",
                "`attachment; filename*=UTF-8''%G1.jpg; filename=plain.jpg`, plain.jpg",
                "`attachment; filename*=nonsense; filename=plain.jpg`, plain.jpg",
                "`attachment; filename=\"a\\\"b.jpg\"`, a_b.jpg",
                "`attachment; filename=\"../../etc/passwd\"`, passwd",
                "`attachment; filename=\"C:\\\\temp\\\\a.jpg\"`, a.jpg",
                "`attachment; filename=\"..\"`, a b.png",
                "`attachment; filename=\"\"`, a b.png",
                "`attachment; filename=\".hidden.jpg\"`, hidden.jpg",
                "`attachment; filename=\"照片.jpg\"`, 照片.jpg",
                "`attachment; filename*=UTF-8''a%0Ab%1B%E2%80%AEgpj.jpg`, a_b__gpj.jpg",
                "`attachment; x=\"; filename=evil.jpg\"; filename=good.jpg`, good.jpg",
                "`attachment`, a b.png"
            })
    void theServersFileNameIsUsedAndMadeSafe(String header, String name) throws Exception {
        answer(ok(CONTENT).addHeaderLenient("Content-Disposition", header));

        assertThat(fetch(url("/a%20b.png")).name()).isEqualTo(name);
    }

    @Test
    void longNamesKeepTheirExtension() {
        assertThat(FileName.safe("x".repeat(300) + ".jpg")).hasSize(120).endsWith("x.jpg");
        assertThat(FileName.fromHeader(null)).isEqualTo(Optional.empty());
    }

    @Test
    void anExistingTargetIsReplaced() throws Exception {
        Files.writeString(target(), "what was there before and is longer than what comes");
        answer(ok("short"));

        fetch(url("/a.jpg"));

        assertThat(target()).hasContent("short");
    }
}
