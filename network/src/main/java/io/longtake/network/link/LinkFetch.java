package io.longtake.network.link;

import io.longtake.network.address.AddressPolicy;
import io.longtake.network.address.RefusedAddress;
import io.longtake.network.http.HttpClients;
import io.longtake.network.http.InvalidCertificatesException;
import io.longtake.network.http.RetryAfter;
import io.longtake.network.http.TimeLimits;
import io.longtake.network.link.LinkFailure.Reason;
import io.longtake.network.proxy.ProxyFailure;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Fetches one file by link, without credentials, within limits. The address of every redirect is checked like the first
 * one. A fetch that is interrupted, or that the server can't serve now, is retried with growing waits. It resumes where
 * it stopped if the server names the version of the file; otherwise it starts from the beginning.
 */
public final class LinkFetch implements AutoCloseable {
    private final HttpClients clients;
    private final OkHttpClient direct;
    private final OkHttpClient proxied;
    private final AddressPolicy policy;
    private final FetchLimits limits;
    private final Waiting waiting;

    /** Waits between two attempts. */
    public interface Waiting {
        void await(Duration time) throws InterruptedException;
    }

    /** Waits on the calling thread. */
    public LinkFetch(HttpClients clients, AddressPolicy policy, FetchLimits limits) {
        this(clients, policy, limits, time -> Thread.sleep(time.toMillis()));
    }

    /** @param waiting how to wait between attempts */
    public LinkFetch(HttpClients clients, AddressPolicy policy, FetchLimits limits, Waiting waiting) {
        this.clients = clients;
        this.policy = policy;
        this.limits = limits;
        this.waiting = waiting;
        this.proxied = clients.once(new TimeLimits(limits.connect(), limits.stall(), limits.stall(), Duration.ZERO));
        // Through a proxy, the client resolves only the proxy's own name, which may be in a private network.
        this.direct = proxied.newBuilder().dns(policy.dns()).build();
    }

    /**
     * Writes the linked file to {@code target}; after a failure the bytes received so far remain there.
     *
     * @throws LinkFailure with a sentence for the user
     * @throws InterruptedIOException if the thread is interrupted while it waits
     */
    public Fetched fetch(Link link, Path target) throws IOException {
        return new Attempts(link, target).run();
    }

    /** All attempts for one file. */
    private final class Attempts implements Transfer.Destination, Transfer.Rules<TryLater> {
        private final Link link;
        private final Path target;
        private final long start = System.nanoTime();
        private Optional<FileVersion> version = Optional.empty();
        private HttpUrl found;
        private String name = "";

        Attempts(Link link, Path target) {
            this.link = link;
            this.target = target;
            this.found = link.url();
        }

        Fetched run() throws IOException {
            Request request = new Request.Builder().url(link.url()).build();
            for (int attempt = 1; ; attempt++) {
                try {
                    if (!new Transfer<>(this, this).resume(request)) {
                        begin(Optional.empty());
                        throw new TryLater(link + " changed while it was fetched", Duration.ZERO);
                    }
                    if (size() == 0) {
                        throw new LinkFailure(Reason.NOT_A_FILE, link + " is an empty file.");
                    }
                    return new Fetched(name, size());
                } catch (TryLater later) {
                    pause(later, attempt + 1);
                }
            }
        }

        @Override
        public Path file() {
            return target;
        }

        @Override
        public long size() throws IOException {
            return Files.exists(target) ? Files.size(target) : 0;
        }

        @Override
        public Optional<FileVersion> resumable() throws IOException {
            return size() > 0 ? version : Optional.empty();
        }

        @Override
        public void begin(Optional<FileVersion> newVersion) throws IOException {
            version = newVersion;
            Files.write(target, new byte[0]);
        }

        @Override
        public Call call(Request request) throws IOException {
            HttpUrl url = request.url();
            policy.check(url.host());
            boolean throughProxy = clients.proxies()
                    .serverFor(url.scheme(), url.host(), url.port())
                    .isPresent();
            Call call = (throughProxy ? proxied : direct).newCall(request);
            call.timeout().timeout(Math.max(1, left().toMillis()), TimeUnit.MILLISECONDS);
            return call;
        }

        @Override
        public HttpUrl nextHop(HttpUrl next) throws LinkFailure {
            return Link.of(next).url();
        }

        @Override
        public TryLater redirectLoop(int most) throws LinkFailure {
            throw new LinkFailure(Reason.REFUSED, link + " redirects more than " + most + " times.");
        }

        @Override
        public TryLater unanswered(HttpUrl url, IOException e, long have) throws LinkFailure {
            String at = Link.shown(url);
            if (e instanceof RefusedAddress) {
                throw new LinkFailure(Reason.ADDRESS_REFUSED, link + " is not allowed: " + e.getMessage() + ".", e);
            }
            if (e instanceof ProxyFailure proxy) {
                Reason reason = proxy.isLasting() ? Reason.SETTING : Reason.TEMPORARY;
                throw new LinkFailure(reason, at + " can't be fetched. " + e.getMessage(), e);
            }
            if (e instanceof InvalidCertificatesException) {
                throw new LinkFailure(Reason.SETTING, at + " can't be fetched. " + e.getMessage(), e);
            }
            if (e instanceof UnknownHostException) {
                throw new LinkFailure(
                        Reason.TEMPORARY,
                        at + " can't be fetched: the host name " + url.host()
                                + " can't be resolved. Check the spelling and this machine's network.",
                        e);
            }
            if (e instanceof SSLHandshakeException || e instanceof SSLPeerUnverifiedException) {
                throw new LinkFailure(
                        Reason.REFUSED,
                        at
                                + " can't be fetched: the server's certificate is not trusted. If a proxy inspects TLS, set"
                                + " SSL_CERT_FILE to the file of its certificate.",
                        e);
            }
            return new TryLater(at + " can't be fetched now: the connection failed or broke", e);
        }

        @Override
        public void accept(Response response) throws LinkFailure, TryLater {
            require(response.code(), response);
            found = response.request().url();
            if (WebPage.isType(response.header("Content-Type"))) {
                throw page();
            }
            name = FileName.of(response.header("Content-Disposition"), link, Link.of(found));
        }

        @Override
        public void arrived(byte[] piece, int count, long before, long length) throws LinkFailure {
            if (before == 0 && WebPage.isPage(Arrays.copyOf(piece, Math.min(count, WebPage.HEAD)))) {
                throw page();
            }
            if (length > limits.bytes() || before + count > limits.bytes()) {
                throw new LinkFailure(
                        Reason.TOO_LARGE,
                        "The file at " + link + " is larger than the limit of " + limits.bytesInWords() + ".");
            }
        }

        @Override
        public TryLater broken(IOException cause, long received) {
            return new TryLater("The transfer of " + link + " was interrupted after " + received + " bytes", cause);
        }

        @Override
        public TryLater tooManyBytes(long received, long length) {
            return new TryLater(link + " sent " + received + " bytes instead of " + length, Duration.ZERO);
        }

        private void require(int status, Response response) throws LinkFailure, TryLater {
            if (status == 200 || status == 203) {
                return;
            }
            if (status == 206) {
                throw new TryLater(link + " sent a part instead of the whole file", Duration.ZERO);
            }
            if (status / 100 == 3) {
                throw new LinkFailure(
                        Reason.REFUSED,
                        Link.shown(response.request().url())
                                + " redirects to an address that is not http or https (HTTP " + status + ").");
            }
            if (status == 404) {
                throw new LinkFailure(Reason.NOT_FOUND, "No file exists at " + link + " (HTTP 404).");
            }
            if (status == 408 || status == 425 || status == 429 || status >= 500) {
                throw new TryLater(
                        link + " can't be fetched now (HTTP " + status + ")",
                        RetryAfter.read(response.header("Retry-After"), Clock.systemUTC()));
            }
            String why =
                    switch (status) {
                        case 401 -> "requires a login";
                        case 410 -> "no longer has the file";
                        case 451 -> "withholds the file for legal reasons";
                        default -> status / 100 == 2 ? "returned no file" : "refuses access to the file";
                    };
            String hint = status == 410
                    ? ""
                    : " Download it yourself, for example with a browser, and specify the path of the file.";
            throw new LinkFailure(
                    Reason.REFUSED, "The server of " + link + " " + why + " (HTTP " + status + ")." + hint);
        }

        private void pause(TryLater later, int attempt) throws IOException {
            if (left().isZero()) {
                throw new LinkFailure(
                        Reason.TEMPORARY, link + " took longer than the limit of " + limits.timeInWords() + ".", later);
            }
            if (attempt > limits.attempts()) {
                throw new LinkFailure(
                        Reason.TEMPORARY,
                        later.getMessage() + "; tried " + limits.attempts() + " times. Try again later.",
                        later);
            }
            Duration own = limits.waitBefore(attempt);
            Optional<Duration> asked = later.pause().filter(requestedPause -> requestedPause.compareTo(own) > 0);
            Duration wait = asked.orElse(own);
            if (wait.compareTo(limits.longestWait()) > 0 || wait.compareTo(left()) >= 0) {
                throw new LinkFailure(
                        Reason.TEMPORARY,
                        later.getMessage()
                                + (asked.isPresent()
                                        ? "; the server requires a pause of " + wait.toSeconds()
                                                + " s. Try again later."
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

        private LinkFailure page() {
            return new LinkFailure(
                    Reason.NOT_A_FILE,
                    link + " is a web page, not an image, video or audio file. " + WebPage.hint(found));
        }
    }

    /** An attempt that failed for a temporary reason. The message is a clause without a full stop. */
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

    @Override
    public void close() {
        // Both clients share one connection pool and one dispatcher.
        proxied.dispatcher().executorService().shutdown();
        proxied.connectionPool().evictAll();
    }
}
