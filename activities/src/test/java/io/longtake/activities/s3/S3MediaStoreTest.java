package io.longtake.activities.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longtake.activities.media.MediaCache;
import io.longtake.activities.media.MediaMissingException;
import io.longtake.activities.media.MediaStore;
import io.longtake.activities.media.MediaStoreContract;
import io.longtake.activities.media.StoreException;
import io.longtake.activities.s3.Interference.Disturbance;
import io.longtake.workflows.media.MediaRef;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class S3MediaStoreTest extends MediaStoreContract {
    private static final long CACHE_BYTES = 1L << 40;

    @AutoClose
    private static final S3Server SERVER = new S3Server();

    private final String prefix = UUID.randomUUID().toString();
    private final Bucket bucket = SERVER.open(prefix);

    @Override
    protected MediaStore store() {
        return store(bucket, home, Clock.systemUTC());
    }

    @Override
    protected MediaStore elsewhere() {
        return store(bucket, home.resolve("elsewhere-" + UUID.randomUUID()), Clock.systemUTC());
    }

    private static MediaStore store(Bucket bucket, Path home, Clock clock) {
        return new S3MediaStore(bucket, new MediaCache(home.resolve("media"), CACHE_BYTES, clock), clock);
    }

    private static byte[] random(int bytes) {
        byte[] content = new byte[bytes];
        new Random(bytes).nextBytes(content);
        return content;
    }

    @Test
    void wrongBytesInTheBucketAreNotReturned() throws IOException {
        MediaRef ref = store().put(HELLO, "a.txt", "text/plain");
        bucket.put(S3MediaStore.key(ref.sha256()), "HELLO".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> elsewhere().path(ref))
                .isInstanceOf(MediaMissingException.class)
                .hasMessageContaining("'a.txt'")
                .hasMessageContaining("does not match its SHA-256");
    }

    @Test
    void aCutDownloadIsContinued() throws IOException {
        byte[] film = random(3_000_000);
        MediaRef ref = store().put(film, "film.mp4", "video/mp4");
        try (Interference network = new Interference(SERVER.port());
                Bucket through = SERVER.openThrough(network.port(), prefix)) {
            AtomicInteger requests = new AtomicInteger();
            network.disturb(line -> line.startsWith("GET") && requests.incrementAndGet() <= 3
                    ? Disturbance.CUT_ANSWER
                    : Disturbance.NONE);

            assertThat(store(through, home.resolve("other"), Clock.systemUTC()).path(ref))
                    .hasBinaryContent(film);
            assertThat(requests).hasValue(4);
        }
    }

    @Test
    void aCutUploadIsRepeated() throws IOException {
        byte[] film = random(20_000_000);
        try (Interference network = new Interference(SERVER.port());
                Bucket through = SERVER.openThrough(network.port(), prefix)) {
            network.once(line -> line.startsWith("PUT") && line.contains("partNumber=2"), Disturbance.CUT_REQUEST);

            MediaRef ref = store(through, home, Clock.systemUTC()).put(film, "film.mp4", "video/mp4");

            assertThat(elsewhere().path(ref)).hasBinaryContent(film);
        }
    }

    @Test
    void aFailedUploadLeavesNoParts() throws IOException {
        try (Interference network = new Interference(SERVER.port());
                Bucket through = SERVER.openThrough(network.port(), prefix)) {
            network.disturb(line -> line.contains("partNumber=2") ? Disturbance.ERROR_500 : Disturbance.NONE);
            MediaStore store = store(through, home, Clock.systemUTC());

            assertThatThrownBy(() -> store.put(random(20_000_000), "film.mp4", "video/mp4"))
                    .isInstanceOfSatisfying(StoreException.class, failure -> assertThat(failure.temporary())
                            .isTrue())
                    .hasMessageContaining("s3://longtake-test/" + prefix);

            assertThat(new Uploads(bucket).abandonUnfinished(Instant.now().plusSeconds(60)))
                    .isZero();
            assertNothingIncoming();
        }
    }

    @Test
    void deniedAccessNamesTheBucket() {
        try (Bucket stranger = SERVER.open(prefix, SERVER.port(), "another-secret")) {
            assertThatThrownBy(() -> store(stranger, home, Clock.systemUTC()).put(HELLO, "a.txt", "text/plain"))
                    .isInstanceOfSatisfying(StoreException.class, failure -> assertThat(failure.temporary())
                            .isFalse())
                    .hasMessageContaining("access to the bucket longtake-test was denied")
                    .hasMessageContaining("check the AWS credentials");
        }
    }

    @Test
    void contentThatIsStoredAgainIsProtectedAgain() throws IOException {
        MediaRef ref = store().put(HELLO, "a.txt", "text/plain");
        Instant first = store().find(ref.sha256()).orElseThrow().since();
        assertThat(store().youngestRemovable()).isBefore(first);
        Clock nextDay = Clock.offset(Clock.systemUTC(), Duration.ofHours(25));
        MediaStore later = store(bucket, home, nextDay);
        assertThat(later.youngestRemovable()).isAfter(first);
        // Objects have times of whole seconds.
        while (!Instant.now().isAfter(first.plusSeconds(1))) {
            Thread.onSpinWait();
        }

        later.put(HELLO, "a.txt", "text/plain");

        assertThat(store().find(ref.sha256()).orElseThrow().since()).isAfter(first);
    }

    @Test
    void theCacheKeepsWhatWasUsedLast() throws IOException {
        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofHours(2));
        MediaRef first = store().put(random(1_000), "first", "text/plain");
        MediaRef second = store().put(random(1_001), "second", "text/plain");
        MediaCache cache = new MediaCache(home.resolve("media"), 1_500, later);
        assertThat(cache.find(first)).isPresent();

        cache.trim();

        assertThat(cache.find(first)).isPresent();
        assertThat(cache.find(second)).isEmpty();
        assertThat(store().path(second)).hasBinaryContent(random(1_001));
        try (var files = Files.walk(home.resolve("media"))) {
            assertThat(files.filter(Files::isRegularFile)).hasSize(2);
        }
    }
}
