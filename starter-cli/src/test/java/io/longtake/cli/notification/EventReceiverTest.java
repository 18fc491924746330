package io.longtake.cli.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A receiver that can't be used is refused before anything is started. */
class EventReceiverTest {
    private static final Map<String, String> SECRET = Map.of("LONGTAKE_NOTIFY_SECRET", "0123456789abcdef");

    @TempDir
    Path folder;

    private CommandRun edit(Map<String, String> environment, String url) {
        return CommandRun.in(folder, environment, "edit", "holiday", "brighter", "--notify-url", url);
    }

    private void assertRefused(CommandRun run, String sentence) {
        assertThat(run.err()).contains(sentence);
        assertThat(run.exit()).isEqualTo(2);
        assertThat(folder.resolve(".local/state/longtake/pids")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:9/hook",
                "http://127.0.0.1/hook?key=4711",
                "https://127.1/hook",
                "http://[::1]/hook",
                "http://10.0.0.7/hook"
            })
    void anAddressOfThisMachineOrItsNetworkIsRefused(String url) {
        var run = edit(SECRET, url);

        assertRefused(run, "an address of this machine or of a private network");
        assertThat(run.err()).contains("set links.allow to any").doesNotContain("4711");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ftp://hooks.example/x | Specify an http or https URL, for example https://example.org/hook.",
                "hooks.example | Specify an http or https URL, for example https://example.org/hook.",
                "https://me:pass@hooks.example/ | The URL at hooks.example contains a user name or a password",
            })
    void somethingElseThanAWebAddressIsRefused(String url, String sentence) {
        var run = edit(SECRET, url);

        assertRefused(run, sentence);
        assertThat(run.err()).doesNotContain("pass@");
    }

    @Test
    void aLongUrlIsRefusedWithItsLength() {
        assertRefused(
                edit(SECRET, "https://hooks.example/" + "x".repeat(2_000)),
                "A URL can have up to 2000 characters; this one has 2022.");
    }

    @Test
    void aSecretIsRequired() {
        assertRefused(
                edit(Map.of(), "https://hooks.example/x"),
                "--notify-url needs a secret that signs the events: set notify.secret-file");
    }

    @Test
    void aShortSecretIsRefusedAndNotShown() throws IOException {
        Files.writeString(folder.resolve("secret"), "swordfish\n");

        var run = edit(Map.of("LONGTAKE_NOTIFY_SECRET_FILE", "secret"), "https://hooks.example/x");

        assertRefused(run, "contains 9 characters; the secret that signs events has 16 to 1000.");
        assertThat(run.err()).doesNotContain("swordfish");
    }

    @Test
    void aMissingFileIsNamed() {
        var run = edit(Map.of("LONGTAKE_NOTIFY_SECRET_FILE", "secret"), "https://hooks.example/x");

        assertThat(run.err())
                .contains("There is no file " + folder.resolve("secret") + ", which notify.secret-file names.");
        assertThat(run.exit()).isEqualTo(3);
    }

    @Test
    void aDryRunHasNoEndToReport() {
        var run = CommandRun.in(
                folder,
                SECRET,
                "make",
                "x.jpg",
                "--output",
                "o.mp4",
                "--dry-run",
                "--notify-url",
                "https://hooks.example");

        assertRefused(run, "--dry-run starts no job, so --notify-url would report nothing. Omit one of them.");
    }
}
