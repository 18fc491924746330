package io.longtake.activities.nemo.http;

import okhttp3.Call;
import org.jspecify.annotations.Nullable;

/**
 * Stops the network call of another thread. {@link #stop()} may be called from any thread, before, during or after the call. A call
 * that starts in a stopped scope fails before it sends anything.
 */
public final class CallScope {
    private boolean stopped;
    private @Nullable Call running;

    public synchronized void stop() {
        stopped = true;
        if (running != null) {
            running.cancel();
        }
    }

    public synchronized boolean isStopped() {
        return stopped;
    }

    /** Adds the call to this scope. If the scope is already stopped, the call is cancelled immediately. */
    public synchronized void enter(Call call) {
        running = call;
        if (stopped) {
            call.cancel();
        }
    }
}
