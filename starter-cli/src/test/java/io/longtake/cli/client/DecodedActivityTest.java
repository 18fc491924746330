package io.longtake.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.activities.credential.KeyRing;
import io.longtake.activities.encryption.PayloadEncryption;
import io.longtake.workflows.chat.ChatProgress;
import io.longtake.workflows.failure.FailureType;
import io.temporal.api.common.v1.Payloads;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.failure.ApplicationFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecodedActivityTest {
    @TempDir
    Path home;

    @Test
    void heartbeatAndLastFailureAreDecrypted() {
        var decoded = DecodedActivity.of(activity(), payloads());

        assertThat(decoded.getHeartbeatDetails().getPayloads(0).getData().toStringUtf8())
                .contains("painting");
        assertThat(decoded.getLastFailure().getMessage()).isEqualTo("No route.");
        assertThat(decoded.getLastFailure()
                        .getApplicationFailureInfo()
                        .getDetails()
                        .getPayloads(0)
                        .getData()
                        .toStringUtf8())
                .contains("detail");
    }

    @Test
    void withoutTheKeyTheActivityIsShownWithoutItsProgress() throws Exception {
        var encrypted = activity();
        Files.delete(home.resolve("keys/key-1"));

        var decoded = DecodedActivity.of(encrypted, payloads());

        assertThat(decoded.getActivityType().getName()).isEqualTo("Chat");
        assertThat(decoded.hasHeartbeatDetails()).isFalse();
        assertThat(decoded.hasLastFailure()).isFalse();
    }

    private PendingActivityInfo activity() {
        var converter = payloads().converter();
        var progress = new ChatProgress(1_000, 10, "painting", "", 0);
        var activity = PendingActivityInfo.newBuilder()
                .setHeartbeatDetails(Payloads.newBuilder()
                        .addPayloads(converter.toPayload(progress).orElseThrow()))
                .setLastFailure(converter.exceptionToFailure(
                        ApplicationFailure.newFailure("No route.", FailureType.NOT_SENT.name(), "detail")));
        activity.getActivityTypeBuilder().setName("Chat");
        return activity.build();
    }

    private PayloadEncryption payloads() {
        return new PayloadEncryption(new KeyRing(home), () -> true);
    }
}
