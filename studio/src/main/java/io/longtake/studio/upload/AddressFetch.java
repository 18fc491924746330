package io.longtake.studio.upload;

import io.longtake.studio.http.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Fetches a file from where a client says it lies. Every name on the way is looked up once, judged, and connected to at the
 * addresses that were judged; redirects are steps like the first.
 */
final class AddressFetch implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int MOST_STEPS = 5;
    private static final int PIECE = 1 << 16;

    private final Predicate<InetAddress> reachable;
    private final long maxBytes;
    private final OkHttpClient http;

    AddressFetch(Predicate<InetAddress> reachable, long maxBytes) {
        this.reachable = reachable;
        this.maxBytes = maxBytes;
        this.http = new OkHttpClient.Builder()
                .dns(this::judged)
                // A proxy would look names up by itself.
                .proxy(Proxy.NO_PROXY)
                .followRedirects(false)
                .followSslRedirects(false)
                .connectTimeout(Duration.ofSeconds(10))
                .readTimeout(Duration.ofSeconds(20))
                .callTimeout(LIMIT)
                .build();
    }

    /** A name that leads where clients have no business. */
    private static final class Unreachable extends UnknownHostException {
        private static final long serialVersionUID = 1L;

        Unreachable(String host) {
            super(host);
        }
    }

    private List<InetAddress> judged(String host) throws UnknownHostException {
        List<InetAddress> addresses = Dns.SYSTEM.lookup(host);
        if (!addresses.stream().allMatch(reachable)) {
            throw new Unreachable(host);
        }
        return addresses;
    }

    /**
     * The address in a client's request.
     *
     * @throws Refusal 400 when it isn't one of http or https, or carries a name and password
     */
    static HttpUrl parse(String text) {
        HttpUrl url = HttpUrl.parse(text.strip());
        if (url == null || !url.username().isEmpty() || !url.password().isEmpty()) {
            throw Refusal.status(400, "Files are fetched from http and https addresses without a password in them.");
        }
        return url;
    }

    /** The last part of its path: what the file is called. */
    static String name(HttpUrl url) {
        List<String> path = url.pathSegments();
        return FileNames.sanitise(path.get(path.size() - 1));
    }

    /**
     * Writes what is there to {@code target}.
     *
     * @throws Refusal 4002 when it is too large, 400 when it can't be had
     */
    void fetch(HttpUrl url, Path target) throws IOException {
        HttpUrl next = url;
        for (int step = 0; step <= MOST_STEPS; step++) {
            try (Response response = ask(next)) {
                Optional<HttpUrl> onward = onward(response, next);
                if (onward.isEmpty()) {
                    copy(response, url, target);
                    return;
                }
                next = onward.get();
            } catch (Unreachable elsewhere) {
                throw refusal(url, "leads into a network that this studio does not fetch from");
            } catch (IOException e) {
                throw refusal(url, "can't be fetched now");
            }
        }
        throw refusal(url, "leads on more than " + MOST_STEPS + " times");
    }

    private Response ask(HttpUrl url) throws IOException {
        // Numbers instead of a name are connected to without a look-up, and so without being judged.
        if (url.host().matches("[\\d.]+|.*:.*")) {
            judged(url.host());
        }
        return http.newCall(new Request.Builder().url(url).build()).execute();
    }

    private static Optional<HttpUrl> onward(Response response, HttpUrl from) {
        String location = response.header("Location");
        if (response.code() / 100 != 3 || location == null) {
            return Optional.empty();
        }
        HttpUrl next = from.resolve(location);
        if (next == null) {
            throw refusal(from, "leads to something that is neither http nor https");
        }
        return Optional.of(parse(next.toString()));
    }

    private void copy(Response response, HttpUrl url, Path target) throws IOException {
        if (response.code() != 200) {
            throw refusal(url, "answers with HTTP " + response.code());
        }
        if (response.body().contentLength() > maxBytes) {
            throw tooLarge(url);
        }
        long total = 0;
        try (InputStream in = response.body().byteStream();
                OutputStream out = Files.newOutputStream(target)) {
            byte[] piece = new byte[PIECE];
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                total += read;
                if (total > maxBytes) {
                    throw tooLarge(url);
                }
                out.write(piece, 0, read);
            }
        }
    }

    private Refusal tooLarge(HttpUrl url) {
        return Refusal.code(4002, "The file at " + shown(url) + " is larger than " + (maxBytes >> 20) + " MB.");
    }

    private static Refusal refusal(HttpUrl url, String why) {
        return Refusal.status(400, "The address " + shown(url) + " " + why + ": nothing of the upload was kept.");
    }

    /** Without its query, where people's keys stand. */
    private static HttpUrl shown(HttpUrl url) {
        return url.newBuilder().query(null).fragment(null).build();
    }

    @Override
    public void close() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}
