package io.longtake.activities.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longtake.activities.intent.IntentLog;
import io.longtake.activities.intent.IntentLogContract;
import io.longtake.activities.media.StoreException;
import io.longtake.activities.s3.Interference.Disturbance;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class S3IntentLogTest extends IntentLogContract {
    @AutoClose
    private static final S3Server SERVER = new S3Server();

    private final Bucket bucket = SERVER.open(UUID.randomUUID().toString());

    @Override
    protected IntentLog log() {
        return new S3IntentLog(bucket);
    }

    @Test
    void aStartWhoseAnswerWasLostIsStillOurs() throws IOException {
        try (Interference network = new Interference(SERVER.port());
                Bucket through = SERVER.openThrough(network.port(), "")) {
            String id = UUID.randomUUID().toString();
            network.once(line -> line.startsWith("PUT"), Disturbance.LOSE_ANSWER);

            // The client repeats the request, and the store refuses it because the first one succeeded.
            assertThat(new S3IntentLog(through).begin(id)).isTrue();
            assertThat(new S3IntentLog(through).begin(id)).isFalse();
        }
    }

    @Test
    void aStartThatIsNeverAnsweredBlocksNoLaterOne() throws IOException {
        try (Interference network = new Interference(SERVER.port());
                Bucket through = SERVER.openThrough(network.port(), "")) {
            String id = UUID.randomUUID().toString();
            S3IntentLog log = new S3IntentLog(through);
            // Each PUT reaches the store, and no GET shows it.
            network.disturb(line -> line.contains("/undone/")
                    ? Disturbance.NONE
                    : line.startsWith("PUT") ? Disturbance.LOSE_ANSWER : Disturbance.ERROR_500);

            assertThatThrownBy(() -> log.begin(id)).isInstanceOf(StoreException.class);

            network.disturb(line -> Disturbance.NONE);
            assertThat(log.wasBegun(id)).isFalse();
            assertThat(log.begin(id)).isTrue();
            assertThat(log.begin(id)).isFalse();
        }
    }

    @Test
    void aRequestThatArrivesLateChangesNothing() throws IOException {
        String id = UUID.randomUUID().toString();
        S3IntentLog log = new S3IntentLog(bucket);
        assertThat(log.begin(id)).isTrue();
        String folder = S3IntentLog.folder(id);
        String first = new String(bucket.get(folder + 0).orElseThrow(), StandardCharsets.UTF_8);
        log.undo(id);
        assertThat(log.begin(id)).isTrue();

        // The requests of the first attempt arrive once more.
        bucket.put(folder + "undone/" + first, new byte[0]);
        bucket.putIfAbsent(folder + 0, first.getBytes(StandardCharsets.UTF_8));
        assertThat(log.wasBegun(id)).isTrue();
        assertThat(log.begin(id)).isFalse();
    }

    @Test
    void onlyTheProcessThatStartedWithdraws() throws IOException {
        String id = UUID.randomUUID().toString();
        log().begin(id);

        log().undo(id);

        assertThat(log().wasBegun(id)).isTrue();
    }

    @Test
    void anUnreachableStoreIsNotAnAnswer() throws IOException {
        try (Interference network = new Interference(SERVER.port());
                Bucket through = SERVER.openThrough(network.port(), "")) {
            network.disturb(line -> Disturbance.ERROR_500);

            assertThatThrownBy(() -> new S3IntentLog(through).wasBegun("a"))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("longtake-test");
            assertThatThrownBy(() -> new S3IntentLog(through).begin("a")).isInstanceOf(StoreException.class);
        }
    }
}
