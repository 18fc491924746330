package io.longtake.network.http;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** Asks one of the home's own services how it is. */
public final class LocalHealth {
    private static final long LARGEST_ANSWER = 4096;

    private LocalHealth() {}

    /**
     * What stands at a URL on the loopback interface; at most 4 KB of it.
     *
     * @param limit for the question as a whole
     * @return empty if the answer isn't HTTP 200
     * @throws IOException if nothing answers in time
     */
    public static Optional<String> answer(String url, Duration limit) throws IOException {
        OkHttpClient client = HttpClients.local(TimeLimits.within(limit));
        try (Response response =
                client.newCall(new Request.Builder().url(url).build()).execute()) {
            return response.code() == 200
                    ? Optional.of(response.peekBody(LARGEST_ANSWER).string())
                    : Optional.empty();
        } finally {
            client.connectionPool().evictAll();
        }
    }
}
