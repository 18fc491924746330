package io.longtake.activities.store;

import io.longtake.activities.intent.FileIntentLog;
import io.longtake.activities.intent.IntentLog;
import io.longtake.activities.media.FileMediaStore;
import io.longtake.activities.media.MediaStore;
import io.longtake.activities.s3.BucketLocation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;

/** The shared state of an installation: what every worker needs, whichever of them does the work. */
public interface Stores extends AutoCloseable {
    MediaStore media();

    IntentLog intents();

    /**
     * Checks that the stores can be used, and belong to this installation, before work begins.
     *
     * @param installation gives the id of the installation; asked only if the stores can belong to several
     * @throws IOException with a message for the user, if they can't
     */
    void check(Supplier<String> installation) throws IOException;

    /** Removes what dead workers left and what is no longer needed, apart from the files of the home. Never fails. */
    void cleanUp();

    @Override
    void close();

    /** The stores in a home, for workers that share it. */
    static Stores ofHome(Path home) {
        return new HomeStores(FileMediaStore.ofHome(home), new FileIntentLog(home));
    }

    /**
     * The stores in a bucket, for workers that share nothing else.
     *
     * @param home keeps copies of the media
     * @param cacheBytes the limit for these copies
     * @param environment names credentials, proxies and certificates
     */
    static Stores inBucket(BucketLocation location, Path home, long cacheBytes, Map<String, String> environment) {
        return new BucketStores(location, home, cacheBytes, environment);
    }
}
