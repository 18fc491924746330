package io.longtake.cli.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.longtake.cli.home.HomeFolder;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.files.digest.Sha256;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests where the server's program is found. Releases come from a test server. */
class TemporalBinaryTest {
    private static final String PROGRAM = "#!/bin/sh\necho \"temporal version 1.5.1 (Server 1.29.1, UI 2.42.1)\"\n";

    @TempDir
    Path folder;

    private HttpServer releases;
    private volatile byte[] archive = new byte[0];
    private volatile int status = 200;
    private volatile String asked = "";

    @BeforeEach
    void serve() throws IOException {
        releases = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        releases.createContext("/", exchange -> {
            asked = exchange.getRequestURI().getPath();
            exchange.sendResponseHeaders(status, archive.length == 0 ? -1 : archive.length);
            if (archive.length > 0) {
                exchange.getResponseBody().write(archive);
            }
            exchange.close();
        });
        releases.start();
    }

    @AfterEach
    void stop() {
        releases.stop(0);
    }

    private String root() {
        return "http://127.0.0.1:" + releases.getAddress().getPort();
    }

    private TemporalBinary binary(Map<String, String> environment) {
        return new FolderPrograms(folder)
                .binary(
                        HomeFolder.open(folder.resolve("home")),
                        environment,
                        new PrintStream(OutputStream.nullOutputStream()));
    }

    private Path program(String path, String text) throws IOException {
        var file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    private Map<String, String> release(byte[] bytes) throws Exception {
        archive = bytes;
        return Map.of("LONGTAKE_TEMPORAL_RELEASES", root(), "LONGTAKE_TEMPORAL_RELEASE_SHA256", Sha256.of(bytes));
    }

    private static byte[] tar(String name, String content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
            put(out, "LICENSE", "words");
            put(out, name, content);
        }
        return bytes.toByteArray();
    }

    private static void put(TarArchiveOutputStream into, String name, String content) throws IOException {
        var bytes = content.getBytes(StandardCharsets.UTF_8);
        var entry = new TarArchiveEntry(name);
        entry.setSize(bytes.length);
        into.putArchiveEntry(entry);
        into.write(bytes);
        into.closeArchiveEntry();
    }

    private static byte[] zipped(byte[] content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }

    @Test
    void theProgramOfTheInstallationPrecedesThePathAndASettingPrecedesIt() throws IOException {
        program("path/temporal", PROGRAM + ": >'" + folder.resolve("ran") + "'\n");
        var own = program("installed/libexec/temporal", PROGRAM);
        assertThat(binary(Map.of()).get().program()).isEqualTo(own);
        assertThat(folder.resolve("ran")).as("the program on the path").doesNotExist();
        var named = program("named", PROGRAM);
        assertThat(binary(Map.of("TEMPORAL_CLI", named.toString())).get().program())
                .isEqualTo(named);
    }

    @Test
    void aConfiguredProgramPrecedesThePath() throws IOException {
        program("path/temporal", PROGRAM);
        var named = program("named", PROGRAM);
        assertThat(binary(Map.of("TEMPORAL_CLI", named.toString())).get().program())
                .isEqualTo(named);
    }

    @Test
    void aConfiguredProgramThatCannotBeRunIsAnError() throws IOException {
        program("path/temporal", PROGRAM);
        var broken = program("broken", "#!/bin/sh\nexit 1\n");
        assertThatThrownBy(
                        () -> binary(Map.of("TEMPORAL_CLI", broken.toString())).get())
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining(broken.toString())
                .hasMessageContaining("TEMPORAL_CLI");
    }

    @Test
    void aProgramOnThePathThatCannotBeRunIsSkipped() throws IOException {
        program("path/temporal", "#!/bin/sh\nexit 1\n");
        var cached = program(".cache/longtake/temporal-1.5.1/temporal", PROGRAM);
        assertThat(binary(Map.of()).get().program()).isEqualTo(cached);
    }

    @Test
    void aReleaseIsDownloadedOnceVerifiedAndSharedByAllHomes() throws Exception {
        var environment = release(tar("temporal", PROGRAM));
        var found = binary(environment).get();
        assertThat(found.origin()).isEqualTo("release");
        assertThat(found.program()).isExecutable().hasContent(PROGRAM.strip());
        assertThat(asked).startsWith("/v1.5.1/temporal_cli_1.5.1_").endsWith(".tar.gz");
        asked = "";
        assertThat(binary(environment).get().origin()).isEqualTo("cache");
        assertThat(asked).isEmpty();
    }

    @Test
    void anArchiveWithAnotherDigestIsNotUnpacked() throws Exception {
        var environment = new HashMap<>(release(tar("temporal", PROGRAM)));
        archive = tar("temporal", "#!/bin/sh\nevil\n");
        assertThatThrownBy(() -> binary(environment).get()).hasMessageContaining("SHA-256");
        assertThat(folder.resolve(".cache/longtake/temporal-1.5.1")).isDirectoryNotContaining("glob:**temporal*");
    }

    @Test
    void withoutAConfiguredDigestTheKnownOneIsUsed() throws IOException {
        archive = tar("temporal", PROGRAM);
        assertThatThrownBy(() ->
                        binary(Map.of("LONGTAKE_TEMPORAL_RELEASES", root())).get())
                .hasMessageContaining("expected " + Release.knownSha256().orElseThrow());
    }

    @Test
    void withoutAnySourceTheMessageStatesWhatWasTriedAndWhatToDo() throws Exception {
        status = 404;
        assertThatThrownBy(() -> binary(release(tar("x", "y"))).get())
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("TEMPORAL_CLI")
                .hasMessageContaining("TEMPORAL_ADDRESS");
    }

    @Test
    void anArchiveWithoutTheProgramIsReported() throws Exception {
        var environment = release(tar("another", PROGRAM));
        assertThatThrownBy(() -> binary(environment).get()).hasMessageContaining("no program named temporal");
    }

    @Test
    void aTruncatedProgramIsNotKept() throws Exception {
        var whole = new GZIPInputStream(new ByteArrayInputStream(tar("temporal", PROGRAM.repeat(100)))).readAllBytes();
        var cut = zipped(Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> binary(release(cut)).get()).hasMessageContaining("its release can't be downloaded");
        assertThat(folder.resolve(".cache/longtake/temporal-1.5.1")).isDirectoryNotContaining("glob:**temporal*");
    }

    @Test
    void anArchiveThatIsNotATarFileIsReported() throws Exception {
        var words = zipped("words, and not a tar file. ".repeat(100).getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> binary(release(words)).get()).hasMessageContaining("not a tar file");
    }

    @Test
    void aGoToolchainBuildsItIfNoReleaseIsAvailable() throws Exception {
        program(
                "path/go",
                "#!/bin/sh\n[ \"$1\" = install ] || exit 9\nprintf '%s' '" + PROGRAM
                        + "' > \"$GOBIN/temporal\"\n/bin/chmod +x \"$GOBIN/temporal\"\n");
        var found = binary(Map.of("LONGTAKE_TEMPORAL_RELEASES", "off", "LONGTAKE_TEMPORAL_GO", "go"))
                .get();
        assertThat(found.origin()).isEqualTo("built with Go");
        assertThat(found.program()).isExecutable();
    }
}
