package io.longtake.cli.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longtake.cli.environment.Environment;
import io.longtake.cli.setting.Settings;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecutableFolderTest {
    @TempDir
    Path folder;

    private ExecutableFolder executables(Map<String, String> environment) {
        var all = new HashMap<>(Map.of("HOME", folder.resolve("person").toString()));
        all.putAll(environment);
        var silence = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        var cliEnvironment = new Environment(all, folder, silence, silence, false);
        return new ExecutableFolder(cliEnvironment, Settings.read(cliEnvironment, Map.of()), folder.resolve("home"));
    }

    @Test
    void theUsersCacheIsSharedByAllHomes() {
        assertThat(executables(Map.of()).natives())
                .isEqualTo(folder.resolve("person/.cache/longtake/natives"))
                .isDirectory();
        assertThat(executables(Map.of("XDG_CACHE_HOME", folder.resolve("cache").toString()))
                        .choose())
                .isEqualTo(folder.resolve("cache/longtake"));
    }

    @Test
    void withoutAUsableCacheItIsInTheHome() throws IOException {
        Files.writeString(folder.resolve("person"), "a file in the way");
        assertThat(executables(Map.of()).choose()).isEqualTo(folder.resolve("home/cache"));
    }

    @Test
    void onlyAConfiguredFolderIsUsed() throws IOException {
        var named = folder.resolve("named");
        assertThat(executables(Map.of("LONGTAKE_NATIVES", named.toString())).choose())
                .isEqualTo(named);
        var file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() ->
                        executables(Map.of("LONGTAKE_NATIVES", file.toString())).choose())
                .hasMessageContaining(file.toString())
                .hasMessageContaining("LONGTAKE_NATIVES");
    }

    @Test
    void theProbeFileIsRemoved() throws IOException {
        var chosen = executables(Map.of()).choose();
        try (var files = Files.list(chosen)) {
            assertThat(files).isEmpty();
        }
    }
}
