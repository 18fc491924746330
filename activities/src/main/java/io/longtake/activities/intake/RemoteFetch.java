package io.longtake.activities.intake;

import io.longtake.activities.intake.RemoteFetchException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** Fetches one file by URL, without credentials; every redirect's address is checked like the first. */
public final class RemoteFetch implements AutoCloseable {
    private static final int MOST_HOPS = 5;
    private static final int PIECE = 64 << 10;
    private static final Pattern LITERAL = Pattern.compile("[\\d.]+|.*:.*");

    private final OkHttpClient http;
    private final long limitBytes;
    private final AddressPolicy policy;

    /**
     * @param limitBytes largest file
     * @param limit for the whole fetch
     */
    public RemoteFetch(AddressPolicy policy, long limitBytes, Duration limit) {
        this.policy = policy;
        this.limitBytes = limitBytes;
        this.http = new OkHttpClient.Builder()
                .dns(policy)
                // A proxy would look names up by itself, past the policy.
                .proxy(policy == AddressPolicy.ANY ? null : Proxy.NO_PROXY)
                .followRedirects(false)
                .followSslRedirects(false)
                .connectTimeout(Duration.ofSeconds(10))
                .readTimeout(Duration.ofSeconds(30))
                .callTimeout(limit)
                .build();
    }

    /**
     * Writes what the URL gives to {@code target}.
     *
     * @return the length in bytes
     */
    public long fetch(HttpUrl url, Path target) throws RemoteFetchException {
        HttpUrl next = url;
        for (int hop = 0; hop <= MOST_HOPS; hop++) {
            try (Response response = ask(next)) {
                Optional<HttpUrl> onward = onward(response, next);
                if (onward.isEmpty()) {
                    check(response, url);
                    return copy(response, url, target);
                }
                next = onward.get();
            } catch (AddressPolicy.RefusedAddress e) {
                throw new RemoteFetchException(Reason.ADDRESS_REFUSED, e.getMessage() + ".", e);
            } catch (RemoteFetchException e) {
                throw e;
            } catch (IOException e) {
                throw new RemoteFetchException(Reason.TEMPORARY, url + " can't be fetched now.", e);
            }
        }
        throw new RemoteFetchException(Reason.TEMPORARY, url + " leads round in more than " + MOST_HOPS + " steps.");
    }

    private Response ask(HttpUrl url) throws IOException {
        // A literal address is connected to without a look-up, and so past the policy.
        if (LITERAL.matcher(url.host()).matches()) {
            policy.lookup(url.host());
        }
        return http.newCall(new Request.Builder().url(url).build()).execute();
    }

    private static Optional<HttpUrl> onward(Response response, HttpUrl from) {
        String location = response.header("Location");
        return response.code() / 100 == 3 && location != null
                ? Optional.ofNullable(from.resolve(location))
                : Optional.empty();
    }

    private void check(Response response, HttpUrl url) throws RemoteFetchException {
        int status = response.code();
        if (status == 404 || status == 410) {
            throw new RemoteFetchException(Reason.NOT_FOUND, "There is no file at " + url + " (HTTP " + status + ").");
        }
        if (status != 200) {
            throw new RemoteFetchException(Reason.TEMPORARY, url + " answers with HTTP " + status + ".");
        }
        String type =
                Optional.ofNullable(response.header("Content-Type")).orElse("").toLowerCase(Locale.ROOT);
        if (type.startsWith("text/html")) {
            throw new RemoteFetchException(
                    Reason.NO_MEDIUM, url + " is a web page, not a file. Give the address of the picture itself.");
        }
        if (response.body().contentLength() > limitBytes) {
            throw tooLarge(url);
        }
    }

    private long copy(Response response, HttpUrl url, Path target) throws IOException {
        long total = 0;
        try (InputStream in = response.body().byteStream();
                OutputStream out = Files.newOutputStream(target)) {
            byte[] piece = new byte[PIECE];
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                total += read;
                if (total > limitBytes) {
                    throw tooLarge(url);
                }
                out.write(piece, 0, read);
            }
        }
        return total;
    }

    private RemoteFetchException tooLarge(HttpUrl url) {
        return new RemoteFetchException(
                Reason.TOO_LARGE, "The file at " + url + " is larger than " + (limitBytes >> 20) + " MB, the limit.");
    }

    /** What may be reached. */
    public AddressPolicy policy() {
        return policy;
    }

    @Override
    public void close() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}
