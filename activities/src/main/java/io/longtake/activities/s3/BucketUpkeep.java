package io.longtake.activities.s3;

import io.longtake.activities.media.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks a bucket before it is used, and removes what is no longer needed in it. */
public final class BucketUpkeep {
    private static final Logger LOG = LoggerFactory.getLogger(BucketUpkeep.class);

    /** See the limit for files in a home: no workflow that could send the message again lives that long. */
    private static final Duration INTENTS = Duration.ofDays(180);
    /** No upload takes that long. */
    private static final Duration UPLOADS = Duration.ofDays(7);

    private static final int SHARDS = 256;
    private static final int SHARDS_AT_ONCE = 4;
    private static final int PAGES = 10;
    private static final String PROBE = "conditional-write";
    private static final String OWNER = "installation";

    private final Bucket bucket;
    private final Clock clock;

    public BucketUpkeep(Bucket bucket, Clock clock) {
        this.bucket = bucket;
        this.clock = clock;
    }

    /**
     * Checks that the bucket can be written, and that it refuses to create an object that exists. A store that ignores the condition
     * could not keep a message from being sent twice. The first installation that uses the prefix of the bucket becomes its owner.
     *
     * @param installation the id of the installation
     * @throws StoreException also if the prefix belongs to another installation, whose media `prune` could remove
     */
    public void check(String installation) throws IOException {
        byte[] content = new byte[0];
        bucket.putIfAbsent(PROBE, content);
        if (bucket.putIfAbsent(PROBE, content)) {
            throw new StoreException(
                    "the store " + bucket.location()
                            + " ignores If-None-Match, so a message could be sent twice; use a store that supports"
                            + " conditional writes",
                    false,
                    new IOException("a second conditional write succeeded"));
        }
        bucket.putIfAbsent(OWNER, installation.getBytes(StandardCharsets.UTF_8));
        String owner = new String(bucket.get(OWNER).orElse(content), StandardCharsets.UTF_8);
        if (!owner.equals(installation)) {
            throw new StoreException(
                    "the store " + bucket.location()
                            + " belongs to another installation, the Temporal namespace with the id "
                            + owner + "; use another prefix in store.url, or correct TEMPORAL_ADDRESS and"
                            + " TEMPORAL_NAMESPACE. If that namespace no longer exists, delete the object "
                            + bucket.fullKey(OWNER),
                    false,
                    new IOException("owner " + owner + ", installation " + installation));
        }
    }

    /**
     * Removes unfinished uploads, and old intents of some shards. The shards depend on the day: if a worker starts every day, all are
     * visited within 64 days. At most 10,000 objects of a shard are examined, so that a start does not list the whole bucket.
     *
     * @return the number of removed objects and uploads that it tried to abort
     */
    public int cleanUp() {
        try {
            int removed = new Uploads(bucket).abandonUnfinished(clock.instant().minus(UPLOADS));
            long day = clock.instant().getEpochSecond() / Duration.ofDays(1).toSeconds();
            for (int i = 0; i < SHARDS_AT_ONCE; i++) {
                removed += oldIntents((int) ((day * SHARDS_AT_ONCE + i) % SHARDS));
            }
            if (removed > 0) {
                LOG.info("Removed {} old records and unfinished uploads from {}.", removed, bucket.location());
            }
            return removed;
        } catch (IOException e) {
            LOG.warn("Can't clean up {}.", bucket.location(), e);
            return 0;
        }
    }

    private int oldIntents(int shard) throws IOException {
        Instant limit = clock.instant().minus(INTENTS);
        List<String> old = bucket.list(S3IntentLog.FOLDER + String.format(Locale.ROOT, "%02x/", shard), PAGES).stream()
                .filter(object -> object.stored().isBefore(limit))
                .map(Bucket.Listed::key)
                .toList();
        for (String key : old) {
            bucket.delete(key);
        }
        return old.size();
    }
}
