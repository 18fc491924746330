package io.longtake.network.http;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** Queries the health of the installation's own services. */
public final class LocalHealth {
    private static final long MAX_ANSWER = 4096;

    private LocalHealth() {}

    /**
     * Reads the response of a URL on the loopback interface; at most 4 KB of it.
     *
     * @param limit time limit for the whole request
     * @return empty if the status is not HTTP 200
     * @throws IOException if there is no response in time
     */
    public static Optional<String> answer(String url, Duration limit) throws IOException {
        OkHttpClient client = HttpClients.local(TimeLimits.within(limit));
        try (Response response =
                client.newCall(new Request.Builder().url(url).build()).execute()) {
            return response.code() == 200
                    ? Optional.of(response.peekBody(MAX_ANSWER).string())
                    : Optional.empty();
        } finally {
            client.connectionPool().evictAll();
        }
    }
}
