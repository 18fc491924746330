package io.longtake.activities;

import io.longtake.activities.nemo.NemoClient;
import io.longtake.activities.nemo.NemoHeaders;
import io.longtake.activities.nemo.NemoTimeouts;
import io.longtake.activities.nemo.http.NemoBackend;
import io.longtake.activities.nemo.token.AccessToken;
import io.longtake.network.http.HttpClients;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/** A backend on a free port that sends the responses set by the test and records its requests. */
public final class FakeCloud implements AutoCloseable {
    public static final AccessToken TOKEN = AccessToken.of("nmv_usr_secret0123456789");
    public static final NemoHeaders HEADERS = new NemoHeaders("image-to-video-long-duration", "0.1.0", "unknown");
    public static final NemoTimeouts QUICK = new NemoTimeouts(
            Duration.ofSeconds(3), Duration.ofSeconds(3), Duration.ofSeconds(5), Duration.ofSeconds(5));

    public final MockWebServer server = new MockWebServer();

    public FakeCloud() throws IOException {
        server.start();
    }

    public NemoClient client() {
        return new NemoClient(NemoBackend.of(origin()), HEADERS, QUICK, Clock.systemUTC(), new HttpClients(Map.of()));
    }

    public String origin() {
        return "http://" + server.getHostName() + ":" + server.getPort();
    }

    public void answer(MockResponse response) {
        server.enqueue(response);
    }

    public void answer(int status, String json) {
        answer(json(status, json).build());
    }

    public static MockResponse.Builder json(int status, String json) {
        return new MockResponse.Builder()
                .code(status)
                .setHeader("Content-Type", "application/json")
                .body(json);
    }

    public void stream(String events) {
        answer(events(events).build());
    }

    public static MockResponse.Builder events(String events) {
        return new MockResponse.Builder()
                .setHeader("Content-Type", "text/event-stream")
                .chunkedBody(events, 7);
    }

    public RecordedRequest asked() {
        try {
            RecordedRequest request = server.takeRequest(5, TimeUnit.SECONDS);
            if (request == null) {
                throw new AssertionError("nothing was asked");
            }
            return request;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public int requests() {
        return server.getRequestCount();
    }

    /** An address on which no process listens. */
    public static String unusedAddress() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return "http://127.0.0.1:" + socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
