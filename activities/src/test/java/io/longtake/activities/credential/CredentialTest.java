package io.longtake.activities.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longtake.activities.nemo.token.AccessToken;
import io.longtake.workflows.account.SealedToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialTest {
    private static final AccessToken TOKEN = AccessToken.of("nmv_usr_secret");
    private static final String ORIGIN = "https://backend.example:443";

    @TempDir
    Path home;

    @Test
    void aSealedTokenOpensAgainAndRevealsNothing() throws IOException {
        Sealer sealer = new Sealer(new KeyRing(home));

        SealedToken sealed = sealer.seal(TOKEN, "account-1", ORIGIN);

        assertThat(sealed.toString()).doesNotContain("secret");
        assertThat(sealer.open(sealed, "account-1", ORIGIN)).isEqualTo(TOKEN);
        assertThat(sealer.seal(TOKEN, "account-1", ORIGIN)).isNotEqualTo(sealed);
    }

    @Test
    void aSealIsBoundToItsAccountAndBackend() throws IOException {
        Sealer sealer = new Sealer(new KeyRing(home));
        SealedToken sealed = sealer.seal(TOKEN, "account-1", ORIGIN);

        assertThatThrownBy(() -> sealer.open(sealed, "account-2", ORIGIN)).isInstanceOf(InvalidSealException.class);
        assertThatThrownBy(() -> sealer.open(sealed, "account-1", "https://evil.example:443"))
                .isInstanceOf(InvalidSealException.class);
    }

    @Test
    void theKeyOfAnotherHomeDoesNotOpenIt() throws IOException {
        SealedToken sealed = new Sealer(new KeyRing(home.resolve("a"))).seal(TOKEN, "account-1", ORIGIN);
        Sealer other = new Sealer(new KeyRing(home.resolve("b")));
        Path file = home.resolve("b/keys/key-1");

        assertThat(sealed.keyId()).matches("key-1-[0-9a-f]{8}");
        assertThatThrownBy(() -> other.open(sealed, "account-1", ORIGIN))
                .isInstanceOf(InvalidSealException.class)
                .hasMessage("The account's token was encrypted with the key " + sealed.keyId()
                        + ", which this home does not have. Restore " + file + ". You can also set NEMO_TOKEN.");
        other.prepare();
        assertThatThrownBy(() -> other.open(sealed, "account-1", ORIGIN))
                .isInstanceOf(InvalidSealException.class)
                .hasMessageContaining(
                        sealed.keyId() + ", which this home does not have. There is a different key in " + file);
    }

    @Test
    void afterARotationTheOldSealsStillOpenAndNewOnesUseTheNewKey() throws IOException {
        KeyRing keys = new KeyRing(home);
        Sealer sealer = new Sealer(keys);
        SealedToken old = sealer.seal(TOKEN, "account-1", ORIGIN);

        keys.rotate();

        assertThat(sealer.seal(TOKEN, "account-1", ORIGIN).keyId()).startsWith("key-2-");
        assertThat(sealer.open(old, "account-1", ORIGIN)).isEqualTo(TOKEN);
    }

    @Test
    void onlyTheOwnerCanReadTheKey() throws IOException {
        new Sealer(new KeyRing(home)).prepare();

        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(home.resolve("keys").resolve("key-1"))))
                .isEqualTo("rw-------");
    }

    @Test
    void concurrentCallersAgreeOnOneKey() throws Exception {
        List<SealedToken> sealed = together(16, () -> new Sealer(new KeyRing(home)).seal(TOKEN, "account-1", ORIGIN));

        for (SealedToken one : sealed) {
            assertThat(new Sealer(new KeyRing(home)).open(one, "account-1", ORIGIN))
                    .isEqualTo(TOKEN);
        }
    }

    @Test
    void concurrentCallersAgreeOnOneClientId() throws Exception {
        assertThat(together(16, () -> ClientId.ofCloud(Map.of(), home))).containsOnly(ClientId.ofCloud(Map.of(), home));
        assertThat(home.resolve(".config/nemovideo/client_id")).exists();
    }

    @Test
    void theEnvironmentNamesTheClientIdAndAnInvalidOneIsRejected() throws IOException {
        String id = "0b0f0a55-0000-4000-8000-000000000000";

        assertThat(ClientId.ofStudio(Map.of("NEMO_CLIENT_ID", id), home)).isEqualTo(id);
        assertThatThrownBy(() -> ClientId.ofStudio(Map.of("NEMO_CLIENT_ID", "me"), home))
                .hasMessageContaining("'me'");
    }

    @Test
    void aDamagedClientIdIsReportedWithItsFile() throws IOException {
        Files.writeString(home.resolve("client_id"), "not a uuid");

        assertThatThrownBy(() -> ClientId.ofStudio(Map.of(), home)).hasMessageContaining("client_id");
    }

    private static <T> List<T> together(int count, Callable<T> task) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            CyclicBarrier barrier = new CyclicBarrier(count);
            Callable<T> atOnce = () -> {
                barrier.await(30, TimeUnit.SECONDS);
                return task.call();
            };
            List<Future<T>> futures = threads.invokeAll(
                    IntStream.range(0, count).mapToObj(i -> atOnce).toList());
            List<T> results = new java.util.ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        } finally {
            threads.shutdown();
        }
    }
}
