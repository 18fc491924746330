package io.longtake.activities.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longtake.activities.FakeCloud;
import io.longtake.activities.credential.KeyRing;
import io.longtake.activities.nemo.token.AccessToken;
import io.longtake.workflows.account.ResealToken;
import io.longtake.workflows.account.SealedToken;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialResolverTest {
    @TempDir
    Path home;

    private Accounts account;

    @BeforeEach
    void open() {
        account = new Accounts(home, "http://127.0.0.1:1");
    }

    @Test
    void theAccountIsQueriedOnce() {
        account.resolver.resolve(account.lease(0));
        Credential credential = account.resolver.resolve(account.lease(1));

        assertThat(credential).isEqualTo(new Credential(FakeCloud.TOKEN, 1));
        assertThat(account.asked).hasValue(1);
    }

    @Test
    void aNewerGenerationIsQueriedAgain() {
        account.resolver.resolve(account.lease(1));
        account.hold(2, AccessToken.of("nmv_usr_second"));

        assertThat(account.resolver.resolve(account.lease(2)).token()).isEqualTo(AccessToken.of("nmv_usr_second"));
    }

    @Test
    void aDroppedTokenIsNotReturnedAgain() {
        account.resolver.resolve(account.lease(0));
        account.resolver.forget(account.lease(0), 1);
        account.resolver.resolve(account.lease(0));

        assertThat(account.asked).hasValue(2);
    }

    @Test
    void aSilentAccountMeansThatNothingIsSent() {
        account.fallSilent();

        assertThatThrownBy(() -> account.resolver.resolve(account.lease(0)))
                .isInstanceOfSatisfying(ApplicationFailure.class, failure -> {
                    assertThat(failure.getType()).isEqualTo("ACCOUNT_SILENT");
                    assertThat(failure.isNonRetryable()).isFalse();
                });
    }

    @Test
    void anAccountWithoutATokenIsRequestedToObtainOne() {
        account.holdNothing();

        assertThatThrownBy(() -> account.resolver.resolve(account.lease(3)))
                .isInstanceOfSatisfying(ApplicationFailure.class, failure -> {
                    assertThat(failure.getType()).isEqualTo("TOKEN_REFUSED");
                    assertThat(failure.getDetails().get(0, Integer.class)).isEqualTo(3);
                });
    }

    @Test
    void aTokenThatIsAboutToExpireIsRenewed() {
        Instant now = Instant.parse("2026-01-01T00:00:00Z");
        account.hold(1, FakeCloud.TOKEN, Optional.of(now.plusSeconds(50)));
        CredentialResolver resolver = account.resolverAt(Clock.fixed(now, ZoneOffset.UTC));

        assertThatThrownBy(() -> resolver.resolve(account.lease(1)))
                .isInstanceOfSatisfying(ApplicationFailure.class, failure -> {
                    assertThat(failure.getType()).isEqualTo("TOKEN_REFUSED");
                    assertThat(failure.getDetails().get(0, Integer.class)).isEqualTo(1);
                });
        assertThat(resolver.resolve(account.lease(1)).generation())
                .as("other callers use the old one meanwhile")
                .isEqualTo(1);
        account.hold(2, AccessToken.of("nmv_usr_second"), Optional.of(now.plusSeconds(50)));
        assertThat(resolver.resolve(account.lease(2)).generation())
                .as("short-lived tokens do not cause endless renewals")
                .isEqualTo(2);
    }

    @Test
    void afterARotationTheTokenIsQueriedUntilItIsResealed() throws IOException {
        account.resolver.resolve(account.lease(0));
        String oldKey = new KeyRing(home).current().id();
        new KeyRing(home).rotate();

        account.resolver.resolve(account.lease(1));
        assertThat(account.oldKeys).containsExactly(oldKey);
        account.hold(1, FakeCloud.TOKEN);
        account.resolver.resolve(account.lease(1));
        account.resolver.resolve(account.lease(1));

        assertThat(account.oldKeys).hasSize(1);
        assertThat(account.asked).as("once before, twice until it was resealed").hasValue(3);
    }

    @Test
    void afterARotationTheOldKeyStillOpensAndTheAccountIsInformed() throws IOException {
        String oldKey = new KeyRing(home).current().id();
        String newKey = new KeyRing(home).rotate();

        assertThat(account.resolver.resolve(account.lease(0)).token()).isEqualTo(FakeCloud.TOKEN);
        assertThat(account.oldKeys).containsExactly(oldKey);

        SealedToken anew = new KeySealActivities(account.sealer)
                .resealToken(new ResealToken(Accounts.ID, "http://127.0.0.1:1", account.sealed()));
        assertThat(anew.keyId()).isEqualTo(newKey);
        assertThat(account.sealer.open(anew, Accounts.ID, "http://127.0.0.1:1")).isEqualTo(FakeCloud.TOKEN);
    }
}
