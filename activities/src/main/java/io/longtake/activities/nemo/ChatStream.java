package io.longtake.activities.nemo;

import java.io.Closeable;
import java.io.InputStream;
import okhttp3.Response;

/** An accepted chat: the backend works on the message from here on, whether somebody reads the stream or not. */
public final class ChatStream implements Closeable {
    private final Response response;

    ChatStream(Response response) {
        this.response = response;
    }

    /** The event stream's bytes as they come. */
    public InputStream bytes() {
        return response.body().byteStream();
    }

    @Override
    public void close() {
        response.close();
    }
}
