package io.longtake.cli.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longtake.activities.media.FileMediaStore;
import io.longtake.activities.s3.BucketLocation;
import io.longtake.cli.environment.Environment;
import io.longtake.cli.home.HomeFolder;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.setting.Settings;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedStateTest {
    private static final String URL = "LONGTAKE_STORE_URL";

    @TempDir
    Path folder;

    private HomeFolder home;

    @BeforeEach
    void open() {
        home = HomeFolder.open(folder.resolve("home"));
    }

    private SharedState state(Map<String, String> variables) {
        var all = new HashMap<>(Map.of("HOME", folder.toString()));
        all.putAll(variables);
        var nowhere = new PrintStream(OutputStream.nullOutputStream());
        var environment = new Environment(all, folder, nowhere, nowhere, false);
        return SharedState.of(home, Settings.read(environment, Map.of()), environment);
    }

    @Test
    void withoutSettingsEverythingIsInTheHome() {
        assertThat(state(Map.of()).bucket()).isEmpty();
        assertThat(state(Map.of()).open().media()).isInstanceOf(FileMediaStore.class);
        assertThat(home.root().resolve("store")).doesNotExist();
    }

    @Test
    void aHomeRemembersItsStoreAndKeys() throws IOException {
        Files.writeString(folder.resolve("keys"), "key-7 " + "A".repeat(43) + "=\n");
        state(Map.of(
                URL, "s3://films/team", "LONGTAKE_STORE_ENDPOINT", "http://store:9000", "LONGTAKE_KEYS_FILE", "keys"));

        assertThat(state(Map.of()).bucket())
                .contains(BucketLocation.parse("s3://films/team/", "http://store:9000", ""));
        assertThat(state(Map.of()).keys().current().id()).startsWith("key-7-");
        assertThat(state(Map.of("LONGTAKE_STORE_ENDPOINT", "http://moved:9000"))
                        .bucket()
                        .flatMap(BucketLocation::endpoint))
                .contains("http://moved:9000");
    }

    @Test
    void aHomeDoesNotChangeItsStore() throws IOException {
        state(Map.of(URL, "s3://films/team"));

        assertThatThrownBy(() -> state(Map.of(URL, "s3://films/other")))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("s3://films/team")
                .hasMessageContaining("s3://films/other");
    }

    @Test
    void aHomeWithMediaKeepsThem() throws IOException {
        FileMediaStore.ofHome(home.root()).put("x".getBytes(StandardCharsets.UTF_8), "x", "text/plain");

        assertThatThrownBy(() -> state(Map.of(URL, "s3://films")))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("keeps its media in its own folder");
        assertThat(state(Map.of()).bucket()).isEqualTo(Optional.empty());
    }

    @Test
    void anInvalidStoreIsRefused() {
        for (var url : new String[] {"films", "s3://", "s3://Films", "s3://films/a b", "https://films"}) {
            assertThatThrownBy(() -> state(Map.of(URL, url))).as(url).hasMessageContaining("s3://BUCKET");
        }
        assertThatThrownBy(() -> state(Map.of(URL, "s3://films", "LONGTAKE_STORE_ENDPOINT", "store:9000")))
                .hasMessageContaining("is not the address of a store");
    }
}
