package io.longtake.activities.store;

import io.longtake.activities.intent.IntentLog;
import io.longtake.activities.media.MediaStore;
import java.util.function.Supplier;

/** Stores in the home. The files of the home need no check and are cleaned up with the home. */
record HomeStores(MediaStore media, IntentLog intents) implements Stores {
    @Override
    public void check(Supplier<String> installation) {}

    @Override
    public void cleanUp() {}

    @Override
    public void close() {}
}
