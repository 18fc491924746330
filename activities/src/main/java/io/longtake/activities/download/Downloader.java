package io.longtake.activities.download;

import io.longtake.activities.nemo.http.CallScope;
import io.longtake.network.http.HttpClients;
import io.longtake.network.http.TimeLimits;
import io.longtake.network.http.UnusableTrustException;
import io.longtake.network.proxy.ProxyFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Fetches one file to one path. It may be cut anywhere, at any side; called again with the same path it goes on, unless the file
 * has changed meanwhile. The path itself appears complete or not at all. A client of its own, without credentials: where a request
 * carries one, no other host ever sees it.
 */
public final class Downloader implements AutoCloseable {
    private static final int MOST_HOPS = 5;
    private static final Duration CONNECT = Duration.ofSeconds(15);
    private static final int PIECE = 64 << 10;

    private final OkHttpClient http;

    /**
     * For films of any size.
     *
     * @param stall longest time without a single byte
     */
    public Downloader(HttpClients network, Duration stall) {
        this.http = network.repeatable(TimeLimits.withoutStall(CONNECT, stall));
    }

    /** What earlier fetches of that path brought; nothing where it can't be read, which the next fetch will tell. */
    public static Kept kept(Path target) {
        Part part = new Part(target);
        try {
            Optional<Part.Version> version = part.resumable();
            return version.isPresent() ? new Kept(part.size(), version.get().length()) : Kept.NOTHING;
        } catch (IOException e) {
            return Kept.NOTHING;
        }
    }

    /**
     * Downloads from a link that needs no credential.
     *
     * @return the length in bytes
     */
    public long fetch(HttpUrl link, Path target, CallScope scope, Progress progress) throws DownloadException {
        return fetch(new Request.Builder().url(link).build(), target, scope, progress);
    }

    /**
     * Downloads what a request names; its headers go to its own host only, also when that host points elsewhere.
     *
     * @return the length in bytes
     */
    public long fetch(Request request, Path target, CallScope scope, Progress progress) throws DownloadException {
        Part part = new Part(target);
        try {
            Files.createDirectories(target.toAbsolutePath().getParent());
            Optional<Part.Version> known = part.resumable();
            boolean again = known.isPresent() && !attempt(request, part, known, scope, progress);
            if (known.isEmpty() || again) {
                attempt(request, part, Optional.empty(), scope, progress);
            }
            long size = part.size();
            part.complete();
            return size;
        } catch (IOException e) {
            throw new DownloadException.DiskTrouble(e);
        }
    }

    /** @return false if the server would not go on where the part ends, so that it has to begin anew */
    private boolean attempt(
            Request request, Part part, Optional<Part.Version> known, CallScope scope, Progress progress)
            throws DownloadException, IOException {
        long have = known.isPresent() ? part.size() : 0;
        Request.Builder ranged = request.newBuilder().header("Accept-Encoding", "identity");
        known.ifPresent(
                version -> ranged.header("Range", "bytes=" + have + "-").header("If-Range", version.validator()));
        try (Response response = follow(ranged.build(), scope, have)) {
            if (response.code() == 206 && known.isPresent()) {
                return goOn(response, part, known.get(), have, scope, progress);
            }
            if (response.code() == 416 && known.isPresent()) {
                // Everything had arrived, and only the last step was missing; or the file is another one now.
                return ContentRange.read(response.header("Content-Range"))
                        .filter(range -> range.length() == have && known.get().length() == have)
                        .isPresent();
            }
            check(response);
            begin(response, part, scope, progress);
            return true;
        }
    }

    private boolean goOn(
            Response response, Part part, Part.Version version, long have, CallScope scope, Progress progress)
            throws DownloadException, IOException {
        Optional<ContentRange> range = ContentRange.read(response.header("Content-Range"));
        boolean fits = range.isPresent()
                && range.get().first() == have
                && (version.length() < 0
                        || range.get().length() < 0
                        || range.get().length() == version.length());
        boolean same = strong(response).map(version.validator()::equals).orElse(true);
        if (!fits || !same) {
            return false;
        }
        long length = version.length() >= 0 ? version.length() : range.get().length();
        copy(response, part, have, length, scope, progress);
        return true;
    }

    private void begin(Response response, Part part, CallScope scope, Progress progress)
            throws DownloadException, IOException {
        long length = response.body().contentLength();
        part.begin(strong(response).map(tag -> new Part.Version(tag, length)));
        copy(response, part, 0, length, scope, progress);
    }

    private static void copy(Response response, Part part, long have, long length, CallScope scope, Progress progress)
            throws DownloadException, IOException {
        long received = have;
        try (OutputStream out =
                        Files.newOutputStream(part.file(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                InputStream in = response.body().byteStream()) {
            byte[] piece = new byte[PIECE];
            progress.received(received, length);
            for (int read = read(in, piece, received, scope); read >= 0; read = read(in, piece, received, scope)) {
                out.write(piece, 0, read);
                received += read;
                progress.received(received, length);
            }
        }
        if (length >= 0 && received < length) {
            throw new DownloadException.Interrupted(
                    received, new IOException("closed at " + received + " of " + length));
        }
        if (length >= 0 && received > length) {
            part.discard();
            throw new DownloadException.WrongContent(received + " bytes came instead of " + length);
        }
    }

    private static int read(InputStream in, byte[] piece, long received, CallScope scope) throws DownloadException {
        try {
            return in.read(piece);
        } catch (IOException e) {
            throw broken(e, received, scope);
        }
    }

    private static DownloadException broken(IOException e, long received, CallScope scope) {
        if (scope.isStopped()) {
            return new DownloadException.Stopped();
        }
        if (e instanceof ProxyFailure || e instanceof UnusableTrustException) {
            return new DownloadException.WayBlocked(e);
        }
        return e instanceof InterruptedIOException
                ? new DownloadException.Stalled(received, e)
                : new DownloadException.Interrupted(received, e);
    }

    private Response follow(Request first, CallScope scope, long have) throws DownloadException {
        Request request = first;
        for (int hop = 0; hop <= MOST_HOPS; hop++) {
            Response response = execute(request, scope, have);
            String location = response.header("Location");
            HttpUrl next = location == null ? null : request.url().resolve(location);
            if (response.code() / 100 != 3 || next == null) {
                return response;
            }
            response.close();
            request = onward(request, next);
        }
        throw new DownloadException.WrongContent("the link leads round in more than " + MOST_HOPS + " steps");
    }

    private Response execute(Request request, CallScope scope, long have) throws DownloadException {
        Call call = http.newCall(request);
        scope.enter(call);
        try {
            return call.execute();
        } catch (IOException e) {
            throw broken(e, have, scope);
        }
    }

    /** The next hop: to another origin nothing goes along but what makes it a part of the same download. */
    private static Request onward(Request request, HttpUrl next) {
        HttpUrl from = request.url();
        boolean sameOrigin =
                from.scheme().equals(next.scheme()) && from.host().equals(next.host()) && from.port() == next.port();
        if (sameOrigin) {
            return request.newBuilder().url(next).build();
        }
        Request.Builder bare = new Request.Builder().url(next);
        for (String name : new String[] {"Range", "If-Range", "Accept-Encoding"}) {
            String value = request.header(name);
            if (value != null) {
                bare.header(name, value);
            }
        }
        return bare.build();
    }

    private static void check(Response response) throws DownloadException {
        int status = response.code();
        if (status == 401 || status == 403 || status == 404 || status == 410) {
            throw new DownloadException.LinkExpired(status);
        }
        if (status >= 500 || status == 429 || status == 408) {
            throw new DownloadException.ServerTrouble(status);
        }
        if (status != 200) {
            throw new DownloadException.WrongContent("the server answers HTTP " + status);
        }
        String type =
                Optional.ofNullable(response.header("Content-Type")).orElse("").toLowerCase(Locale.ROOT);
        if (type.startsWith("text/") || type.startsWith("application/json") || type.startsWith("application/xml")) {
            throw new DownloadException.WrongContent("the server sends " + type);
        }
    }

    private static Optional<String> strong(Response response) {
        return Optional.ofNullable(response.header("ETag"))
                .map(String::strip)
                .filter(tag -> tag.startsWith("\"") && tag.length() > 2 && tag.indexOf('\n') < 0);
    }

    @Override
    public void close() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}
