package io.longtake.activities.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Headers;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

@Timeout(120)
class BucketUpkeepTest {
    @AutoClose
    private static final S3Server SERVER = new S3Server();

    private final Bucket bucket = SERVER.open(UUID.randomUUID().toString());

    @Test
    void theFirstInstallationOwnsThePrefix() throws IOException {
        BucketUpkeep upkeep = new BucketUpkeep(bucket, Clock.systemUTC());

        upkeep.check("one");
        upkeep.check("one");

        assertThatThrownBy(() -> upkeep.check("two"))
                .hasMessageContaining("belongs to another installation")
                .hasMessageContaining("id one");
        new BucketUpkeep(SERVER.open(UUID.randomUUID().toString()), Clock.systemUTC()).check("two");
    }

    @Test
    void aStoreThatIgnoresConditionsIsRefused() throws IOException {
        try (MockWebServer careless = new MockWebServer()) {
            careless.setDispatcher(new Dispatcher() {
                @Override
                public MockResponse dispatch(RecordedRequest request) {
                    return new MockResponse(200, Headers.of("ETag", "\"x\""), "");
                }
            });
            careless.start();
            try (Bucket bucket = Bucket.open(
                    S3Server.location("", careless.getPort()),
                    java.util.Map.of(),
                    StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))) {
                assertThatThrownBy(() -> new BucketUpkeep(bucket, Clock.systemUTC()).check("one"))
                        .hasMessageContaining("ignores If-None-Match");
            }
        }
    }

    @Test
    void oldIntentsAreRemovedWithinTwoMonths() throws IOException {
        S3IntentLog log = new S3IntentLog(bucket);
        for (int i = 0; i < 20; i++) {
            log.begin("message-" + i);
        }
        bucket.put("media/00/kept", "x".getBytes(StandardCharsets.UTF_8));

        assertThat(removedWithin(Duration.ofDays(60))).isZero();
        assertThat(removedWithin(Duration.ofDays(181))).isEqualTo(20);

        assertThat(log.wasBegun("message-3")).isFalse();
        assertThat(bucket.head("media/00/kept")).isPresent();
    }

    private int removedWithin(Duration later) {
        int removed = 0;
        for (int day = 0; day < 64; day++) {
            removed += new BucketUpkeep(bucket, Clock.offset(Clock.systemUTC(), later.plusDays(day))).cleanUp();
        }
        return removed;
    }

    @Test
    void unfinishedUploadsAreRemovedAfterAWeek() throws IOException {
        bucket.call(() -> bucket.client().createMultipartUpload(request -> request.bucket("longtake-test")
                .key(bucket.fullKey("media/ab/cdef"))));

        assertThat(new BucketUpkeep(bucket, Clock.systemUTC()).cleanUp()).isZero();
        assertThat(new BucketUpkeep(bucket, Clock.offset(Clock.systemUTC(), Duration.ofDays(8))).cleanUp())
                .isEqualTo(1);
    }
}
