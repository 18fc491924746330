package io.longtake.activities.nemo.http;

import okhttp3.Call;
import org.jspecify.annotations.Nullable;

/**
 * A handle to stop what a thread is waiting for at the network. {@link #stop()} may be called from any thread, before, during or
 * after the call; a call that starts in a stopped scope fails before it sends anything.
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

    /** Takes the call under this scope. A call of a stopped scope is cancelled at once. */
    public synchronized void enter(Call call) {
        running = call;
        if (stopped) {
            call.cancel();
        }
    }
}
