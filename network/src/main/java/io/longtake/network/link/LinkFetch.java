package io.longtake.network.link;

import io.longtake.network.address.AddressPolicy;
import io.longtake.network.address.RefusedAddress;
import io.longtake.network.http.HttpClients;
import io.longtake.network.http.RetryAfter;
import io.longtake.network.http.TimeLimits;
import io.longtake.network.http.UnusableTrustException;
import io.longtake.network.link.LinkFailure.Reason;
import io.longtake.network.proxy.ProxyFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Fetches one file by link, without credentials, within limits. Every redirect's address is judged like the first. A fetch that
 * breaks off, or that the server can't serve now, is repeated after growing waits; it goes on where it stopped if the server names
 * the version of the file, else from the beginning.
 */
public final class LinkFetch implements AutoCloseable {
    private static final int MOST_HOPS = 5;
    private static final int PIECE = 64 << 10;
    private static final Pattern RANGE_START = Pattern.compile("bytes\\s+(\\d{1,18})-.*");

    private final HttpClients clients;
    private final OkHttpClient direct;
    private final OkHttpClient proxied;
    private final AddressPolicy policy;
    private final FetchLimits limits;
    private final Waiting waiting;

    /** Lets time pass between two attempts. */
    public interface Waiting {
        void await(Duration time) throws InterruptedException;
    }

    /** For a person's own waiting. */
    public LinkFetch(HttpClients clients, AddressPolicy policy, FetchLimits limits) {
        this(clients, policy, limits, time -> Thread.sleep(time.toMillis()));
    }

    /** @param waiting how the pauses between attempts are spent */
    public LinkFetch(HttpClients clients, AddressPolicy policy, FetchLimits limits, Waiting waiting) {
        this.clients = clients;
        this.policy = policy;
        this.limits = limits;
        this.waiting = waiting;
        this.proxied = clients.once(new TimeLimits(limits.connect(), limits.stall(), limits.stall(), Duration.ZERO));
        // Through a proxy the client looks up nothing but the proxy's own name, which may well lie in a private
        // network.
        this.direct = proxied.newBuilder().dns(policy.dns()).build();
    }

    /**
     * Writes what the link gives to {@code target}; on failure whatever came stays there.
     *
     * @throws LinkFailure with a sentence for people
     * @throws InterruptedIOException if the thread is interrupted while it waits
     */
    public Fetched fetch(Link link, Path target) throws IOException {
        return new Attempts(link, target).run();
    }

    /** One file's way, from the first attempt to the last. */
    private final class Attempts {
        private final Link link;
        private final Path target;
        private final long start = System.nanoTime();
        private long have;
        private Optional<String> version = Optional.empty();
        private String name = "";

        Attempts(Link link, Path target) {
            this.link = link;
            this.target = target;
        }

        Fetched run() throws IOException {
            for (int attempt = 1; ; attempt++) {
                try {
                    once();
                    return new Fetched(name, have);
                } catch (TryLater later) {
                    pause(later, attempt + 1);
                }
            }
        }

        private void once() throws IOException, TryLater {
            Link at = link;
            for (int hop = 0; hop <= MOST_HOPS; hop++) {
                try (Response response = ask(at)) {
                    Optional<Link> onward = onward(response, at);
                    if (onward.isEmpty()) {
                        take(response, at);
                        return;
                    }
                    at = onward.get();
                }
            }
            throw new LinkFailure(Reason.REFUSED, link + " leads on more than " + MOST_HOPS + " times.");
        }

        private Response ask(Link at) throws LinkFailure, TryLater {
            HttpUrl url = at.url();
            Request.Builder request = new Request.Builder().url(url).header("Accept-Encoding", "identity");
            version.ifPresent(
                    tag -> request.header("Range", "bytes=" + have + "-").header("If-Range", tag));
            try {
                policy.check(url.host());
                boolean throughProxy = clients.proxies()
                        .serverFor(url.scheme(), url.host(), url.port())
                        .isPresent();
                Call call = (throughProxy ? proxied : direct).newCall(request.build());
                call.timeout().timeout(Math.max(1, left().toMillis()), TimeUnit.MILLISECONDS);
                return call.execute();
            } catch (IOException e) {
                throw unanswered(at, e);
            }
        }

        /** Why there is no answer. */
        private LinkFailure unanswered(Link at, IOException e) throws LinkFailure, TryLater {
            if (e instanceof RefusedAddress) {
                return new LinkFailure(Reason.ADDRESS_REFUSED, link + " is not allowed: " + e.getMessage() + ".", e);
            }
            if (e instanceof ProxyFailure proxy) {
                Reason reason = proxy.isLasting() ? Reason.SETTING : Reason.TEMPORARY;
                return new LinkFailure(reason, at + " can't be fetched. " + e.getMessage(), e);
            }
            if (e instanceof UnusableTrustException) {
                return new LinkFailure(Reason.SETTING, at + " can't be fetched. " + e.getMessage(), e);
            }
            if (e instanceof UnknownHostException) {
                return new LinkFailure(
                        Reason.TEMPORARY,
                        at + " can't be fetched: no address is known for "
                                + at.url().host() + ". Check the spelling and this machine's network.",
                        e);
            }
            if (e instanceof SSLHandshakeException || e instanceof SSLPeerUnverifiedException) {
                return new LinkFailure(
                        Reason.REFUSED,
                        at
                                + " can't be fetched: the server's certificate is not trusted. If a proxy inspects TLS here, name its"
                                + " certificate with SSL_CERT_FILE.",
                        e);
            }
            throw new TryLater(at + " can't be fetched now: the connection fails or breaks off", e);
        }

        private Optional<Link> onward(Response response, Link from) throws LinkFailure {
            if (response.code() / 100 != 3) {
                return Optional.empty();
            }
            String location = response.header("Location");
            HttpUrl next = location == null ? null : from.url().resolve(location);
            if (next == null) {
                throw new LinkFailure(
                        Reason.REFUSED,
                        from + " redirects to an address that is not http or https (HTTP " + response.code() + ").");
            }
            return Optional.of(Link.of(next));
        }

        private void take(Response response, Link at) throws IOException, TryLater {
            int status = response.code();
            if (status == 416 && version.isPresent()) {
                startOver();
                throw new TryLater(link + " changed while it was fetched", Duration.ZERO);
            }
            require(status, response);
            boolean goesOn = status == 206
                    && version.isPresent()
                    && startsAt(response) == have
                    && strongTag(response).map(version.get()::equals).orElse(true);
            if (status == 206 && !goesOn) {
                startOver();
                throw new TryLater(link + " sent a different part than requested", Duration.ZERO);
            }
            if (!goesOn) {
                begin(response, at);
            }
            long length = response.body().contentLength();
            if (length >= 0 && have + length > limits.bytes()) {
                throw tooLarge();
            }
            copy(response, at);
            if (have == 0) {
                throw new LinkFailure(Reason.NOT_A_FILE, link + " gives an empty file.");
            }
        }

        private void begin(Response response, Link at) throws IOException {
            startOver();
            if (WebPage.isType(response.header("Content-Type"))) {
                throw page(at);
            }
            name = FileName.of(response.header("Content-Disposition"), link, at);
            version = strongTag(response);
        }

        private void copy(Response response, Link at) throws IOException, TryLater {
            byte[] piece = new byte[PIECE];
            try (OutputStream out =
                            Files.newOutputStream(target, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                    InputStream in = response.body().byteStream()) {
                for (int read = read(in, piece); read >= 0; read = read(in, piece)) {
                    if (have == 0 && WebPage.isPage(Arrays.copyOf(piece, Math.min(read, WebPage.HEAD)))) {
                        throw page(at);
                    }
                    if (have + read > limits.bytes()) {
                        throw tooLarge();
                    }
                    out.write(piece, 0, read);
                    have += read;
                }
            }
        }

        private int read(InputStream in, byte[] piece) throws TryLater {
            try {
                return in.read(piece);
            } catch (IOException e) {
                throw new TryLater(link + " broke off after " + have + " bytes", e);
            }
        }

        private void require(int status, Response response) throws LinkFailure, TryLater {
            if (status == 200 || status == 203 || status == 206) {
                return;
            }
            if (status == 404) {
                throw new LinkFailure(Reason.NOT_FOUND, "There is no file at " + link + " (HTTP 404).");
            }
            if (status == 408 || status == 425 || status == 429 || status >= 500) {
                throw new TryLater(
                        link + " can't be fetched now (HTTP " + status + ")",
                        RetryAfter.read(response.header("Retry-After"), Clock.systemUTC()));
            }
            String why =
                    switch (status) {
                        case 401 -> "asks for a login";
                        case 410 -> "no longer has the file";
                        case 451 -> "withholds the file for legal reasons";
                        default -> status / 100 == 2 ? "answers without a file" : "refuses to give the file";
                    };
            String wayOut = status == 410
                    ? ""
                    : " Download it yourself, for example with a browser, and give the path of the file.";
            throw new LinkFailure(
                    Reason.REFUSED, "The server of " + link + " " + why + " (HTTP " + status + ")." + wayOut);
        }

        private void startOver() throws IOException {
            have = 0;
            version = Optional.empty();
            Files.write(target, new byte[0]);
        }

        private void pause(TryLater later, int attempt) throws IOException {
            if (version.isEmpty() && have > 0) {
                startOver();
            }
            if (left().isZero()) {
                throw new LinkFailure(
                        Reason.TEMPORARY, link + " took longer than " + limits.timeInWords() + ", the limit.", later);
            }
            if (attempt > limits.attempts()) {
                throw new LinkFailure(
                        Reason.TEMPORARY,
                        later.getMessage() + "; tried " + limits.attempts() + " times. Try again later.",
                        later);
            }
            Duration own = limits.waitBefore(attempt);
            Optional<Duration> asked = later.pause().filter(wish -> wish.compareTo(own) > 0);
            Duration wait = asked.orElse(own);
            if (wait.compareTo(limits.longestWait()) > 0 || wait.compareTo(left()) >= 0) {
                throw new LinkFailure(
                        Reason.TEMPORARY,
                        later.getMessage()
                                + (asked.isPresent()
                                        ? "; the server asks for a pause of " + wait.toSeconds() + " s. Try again then."
                                        : "; no time is left for another attempt. Try again later."),
                        later);
            }
            try {
                waiting.await(wait);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while waiting");
            }
        }

        private Duration left() {
            Duration left = limits.time().minusNanos(System.nanoTime() - start);
            return left.compareTo(Duration.ofMillis(1)) < 0 ? Duration.ZERO : left;
        }

        private LinkFailure page(Link at) {
            return new LinkFailure(
                    Reason.NOT_A_FILE,
                    link + " gives a web page, not a picture, video or sound. " + WebPage.wayOut(at.url()));
        }

        private LinkFailure tooLarge() {
            return new LinkFailure(
                    Reason.TOO_LARGE,
                    "The file at " + link + " is larger than " + limits.bytesInWords() + ", the limit.");
        }
    }

    /** An attempt that failed for a reason that may pass. The message is a clause without a full stop. */
    private static final class TryLater extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Optional<Duration> pause;

        TryLater(String clause, Throwable cause) {
            super(clause, cause);
            this.pause = Optional.empty();
        }

        TryLater(String clause, Duration pause) {
            this(clause, Optional.of(pause));
        }

        TryLater(String clause, Optional<Duration> pause) {
            super(clause);
            this.pause = pause;
        }

        Optional<Duration> pause() {
            return pause;
        }
    }

    private static long startsAt(Response response) {
        String range = Optional.ofNullable(response.header("Content-Range")).orElse("");
        Matcher start = RANGE_START.matcher(range.strip());
        return start.matches() ? Long.parseLong(start.group(1)) : -1;
    }

    /** Only a strong validator tells that the bytes to come belong to those that came (RFC 9110, 13.1.5). */
    private static Optional<String> strongTag(Response response) {
        return Optional.ofNullable(response.header("ETag"))
                .map(String::strip)
                .filter(tag -> tag.startsWith("\"") && tag.length() > 2);
    }

    @Override
    public void close() {
        // Both share one pool and one dispatcher.
        proxied.dispatcher().executorService().shutdown();
        proxied.connectionPool().evictAll();
    }
}
