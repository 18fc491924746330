package io.longtake.activities.store;

import io.longtake.activities.intent.IntentLog;
import io.longtake.activities.media.MediaCache;
import io.longtake.activities.media.MediaStore;
import io.longtake.activities.s3.Bucket;
import io.longtake.activities.s3.BucketLocation;
import io.longtake.activities.s3.BucketUpkeep;
import io.longtake.activities.s3.S3IntentLog;
import io.longtake.activities.s3.S3MediaStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stores in a bucket, with a cache in the home. */
final class BucketStores implements Stores {
    private static final Logger LOG = LoggerFactory.getLogger(BucketStores.class);

    private final Bucket bucket;
    private final MediaCache cache;
    private final S3MediaStore media;
    private final S3IntentLog intents;
    private final BucketUpkeep upkeep;

    BucketStores(BucketLocation location, Path home, long cacheBytes, Map<String, String> environment) {
        Clock clock = Clock.systemUTC();
        this.bucket = Bucket.open(location, environment);
        this.cache = new MediaCache(home.resolve("media"), cacheBytes, clock);
        this.media = new S3MediaStore(bucket, cache, clock);
        this.intents = new S3IntentLog(bucket);
        this.upkeep = new BucketUpkeep(bucket, clock);
    }

    @Override
    public MediaStore media() {
        return media;
    }

    @Override
    public IntentLog intents() {
        return intents;
    }

    @Override
    public void check(Supplier<String> installation) throws IOException {
        upkeep.check(installation.get());
    }

    @Override
    public void cleanUp() {
        upkeep.cleanUp();
        try {
            cache.trim();
        } catch (IOException e) {
            LOG.warn("Can't clean up the cache of media.", e);
        }
    }

    @Override
    public void close() {
        bucket.close();
    }
}
