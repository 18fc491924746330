package io.longtake.activities.nemo.http;

import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/**
 * A request body that can be written only once. OkHttp sends other bodies again on its own (503 with {@code Retry-After: 0}, 408,
 * 421, 307), even with retries switched off, and a chat message that is sent again is charged again.
 */
public final class OneShotBody extends RequestBody {
    private final RequestBody body;

    public OneShotBody(RequestBody body) {
        this.body = body;
    }

    public static OneShotBody empty() {
        return new OneShotBody(RequestBody.EMPTY);
    }

    public static OneShotBody json(byte[] json) {
        return new OneShotBody(RequestBody.create(json, MediaType.get("application/json")));
    }

    @Override
    public @Nullable MediaType contentType() {
        return body.contentType();
    }

    @Override
    public long contentLength() throws IOException {
        return body.contentLength();
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        body.writeTo(sink);
    }

    @Override
    public boolean isOneShot() {
        return true;
    }
}
