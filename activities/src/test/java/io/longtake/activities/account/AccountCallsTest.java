package io.longtake.activities.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.longtake.activities.FakeCloud;
import io.longtake.activities.nemo.NemoClients;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountCallsTest {
    @TempDir
    Path home;

    @Test
    void aBackendThatIsNotRunningIsReportedAndRetried() throws IOException {
        Accounts account = new Accounts(home, FakeCloud.unusedAddress());
        NemoClients none = new NemoClients(FakeCloud.HEADERS, FakeCloud.QUICK, origin -> Optional.empty());
        AccountCalls calls = new AccountCalls(none, account.resolver);

        ApplicationFailure failure = catchThrowableOfType(
                ApplicationFailure.class, () -> calls.call(account.lease(0), (client, token) -> client.credits(token)));

        assertThat(failure.getType()).isEqualTo("NOT_SENT");
        assertThat(failure.isNonRetryable()).isFalse();
        assertThat(failure.getOriginalMessage()).endsWith("is not running. Nothing was sent.");
    }
}
