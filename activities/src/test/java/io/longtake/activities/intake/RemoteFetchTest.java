package io.longtake.activities.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.longtake.activities.FakeCloud;
import io.longtake.activities.intake.RemoteFetchException.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import mockwebserver3.MockResponse;
import okhttp3.HttpUrl;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteFetchTest {
    @TempDir
    Path folder;

    private FakeCloud cloud;
    private final RemoteFetch anywhere = new RemoteFetch(AddressPolicy.ANY, 1 << 20, Duration.ofSeconds(5));
    private final RemoteFetch careful = new RemoteFetch(AddressPolicy.PUBLIC_ONLY, 1 << 20, Duration.ofSeconds(5));

    @BeforeEach
    void start() throws IOException {
        cloud = new FakeCloud();
    }

    @AfterEach
    void stop() {
        anywhere.close();
        careful.close();
        cloud.close();
    }

    @Test
    void aFileIsFetchedThroughRedirects() throws IOException {
        cloud.answer(new MockResponse.Builder()
                .code(302)
                .setHeader("Location", "/b.jpg")
                .build());
        cloud.answer(new MockResponse.Builder().body("photo").build());

        assertThat(anywhere.fetch(url(), folder.resolve("b.jpg"))).isEqualTo(5);
        assertThat(folder.resolve("b.jpg")).hasContent("photo");
    }

    @Test
    void aPrivateAddressIsNotEvenConnectedTo() {
        RemoteFetchException e = failure(careful);

        assertThat(e.reason()).isEqualTo(Reason.ADDRESS_REFUSED);
        assertThat(e).hasMessageContaining("private network");
        assertThat(cloud.requests()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "2130706433", "[::1]", "[::ffff:127.0.0.1]"})
    void neitherIsOneThatIsWrittenAsANumber(String host) {
        HttpUrl literal = HttpUrl.get("http://" + host + ":" + cloud.server.getPort() + "/a.jpg");

        RemoteFetchException e =
                catchThrowableOfType(RemoteFetchException.class, () -> careful.fetch(literal, folder.resolve("b.jpg")));

        assertThat(e.reason()).isEqualTo(Reason.ADDRESS_REFUSED);
        assertThat(cloud.requests()).isZero();
    }

    @Test
    void theAddressOfACloudsInnardsIsRefused() {
        assertThat(catchThrowableOfType(
                                RemoteFetchException.class,
                                () -> careful.fetch(
                                        HttpUrl.get("http://169.254.169.254/latest/meta-data"),
                                        folder.resolve("b.jpg")))
                        .reason())
                .isEqualTo(Reason.ADDRESS_REFUSED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
                "224.0.0.1", "255.255.255.255", "::1", "fe80::1", "fd00::1", "::ffff:10.0.0.1", "64:ff9b::a00:1",
                "2002:a00:1::"
            })
    void whatIsNotPublicIsRefused(String address) throws IOException {
        assertThat(AddressPolicy.PUBLIC_ONLY.allows(InetAddress.getByName(address)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"93.184.216.34", "8.8.8.8", "2606:2800:220:1::1"})
    void whatIsPublicIsAllowed(String address) throws IOException {
        assertThat(AddressPolicy.PUBLIC_ONLY.allows(InetAddress.getByName(address)))
                .isTrue();
    }

    @Test
    void tooManyBytesAreRefusedWhetherTheyAreAnnouncedOrNot() {
        Buffer large = new Buffer().write(new byte[(1 << 20) + 1]);
        cloud.answer(new MockResponse.Builder().body(large.clone()).build());
        cloud.answer(new MockResponse.Builder().chunkedBody(large, 8192).build());

        assertThat(failure(anywhere).reason()).isEqualTo(Reason.TOO_LARGE);
        assertThat(failure(anywhere).reason()).isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void aWebPageIsNoPicture() {
        cloud.answer(new MockResponse.Builder()
                .setHeader("Content-Type", "text/html; charset=utf-8")
                .body("<html>")
                .build());

        assertThat(failure(anywhere).reason()).isEqualTo(Reason.NO_MEDIUM);
    }

    private RemoteFetchException failure(RemoteFetch fetch) {
        return catchThrowableOfType(RemoteFetchException.class, () -> fetch.fetch(url(), folder.resolve("b.jpg")));
    }

    private HttpUrl url() {
        return HttpUrl.get(cloud.origin() + "/a.jpg");
    }
}
