package io.longtake.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.longtake.network.proxy.RecordingProxy;
import io.longtake.studio.Studio;
import io.longtake.studio.config.StudioConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The product in a network whose only way out is a proxy. Only the proxy can resolve names under {@code example}. */
@Order(1)
class ProxyIT {
    private static final String PASSWORD = "s3cret-of-the-proxy";
    private static final String WISH = "a 1-second video, no music";

    @TempDir
    Path folder;

    private RecordingProxy proxy;
    private HttpServer photos;

    @BeforeEach
    void start() throws IOException {
        proxy = RecordingProxy.withLogin("ann", PASSWORD);
        photos = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        photos.createContext("/", exchange -> {
            byte[] photo = Files.readAllBytes(Product.PHOTO);
            exchange.getResponseHeaders().add("Content-Type", "image/jpeg");
            exchange.sendResponseHeaders(200, photo.length);
            exchange.getResponseBody().write(photo);
            exchange.close();
        });
        photos.start();
        proxy.resolving("photos.example", photos.getAddress().getPort());
    }

    @AfterEach
    void stop() throws IOException {
        photos.stop(0);
        proxy.close();
    }

    private Product product(String name, String proxyAddress, String exceptions) {
        String url = "http://ann:" + PASSWORD + "@" + proxyAddress;
        Product product = new Product(folder.resolve(name).resolve("home")).ofAnotherPerson(folder.resolve(name));
        for (String variable : new String[] {"HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy"}) {
            product.with(variable, url);
        }
        return product.with("NO_PROXY", exceptions).with("no_proxy", exceptions).with("all_proxy", "");
    }

    private Product.Result make(Product product, String source, String... options) {
        String[] command = Stream.concat(
                        Stream.of(
                                "make",
                                source,
                                "--prompt",
                                WISH,
                                "--output",
                                folder.resolve("film.mp4").toString()),
                        Stream.of(options))
                .toArray(String[]::new);
        return product.run(command);
    }

    /** A studio under names that only the proxy can resolve. */
    private Studio studioElsewhere() throws IOException {
        StudioConfig config = StudioConfig.in(Files.createDirectories(folder.resolve("backend")))
                .withListen(new StudioConfig.Listen("127.0.0.1", 0, freePort(), "backend.example", "films.example"));
        Studio studio = Studio.start(config);
        proxy.resolving("backend.example", URI.create(studio.baseUrl()).getPort())
                .resolving("films.example", config.listen().filesPort());
        return studio;
    }

    private void nothingOfTheHomeWentThrough() {
        assertThat(proxy.requests())
                .noneMatch(request -> request.contains("127.0.0.1") || request.contains("localhost"));
    }

    private static void thePasswordStandsNowhere(Product product, Product.Result result) throws IOException {
        assertThat(result.out() + result.err()).doesNotContain(PASSWORD).doesNotContain("ann:");
        assertThat(HomeFiles.containing(PASSWORD, product.home))
                .as("files with the proxy's password")
                .isEmpty();
        assertThat(ProcessHandle.allProcesses()
                        .flatMap(process -> process.info().commandLine().stream())
                        .filter(line -> line.contains(PASSWORD)))
                .isEmpty();
    }

    @Test
    void linksAreFetchedThroughTheProxyAndLocalRequestsAreNot() throws Exception {
        Files.createDirectories(folder.resolve("inside"));
        try (Product product = product("inside", proxy.address(), "")) {
            Product.Result made = make(product, "http://photos.example/mountains.jpg");

            assertThat(made.exit()).as(made.err()).isZero();
            assertThat(Films.seconds(folder.resolve("film.mp4"))).isBetween(0.9, 1.1);
            assertThat(proxy.requests()).containsExactly("GET http://photos.example/mountains.jpg");
            thePasswordStandsNowhere(product, made);

            Product.Result inward =
                    make(product, "http://127.0.0.1:" + photos.getAddress().getPort() + "/a.jpg");
            assertThat(inward.exit()).isEqualTo(2);
            assertThat(inward.err()).contains("address of this machine").contains("links.allow");
            nothingOfTheHomeWentThrough();
        }
    }

    @Test
    void withAllHostsInNoProxyNothingGoesThroughTheProxy() throws Exception {
        Files.createDirectories(folder.resolve("exempt"));
        try (Product product = product("exempt", proxy.address(), "*")) {
            Product.Result made = make(product, Product.PHOTO.toString());

            assertThat(made.exit()).as(made.err()).isZero();
            assertThat(proxy.requests()).isEmpty();
        }
    }

    @Test
    void aRemoteBackendAndItsFilmsAreReachedThroughTheProxy() throws Exception {
        Files.createDirectories(folder.resolve("far"));
        try (Studio studio = studioElsewhere();
                Product product = product("far", proxy.address(), "")) {
            Product.Result made = make(product, Product.PHOTO.toString(), "--backend", "http://backend.example");

            assertThat(made.exit()).as(made.err()).isZero();
            assertThat(Films.seconds(folder.resolve("film.mp4"))).isBetween(0.9, 1.1);
            assertThat(proxy.requests())
                    .contains(
                            "POST http://backend.example/api/auth/anonymous-token",
                            "POST http://backend.example/run_sse")
                    .anyMatch(request -> request.startsWith("GET http://films.example:"));
            nothingOfTheHomeWentThrough();
            thePasswordStandsNowhere(product, made);
        }
    }

    @Test
    void aProxyThatIsDownIsReportedAsATemporaryError() throws Exception {
        Files.createDirectories(folder.resolve("down"));
        String nobody = "127.0.0.1:" + freePort();
        try (Product product = product("down", nobody, "")) {
            Product.Result backend = make(product, Product.PHOTO.toString(), "--backend", "http://backend.example");
            assertThat(backend.exit()).as(backend.err()).isEqualTo(75);
            assertThat(backend.err()).contains("The proxy " + nobody);

            Product.Result link = make(product, "http://photos.example/mountains.jpg");
            assertThat(link.exit()).as(link.err()).isEqualTo(75);
            assertThat(link.err()).contains("The proxy " + nobody);

            thePasswordStandsNowhere(product, backend);
            thePasswordStandsNowhere(product, link);
        }
    }

    @Test
    void aProxyThatGoesDownIsWaitedForAMinuteAndNothingIsLost() throws Exception {
        Files.createDirectories(folder.resolve("later"));
        try (Studio studio = studioElsewhere();
                Product product =
                        product("later", proxy.address(), "").with("LONGTAKE_BACKEND", "http://backend.example")) {
            assertThat(product.ok("credits", "--json").json().path("total").asDouble())
                    .isPositive();

            proxy.close();
            long before = System.nanoTime();
            Path rows = Files.writeString(
                    folder.resolve("rows.csv"), "file,prompt,output\n" + Product.PHOTO + ",\"" + WISH + "\",row.mp4\n");
            Product.Running batch = product.start("batch", rows.toString(), "--output-dir", folder.toString());
            Product.Result made = make(product, Product.PHOTO.toString(), "--session", "patient");

            Product.Result rest = batch.await(Duration.ofMinutes(3));
            assertThat(rest.exit()).as(rest.err()).isEqualTo(75);
            assertThat(rest.err()).contains("The proxy " + proxy.address(), "the same command again");
            assertThat(made.exit()).as(made.err()).isEqualTo(75);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofMinutes(3));
            assertThat(made.err()).contains("The proxy " + proxy.address(), "longtake wait patient");
            thePasswordStandsNowhere(product, made);

            proxy.reopen();
            product.ok("wait", "patient");
            product.ok("batch", rows.toString(), "--output-dir", folder.toString());
            assertThat(Films.seconds(folder.resolve("film.mp4"))).isBetween(0.9, 1.1);
            assertThat(Films.seconds(folder.resolve("row.mp4"))).isBetween(0.9, 1.1);
            assertThat(proxy.requests().stream().filter(request -> request.endsWith("/run_sse")))
                    .hasSize(2);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }
}
