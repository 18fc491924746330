package io.longtake.cli.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longtake.cli.environment.Environment;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.files.durable.RecordingDisk;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    @TempDir
    Path folder;

    private Environment with(Map<String, String> environment) {
        var all = new HashMap<>(Map.of("HOME", folder.toString()));
        all.putAll(environment);
        var nullOutput = new PrintStream(OutputStream.nullOutputStream());
        return new Environment(all, folder.resolve("work"), nullOutput, nullOutput, false);
    }

    private void files() throws IOException {
        Files.createDirectories(folder.resolve("work"));
        Files.createDirectories(folder.resolve(".config/longtake"));
        Files.writeString(
                folder.resolve(".config/longtake/longtake.toml"), "backend = \"user\"\n[chat]\ndeadline = \"1m\"\n");
    }

    @Test
    void flagsPrecedeEnvironmentProjectFileUserFileAndDefault() throws IOException {
        assertThat(Settings.read(with(Map.of()), Map.of()).text(Setting.BACKEND))
                .isEqualTo("studio");
        files();
        assertThat(Settings.read(with(Map.of()), Map.of()).text(Setting.BACKEND))
                .isEqualTo("user");
        Files.writeString(folder.resolve("work/longtake.toml"), "backend = \"folder\"\n");
        assertThat(Settings.read(with(Map.of()), Map.of()).text(Setting.BACKEND))
                .isEqualTo("folder");
        var environment = with(Map.of("LONGTAKE_BACKEND", "environment"));
        assertThat(Settings.read(environment, Map.of()).text(Setting.BACKEND)).isEqualTo("environment");
        assertThat(Settings.read(environment, Map.of(Setting.BACKEND, "flag")).text(Setting.BACKEND))
                .isEqualTo("flag");
    }

    @Test
    void aDottedKeyIsATableInTheFileAndHasUnderscoresInTheEnvironment() throws IOException {
        files();
        assertThat(Settings.read(with(Map.of()), Map.of()).duration(Setting.CHAT_DEADLINE))
                .isEqualTo(Duration.ofMinutes(1));
        assertThat(Settings.read(with(Map.of("LONGTAKE_CHAT_DEADLINE", "90s")), Map.of())
                        .duration(Setting.CHAT_DEADLINE))
                .isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void anInvalidValueIsReportedWithItsOrigin() {
        assertThatThrownBy(() -> Settings.read(with(Map.of("LONGTAKE_VERIFY_ATTEMPTS", "none")), Map.of()))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("LONGTAKE_VERIFY_ATTEMPTS")
                .hasMessageContaining("none");
    }

    @Test
    void invalidTomlIsReportedWithTheFile() throws IOException {
        Files.createDirectories(folder.resolve("work"));
        Files.writeString(folder.resolve("work/longtake.toml"), "backend = \n");
        assertThatThrownBy(() -> Settings.read(with(Map.of()), Map.of())).hasMessageContaining("longtake.toml");
    }

    @Test
    void anEmptyVariableCountsAsUnset() {
        assertThat(Settings.read(with(Map.of("LONGTAKE_BACKEND", "")), Map.of()).text(Setting.BACKEND))
                .isEqualTo("studio");
    }

    @Test
    void everyDefaultIsValid() {
        for (var setting : Setting.values()) {
            Settings.checked(new Settings.Value(setting, setting.defaultText(), "default"));
        }
    }

    @Test
    void writingOneSettingKeepsTheOthers() throws IOException {
        var file = folder.resolve("some.toml");
        SettingsFile.set(file, Setting.BACKEND, "cloud");
        SettingsFile.set(file, Setting.CHAT_DEADLINE, "2m");
        SettingsFile.set(file, Setting.CHAT_SILENCE_LIMIT, "3m");
        var tree = Settings.readFile(file);
        assertThat(tree.path("backend").asText()).isEqualTo("cloud");
        assertThat(tree.path("chat").path("deadline").asText()).isEqualTo("2m");
        assertThat(tree.path("chat").path("silence-limit").asText()).isEqualTo("3m");
    }

    @Test
    void aSettingsFileIsSyncedBeforeItReplacesTheOldOne() throws IOException {
        var disk = new RecordingDisk(folder.toRealPath());
        SettingsFile.set(disk.path("some.toml"), Setting.BACKEND, "cloud");
        assertThat(disk.steps()).containsExactly("sync some.toml.next", "move some.toml.next some.toml", "sync .");
    }

    @Test
    void retentionIsOffByDefault() throws IOException {
        var settings = Settings.read(with(Map.of()), Map.of());
        assertThat(settings.optionalDuration(Setting.RETENTION_OLDER_THAN)).isEmpty();
        assertThat(settings.optionalSize(Setting.RETENTION_KEEP_BELOW)).isEmpty();

        var set = Settings.read(
                with(Map.of("LONGTAKE_RETENTION_OLDER_THAN", "30d", "LONGTAKE_RETENTION_KEEP_BELOW", "20GB")),
                Map.of());
        assertThat(set.optionalDuration(Setting.RETENTION_OLDER_THAN)).contains(Duration.ofDays(30));
        assertThat(set.optionalSize(Setting.RETENTION_KEEP_BELOW)).contains(20_000_000_000L);
        assertThatThrownBy(() -> Settings.read(with(Map.of("LONGTAKE_RETENTION_KEEP_BELOW", "a lot")), Map.of()))
                .hasMessageContaining("'a lot' is not a size; use, for example, 500MB");
    }

    @Test
    void sizesAndDurationsAboveTheLimitAreRefused() {
        assertThat(ByteSizes.parse("1000000TB")).isEqualTo(1_000_000_000_000_000_000L);
        assertThatThrownBy(() -> ByteSizes.parse("10000000TB"))
                .hasMessage("'10000000TB' is more than the limit of 1000000TB");
        assertThat(Durations.parse("36500d")).isEqualTo(Duration.ofDays(36_500));
        for (var tooLong : List.of("36501d", "9999999999999d", "36500d1ms", "9999999999999h9999999999999h")) {
            assertThatThrownBy(() -> Durations.parse(tooLong))
                    .hasMessage("'" + tooLong + "' is more than the limit of 36500d");
        }
        assertThatThrownBy(() -> Durations.parse("99999999999999999999d"))
                .hasMessage("'99999999999999999999d' is not a duration; use, for example, 30s, 15m, 1h30m or 2d");
    }

    @Test
    void sizesAreDecimal() {
        assertThat(ByteSizes.parse("500MB")).isEqualTo(500_000_000);
        assertThat(ByteSizes.parse("1.5 gb")).isEqualTo(1_500_000_000);
        assertThat(ByteSizes.parse("0B")).isZero();
        assertThatThrownBy(() -> ByteSizes.parse("500")).hasMessageContaining("500");
        assertThat(ByteSizes.readable(812)).isEqualTo("812 B");
        assertThat(ByteSizes.readable(812_400)).isEqualTo("812 KB");
        assertThat(ByteSizes.readable(12_345_678)).isEqualTo("12.3 MB");
        assertThat(ByteSizes.readable(2_500_000_000_000L)).isEqualTo("2.5 TB");
    }

    @Test
    void partsOfADurationAreAdded() {
        assertThat(Durations.parse("1h30m")).isEqualTo(Duration.ofMinutes(90));
        assertThat(Durations.parse("500ms")).isEqualTo(Duration.ofMillis(500));
        assertThatThrownBy(() -> Durations.parse("30")).hasMessageContaining("30");
    }
}
