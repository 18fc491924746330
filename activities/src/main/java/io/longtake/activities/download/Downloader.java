package io.longtake.activities.download;

import io.longtake.activities.nemo.http.CallScope;
import io.longtake.network.http.HttpClients;
import io.longtake.network.http.TimeLimits;
import io.longtake.network.http.UnusableTrustException;
import io.longtake.network.link.FileVersion;
import io.longtake.network.link.Transfer;
import io.longtake.network.proxy.ProxyFailure;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    private static final Duration CONNECT = Duration.ofSeconds(15);

    /** The entity tags of a home's studio. */
    private static final Pattern SHA256 = Pattern.compile("\"([0-9a-f]{64})\"");

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
    public static PartialDownload kept(Path target) {
        PartFile part = new PartFile(target);
        try {
            Optional<FileVersion> version = part.resumable();
            return version.isPresent()
                    ? new PartialDownload(part.size(), version.get().length())
                    : PartialDownload.NOTHING;
        } catch (IOException e) {
            return PartialDownload.NOTHING;
        }
    }

    /**
     * Downloads from a link that needs no credential.
     *
     * @return the length in bytes
     */
    public long fetch(HttpUrl link, Path target, CallScope scope, Progress progress) throws DownloadException {
        return fetch(new Request.Builder().url(link).build(), target, scope, progress, LocalContent.NONE);
    }

    /**
     * Downloads what a request names; its headers go to its own host only, also when that host points elsewhere.
     *
     * @param local where the content may be on this machine already; then no byte of it is read from the connection
     * @return the length in bytes
     */
    public long fetch(Request request, Path target, CallScope scope, Progress progress, LocalContent local)
            throws DownloadException {
        PartFile part = new PartFile(target);
        try {
            Files.createDirectories(target.toAbsolutePath().getParent());
            Transfer<DownloadException> transfer = new Transfer<>(part, new Terms(part, scope, progress, local));
            if (!transfer.goOn(request)) {
                transfer.beginAnew(request);
            }
            long size = part.size();
            part.complete();
            return size;
        } catch (IOException e) {
            throw new DownloadException.DiskTrouble(e);
        }
    }

    /** How one fetch is judged, and how it is told what went wrong. */
    private final class Terms implements Transfer.Rules<DownloadException> {
        private final PartFile part;
        private final CallScope scope;
        private final Progress progress;
        private final LocalContent local;

        Terms(PartFile part, CallScope scope, Progress progress, LocalContent local) {
            this.part = part;
            this.scope = scope;
            this.progress = progress;
            this.local = local;
        }

        /** What has arrived gives way; its name goes to the content that is here, which is never added to. */
        @Override
        public boolean isHere(String strongTag) throws IOException {
            Matcher hash = SHA256.matcher(strongTag);
            if (!hash.matches() || !part.become(here -> local.place(hash.group(1), here))) {
                return false;
            }
            progress.received(part.size(), part.size());
            return true;
        }

        @Override
        public Call call(Request request) {
            Call call = http.newCall(request);
            scope.enter(call);
            return call;
        }

        @Override
        public HttpUrl onward(HttpUrl next) {
            return next;
        }

        @Override
        public DownloadException roundabout(int most) {
            return new DownloadException.WrongContent("the link leads round in more than " + most + " steps");
        }

        @Override
        public DownloadException unanswered(HttpUrl url, IOException cause, long have) {
            return broken(cause, have);
        }

        @Override
        public void accept(Response response) throws DownloadException {
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
            String type = Optional.ofNullable(response.header("Content-Type"))
                    .orElse("")
                    .toLowerCase(Locale.ROOT);
            if (type.startsWith("text/") || type.startsWith("application/json") || type.startsWith("application/xml")) {
                throw new DownloadException.WrongContent("the server sends " + type);
            }
        }

        @Override
        public void arrived(byte[] piece, int count, long before, long length) {
            progress.received(before + count, length);
        }

        @Override
        public DownloadException broken(IOException e, long received) {
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

        @Override
        public DownloadException tooMuch(long received, long length) {
            return new DownloadException.WrongContent(received + " bytes came instead of " + length);
        }
    }

    @Override
    public void close() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}
