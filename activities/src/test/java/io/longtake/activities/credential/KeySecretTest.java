package io.longtake.activities.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longtake.activities.nemo.token.AccessToken;
import io.longtake.workflows.account.SealedToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeySecretTest {
    @TempDir
    Path folder;

    private static String key(int number, int fill) {
        byte[] bytes = new byte[32];
        java.util.Arrays.fill(bytes, (byte) fill);
        return "key-" + number + " " + Base64.getEncoder().encodeToString(bytes);
    }

    private KeyRing ring(String home, String... lines) throws IOException {
        Path file = folder.resolve("keys.txt");
        Files.write(file, java.util.List.of(lines));
        return new KeyRing(folder.resolve(home), Optional.of(file));
    }

    @Test
    void workersWithDifferentHomesOpenEachOthersTokens() throws IOException {
        SealedToken sealed = new Sealer(ring("a", "# keys", "", key(1, 7)))
                .seal(AccessToken.of("a-token-of-some-length"), "account", "https://host.example");

        assertThat(new Sealer(ring("b", key(2, 8), key(1, 7)))
                        .open(sealed, "account", "https://host.example")
                        .reveal())
                .isEqualTo("a-token-of-some-length");
        assertThat(folder.resolve("a")).doesNotExist();
    }

    @Test
    void theHighestNumberSeals() throws IOException {
        String older = ring("a", key(9, 2)).current().id();
        String another = ring("a", key(9, 5)).current().id();
        KeyRing keys = ring("a", key(10, 1), key(9, 2));

        assertThat(keys.current().id()).startsWith("key-10-");
        assertThat(keys.named(older).id()).isEqualTo(older).startsWith("key-9-");
        assertThatThrownBy(() -> keys.named(older.replace("key-9", "key-3")))
                .isInstanceOf(UnknownKeyException.class)
                .hasMessageContaining("the line key-3 in ");
        assertThatThrownBy(() -> keys.named(another))
                .as("the same number, another key")
                .isInstanceOf(UnknownKeyException.class)
                .hasMessageContaining("a different key in the line key-9 in ");
    }

    @Test
    void aDamagedFileIsReportedWithoutItsContent() throws IOException {
        KeyRing keys = ring("a", key(1, 1), "key-2 c2VjcmV0");

        assertThatThrownBy(keys::current)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("line 2")
                .hasMessageContaining("keys.txt")
                .hasMessageNotContaining("c2VjcmV0");
        assertThat(keys.damaged()).singleElement().asString().contains("line 2").doesNotContain("c2VjcmV0");
        assertThatThrownBy(() -> ring("a", key(1, 1), key(1, 2)).current()).hasMessageContaining("twice");
        assertThatThrownBy(() -> ring("a").current()).hasMessageContaining("no key");
    }

    @Test
    void givenKeysAreNotRotatedHere() throws IOException {
        assertThatThrownBy(() -> ring("a", key(1, 1)).rotate()).hasMessageContaining("add the line `key-2 BASE64`");
    }
}
