package io.longtake.activities.nemo.http;

import okhttp3.Call;
import okhttp3.EventListener;

/** Records whether the first byte of a request may have been written. Until then, a failed request was certainly not sent. */
final class SentMarker extends EventListener {
    private volatile boolean begun;

    boolean begun() {
        return begun;
    }

    @Override
    public void requestHeadersStart(Call call) {
        begun = true;
    }
}
