package io.longtake.studio.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import io.longtake.studio.http.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files by address: where the studio goes, and where it does not. */
class AddressFetchTest {
    @TempDir
    Path folder;

    /** Two addresses of this machine stand for the public and the private network. */
    private static boolean isFirst(InetAddress address) {
        return address.getHostAddress().equals("127.0.0.1");
    }

    private final AtomicInteger reached = new AtomicInteger();
    private HttpServer open;
    private HttpServer hidden;

    @BeforeEach
    void start() throws IOException {
        hidden = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 2}), 0), 0);
        hidden.createContext("/", exchange -> {
            reached.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        hidden.start();
        open = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        serve("/a.png", "0123456789");
        redirect("/moved", "/a.png");
        redirect("/inside", "http://127.0.0.2:" + hidden.getAddress().getPort() + "/secret");
        redirect("/round", "/round");
        redirect("/file", "file:///etc/passwd");
        open.start();
    }

    @AfterEach
    void stop() {
        open.stop(0);
        hidden.stop(0);
    }

    private void serve(String path, String content) {
        open.createContext(path, exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(content.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            exchange.close();
        });
    }

    private void redirect(String path, String to) {
        open.createContext(path, exchange -> {
            exchange.getResponseHeaders().add("Location", to);
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
    }

    private Refusal refused(String path, long limit) {
        return catchThrowableOfType(Refusal.class, () -> fetch(path, limit));
    }

    private void fetch(String path, long limit) throws IOException {
        HttpUrl url = AddressFetch.parse("http://127.0.0.1:" + open.getAddress().getPort() + path);
        try (AddressFetch fetch = new AddressFetch(AddressFetchTest::isFirst, limit)) {
            fetch.fetch(url, folder.resolve("file"));
        }
    }

    @Test
    void aFileIsFetchedThroughARedirect() throws IOException {
        fetch("/moved", 100);

        assertThat(folder.resolve("file")).hasContent("0123456789");
    }

    @Test
    void aRedirectIntoAnotherNetworkIsNotFollowed() {
        assertThat(refused("/inside?key=secret", 100))
                .hasMessageContaining("does not fetch from")
                .hasMessageNotContaining("secret");
        assertThat(reached).hasValue(0);
    }

    @Test
    void redirectsEndAndLeadToNothingButTheWeb() {
        assertThat(refused("/round", 100)).hasMessageContaining("more than 5 times");
        assertThat(refused("/file", 100)).hasMessageContaining("neither http nor https");
        assertThat(refused("/nothing", 100)).hasMessageContaining("HTTP 404");
    }

    @Test
    void moreThanAllowedIsCountedWhileItComes() {
        assertThat(refused("/a.png", 9).body().path("code").asInt()).isEqualTo(4002);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ftp://a.example/x", "file:///etc/passwd", "http://ann:word@a.example/x", "not an address", ""})
    void whatIsNoPlainWebAddressIsRefused(String text) {
        assertThatThrownBy(() -> AddressFetch.parse(text)).isInstanceOf(Refusal.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.9.9.9",
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "192.0.0.1",
                "192.0.2.1",
                "198.18.0.1",
                "198.51.100.7",
                "203.0.113.9",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fc00::1",
                "fd12::1",
                "ff02::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::",
                "2001:db8::1",
                "2001:0:4136:e378::1",
                "::127.0.0.1",
                "100::1",
                "2130706433"
            })
    void thisMachineAndItsNetworkAreNotPublic(String address) throws IOException {
        assertThat(Reachable.publicOnly()).rejects(InetAddress.getByName(address));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "100.63.0.1",
                "172.15.0.1",
                "192.0.3.1",
                "198.20.0.1",
                "2a00:1450::1",
                "2606:4700::1111"
            })
    void theInternetIs(String address) throws IOException {
        assertThat(Reachable.publicOnly()).accepts(InetAddress.getByName(address));
    }
}
