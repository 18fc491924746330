package io.longtake.studio.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import io.longtake.network.address.AddressPolicy;
import io.longtake.network.http.HttpClients;
import io.longtake.network.link.Link;
import io.longtake.studio.http.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files fetched by address: which networks the studio accesses, and which it does not. */
class AddressFetchTest {
    @TempDir
    Path folder;

    /** Two addresses of this machine represent the public and the private network. */
    private static boolean isFirst(InetAddress address) {
        return address.getHostAddress().equals("127.0.0.1");
    }

    private final AtomicInteger reached = new AtomicInteger();
    private String name = "";
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
        Link link = AddressFetch.parse("http://127.0.0.1:" + open.getAddress().getPort() + path);
        HttpClients network = new HttpClients(Map.of());
        try (AddressFetch fetch = new AddressFetch(network, AddressPolicy.of(AddressFetchTest::isFirst), limit)) {
            name = fetch.fetch(link, folder.resolve("file"));
        }
    }

    @Test
    void aFileIsFetchedThroughARedirect() throws IOException {
        fetch("/moved", 100);

        assertThat(folder.resolve("file")).hasContent("0123456789");
        assertThat(name).isEqualTo("a.png");
    }

    @Test
    void aRedirectIntoAnotherNetworkIsNotFollowed() {
        assertThat(refused("/inside?key=secret", 100))
                .hasMessageContaining(" is not allowed: ")
                .hasMessageContaining("No file of the upload was kept")
                .hasMessageNotContaining("secret");
        assertThat(reached).hasValue(0);
    }

    @Test
    void redirectsAreLimitedInNumberAndToHttp() {
        assertThat(refused("/round", 100)).hasMessageContaining("more than 5 times");
        assertThat(refused("/file", 100)).hasMessageContaining("redirects to an address that is not http or https");
        assertThat(refused("/nothing", 100)).hasMessageContaining("HTTP 404");
    }

    @Test
    void theSizeLimitAppliesWhileTheFileArrives() {
        assertThat(refused("/a.png", 9).body().path("code").asInt()).isEqualTo(4002);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ftp://a.example/x", "file:///etc/passwd", "http://ann:word@a.example/x", "not an address", ""})
    void anythingButAPlainHttpUrlIsRefused(String text) {
        assertThatThrownBy(() -> AddressFetch.parse(text)).isInstanceOf(Refusal.class);
    }
}
