package io.longtake.activities.download;

import io.longtake.activities.nemo.http.CallScope;
import io.longtake.network.http.HttpClients;
import io.longtake.network.http.InvalidCertificatesException;
import io.longtake.network.http.TimeLimits;
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
 * Downloads one file to one path. A download may be interrupted at any point, on either side. If it is called again with the same
 * path, it resumes, unless the file has changed in the meantime. A file appears at the path only when it is complete. Uses an HTTP
 * client of its own without credentials; a credential in a request is sent to that request's host only.
 */
public final class Downloader implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(15);

    /** The form of the entity tags that a home's studio sends. */
    private static final Pattern SHA256 = Pattern.compile("\"([0-9a-f]{64})\"");

    private final OkHttpClient http;

    /**
     * @param network creates the connections
     * @param stall the longest time without a single byte
     */
    public Downloader(HttpClients network, Duration stall) {
        this.http = network.repeatable(TimeLimits.withoutStall(CONNECT, stall));
    }

    /**
     * What earlier downloads to that path left on disk. If it can't be read, the result is {@link PartialDownload#NOTHING}, and the
     * next download reports the error.
     */
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
     * Downloads the file that a request names. Its headers are sent to the request's own host only, even if that host redirects.
     *
     * @param local content that may already be on this machine; if it is, nothing is downloaded
     * @return the length in bytes
     */
    public long fetch(Request request, Path target, CallScope scope, Progress progress, LocalContent local)
            throws DownloadException {
        PartFile part = new PartFile(target);
        Path folder = target.toAbsolutePath().resolveSibling("");
        try {
            Files.createDirectories(folder);
            Transfer<DownloadException> transfer = new Transfer<>(part, new Terms(part, scope, progress, local));
            if (!transfer.resume(request)) {
                transfer.startOver(request);
            }
            long size = part.size();
            part.complete();
            return size;
        } catch (IOException e) {
            throw new DownloadException.DiskTrouble(folder, e);
        }
    }

    /** The rules of one download: which responses are accepted, and how errors are reported. */
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

        /** Replaces the bytes received so far with the local copy, to which nothing is ever appended. */
        @Override
        public boolean isStoredLocally(String strongTag) throws IOException {
            Matcher hash = SHA256.matcher(strongTag);
            if (!hash.matches() || !part.replaceWith(here -> local.place(hash.group(1), here))) {
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
        public HttpUrl nextHop(HttpUrl next) {
            return next;
        }

        @Override
        public DownloadException redirectLoop(int most) {
            return new DownloadException.WrongContent("the link redirects more than " + most + " times");
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
                throw new DownloadException.ServerError(status);
            }
            if (status != 200) {
                throw new DownloadException.WrongContent("the server responded with HTTP " + status);
            }
            String type = Optional.ofNullable(response.header("Content-Type"))
                    .orElse("")
                    .toLowerCase(Locale.ROOT);
            if (type.startsWith("text/") || type.startsWith("application/json") || type.startsWith("application/xml")) {
                throw new DownloadException.WrongContent("the server sent " + type);
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
            if (e instanceof ProxyFailure || e instanceof InvalidCertificatesException) {
                return new DownloadException.WayBlocked(e);
            }
            return e instanceof InterruptedIOException
                    ? new DownloadException.Stalled(received, e)
                    : new DownloadException.Interrupted(received, e);
        }

        @Override
        public DownloadException tooManyBytes(long received, long length) {
            return new DownloadException.WrongContent("the server sent " + received + " bytes instead of " + length);
        }
    }

    @Override
    public void close() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}
