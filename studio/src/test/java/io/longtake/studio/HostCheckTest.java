package io.longtake.studio;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.studio.config.StudioConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The host names that the studio accepts, tested over plain sockets because HTTP clients set the Host header themselves. */
class HostCheckTest {
    @TempDir
    Path folder;

    private Studio studio;
    private int port;

    @BeforeEach
    void open() throws IOException {
        StudioConfig config = TestStudios.quick(folder);
        studio =
                TestStudios.start(config.withListen(new StudioConfig.Listen("127.0.0.1", 0, 0, "127.0.0.1", "studio")));
        port = URI.create(studio.baseUrl()).getPort();
    }

    @AfterEach
    void close() throws IOException {
        studio.close();
    }

    private static String answer(int port, String headers) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String request = "GET /healthz HTTP/1.1\r\nConnection: close\r\n" + headers + "\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return all.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length());
        }
    }

    private String underName(String host) throws IOException {
        return answer(port, "Host: " + host + "\r\n");
    }

    private String fromPage(String origin) throws IOException {
        return answer(port, "Host: 127.0.0.1:" + port + "\r\nOrigin: " + origin + "\r\n");
    }

    @Test
    void requestsUnderItsOwnNamesAreAnswered() throws IOException {
        assertThat(underName("127.0.0.1:" + port)).isEqualTo("200");
        assertThat(underName("LOCALHOST:" + port)).isEqualTo("200");
        assertThat(underName("[::1]:" + port)).isEqualTo("200");
        assertThat(underName("studio:" + port)).isEqualTo("200");
    }

    @Test
    void aRequestUnderAnotherNameIsRefused() throws IOException {
        assertThat(underName("evil.example:" + port)).isEqualTo("403");
        assertThat(underName("127.0.0.1.evil.example")).isEqualTo("403");
        assertThat(underName("localhost.evil.example:" + port)).isEqualTo("403");
    }

    @Test
    void aPageOfAnotherOriginIsRefused() throws IOException {
        assertThat(fromPage("http://127.0.0.1:" + port)).isEqualTo("200");
        assertThat(fromPage("http://evil.example")).isEqualTo("403");
        assertThat(fromPage("http://127.0.0.1:1")).isEqualTo("403");
        assertThat(fromPage("null")).isEqualTo("403");
    }

    @Test
    void theFileServerChecksTheHostToo() throws IOException {
        int files =
                Integer.parseInt(Files.readString(folder.resolve("files.port")).strip());
        assertThat(answer(files, "Host: evil.example\r\n")).isEqualTo("403");
        assertThat(answer(files, "Host: studio:" + files + "\r\n")).isEqualTo("404");
    }
}
