package io.longtake.cli.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.cli.environment.Environment;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TemporalTargetTest {
    private static final Path NOWHERE = Path.of("/nowhere");

    private static Environment with(Map<String, String> environment) {
        var out = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        return new Environment(environment, NOWHERE, out, out, false);
    }

    @Test
    void aKeyForAnotherServerIsNotUsedForTheHomesOwnServer() {
        var target = TemporalTarget.configured(with(Map.of(
                        "HOME",
                        "/nowhere",
                        "TEMPORAL_API_KEY",
                        "a.b.c",
                        "TEMPORAL_ADDRESS",
                        "cloud.example:7233",
                        TemporalTarget.OWN_SERVER,
                        "127.0.0.1:7233")))
                .orElseThrow();
        assertThat(target.address()).isEqualTo("127.0.0.1:7233");
        assertThat(target.options().getEnableHttps()).isFalse();
        assertThat(target.options().getSslContext()).isNull();
    }

    @Test
    void aKeyAloneDoesNotConfigureAServer() {
        assertThat(TemporalTarget.configured(with(Map.of("HOME", "/nowhere", "TEMPORAL_API_KEY", "a.b.c"))))
                .isEmpty();
    }
}
