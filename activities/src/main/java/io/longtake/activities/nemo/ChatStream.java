package io.longtake.activities.nemo;

import java.io.Closeable;
import java.io.InputStream;
import okhttp3.Response;

/** An accepted chat. The backend works on the message from here on, whether or not the stream is read. */
public final class ChatStream implements Closeable {
    private final Response response;

    ChatStream(Response response) {
        this.response = response;
    }

    /** The bytes of the event stream as they arrive. */
    public InputStream bytes() {
        return response.body().byteStream();
    }

    @Override
    public void close() {
        response.close();
    }
}
