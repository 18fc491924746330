package io.longtake.activities.render;

import io.longtake.activities.account.AccountCalls;
import io.longtake.activities.download.DamagedFilmException;
import io.longtake.activities.download.DownloadException;
import io.longtake.activities.download.Downloader;
import io.longtake.activities.download.FilmCheck;
import io.longtake.activities.download.FilmFacts;
import io.longtake.activities.download.LocalContent;
import io.longtake.activities.download.PartialDownload;
import io.longtake.activities.download.TransferRate;
import io.longtake.activities.failure.NemoFailures;
import io.longtake.activities.media.FileMediaStore;
import io.longtake.activities.nemo.NemoClient;
import io.longtake.activities.nemo.answer.RenderAnswer;
import io.longtake.activities.nemo.error.NemoException;
import io.longtake.activities.nemo.http.CallScope;
import io.longtake.activities.nemo.token.AccessToken;
import io.longtake.workflows.failure.FailureType;
import io.longtake.workflows.media.MediaRef;
import io.longtake.workflows.render.DownloadProgress;
import io.longtake.workflows.render.DownloadRender;
import io.longtake.workflows.render.Video;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * One run of one download: by the link, by a fresh link, from the backend itself, until one of them brings a film. A try that breaks
 * and brought bytes is followed by another one the same way at once; one that brought none is followed by the next way.
 */
final class FilmFetch {
    private final DownloadRender request;
    private final Optional<HttpUrl> link;
    private final AccountCalls calls;
    private final Downloader downloader;
    private final FileMediaStore store;
    private final FetchedFilms fetched;
    private final LocalContent local;
    private final Path target;
    private final CallScope scope = new CallScope();
    private final TransferRate rate = new TransferRate();
    private volatile PartialDownload kept;
    /** The furthest byte that this way has come to. */
    private long furthest;
    /** Where the try under way has come to; negative before its first byte. */
    private long position;
    /** Whether the try under way brought bytes that this way had not brought before. */
    private boolean gained;
    /** Whether any try of this run did. */
    private boolean gainedAtAll;
    /** Why the ways that were tried so far brought nothing; a link that only has died says least. */
    private Optional<ApplicationFailure> trouble = Optional.empty();

    private Optional<ApplicationFailure> death = Optional.empty();

    /**
     * @param link where the film was said to be; it may have died, and then the backend is asked for a fresh one
     * @param home where downloads grow
     * @param local where the film may be already
     */
    FilmFetch(
            DownloadRender request,
            Optional<HttpUrl> link,
            AccountCalls calls,
            Downloader downloader,
            FileMediaStore store,
            Path home,
            LocalContent local) {
        this.request = request;
        this.link = link;
        this.calls = calls;
        this.downloader = downloader;
        this.store = store;
        this.fetched = new FetchedFilms(home);
        this.local = local;
        this.target = home.resolve("downloads").resolve(fileName(request.renderId()));
        this.kept = Downloader.kept(target);
    }

    Video run() throws IOException {
        Files.createDirectories(target.getParent());
        Path lockFile = target.resolveSibling(target.getFileName() + ".lock");
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = alone(channel)) {
            if (lock == null) {
                throw NemoFailures.of(FailureType.BACKEND_TROUBLE, "Another worker still fetches this film.");
            }
            Video video = Files.exists(target) ? earlier() : fetched();
            Files.deleteIfExists(lockFile);
            return video;
        }
    }

    /** Two at one file would spoil it; the lock goes with the process, however it ends. */
    private static @Nullable FileLock alone(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException inThisProcess) {
            return null;
        }
    }

    /** What an earlier run brought. */
    private Video earlier() throws IOException {
        try {
            return checked();
        } catch (DamagedFilmException e) {
            throw damaged(e);
        }
    }

    private Video checked() throws IOException {
        try {
            FilmFacts facts = FilmCheck.check(target);
            MediaRef file = store.adopt(target, target.getFileName().toString(), "video/mp4");
            fetched.note(request.renderId(), file, store);
            return new Video(
                    file, facts.widthPx(), facts.heightPx(), facts.length().toMillis());
        } catch (DamagedFilmException e) {
            Files.deleteIfExists(target);
            throw e;
        }
    }

    private Video fetched() throws IOException {
        Optional<Video> film = byLink(link);
        if (film.isEmpty()) {
            Optional<HttpUrl> fresh = calls.call(request.account(), this::freshLink);
            film = fresh.equals(link) ? film : byLink(fresh);
        }
        if (film.isEmpty()) {
            film = calls.call(request.account(), this::fromBackend);
        }
        return film.orElseThrow(() -> brokenOff(trouble.or(() -> death)
                .orElseGet(() -> NemoFailures.of(FailureType.BACKEND_TROUBLE, "The film could not be fetched."))));
    }

    private ApplicationFailure brokenOff(ApplicationFailure why) {
        PartialDownload onDisk = Downloader.kept(target);
        return NemoFailures.ofDownload(why, new DownloadProgress(onDisk.bytes(), onDisk.length(), 0), gainedAtAll);
    }

    private Optional<HttpUrl> freshLink(NemoClient client, AccessToken token) {
        try {
            return Optional.of(client.render(token, request.renderId())).flatMap(RenderAnswer::output);
        } catch (NemoException.RenderNotFound forgotten) {
            // A backend may forget a render and still have its film.
            return Optional.empty();
        }
    }

    private Optional<Video> byLink(Optional<HttpUrl> from) throws IOException {
        return from.isPresent() ? by(new Request.Builder().url(from.get()).build()) : Optional.empty();
    }

    private Optional<Video> fromBackend(NemoClient client, AccessToken token) throws IOException {
        return by(client.fallbackDownload(token, request.renderId()));
    }

    /** @return empty if this way brings no film, and another one may */
    private Optional<Video> by(Request way) throws IOException {
        furthest = 0;
        try {
            fetchFrom(way);
            return Optional.of(checked());
        } catch (DownloadException.LinkExpired dead) {
            death = Optional.of(failure(dead));
        } catch (DownloadException.Stopped | DownloadException.DiskTrouble here) {
            throw failure(here);
        } catch (DownloadException e) {
            trouble = trouble.or(() -> Optional.of(failure(e)));
        } catch (DamagedFilmException e) {
            trouble = trouble.or(() -> Optional.of(damaged(e)));
        }
        return Optional.empty();
    }

    /** As many tries as bring bytes, and one more where a server refused: it may give the file the next time. */
    private void fetchFrom(Request way) throws DownloadException {
        boolean refused = false;
        while (true) {
            try {
                begin(way);
                return;
            } catch (DownloadException.Interrupted | DownloadException.Stalled broken) {
                if (!gained) {
                    throw broken;
                }
                refused = false;
            } catch (DownloadException.ServerTrouble once) {
                if (refused) {
                    throw once;
                }
                refused = true;
            }
        }
    }

    private void begin(Request way) throws DownloadException {
        position = -1;
        gained = false;
        downloader.fetch(way, target, scope, this::received, local);
    }

    private static ApplicationFailure failure(DownloadException e) {
        FailureType type =
                e instanceof DownloadException.WrongContent ? FailureType.FILE_DAMAGED : FailureType.BACKEND_TROUBLE;
        return NemoFailures.of(type, String.valueOf(e.getMessage()));
    }

    private static ApplicationFailure damaged(DamagedFilmException e) {
        return NemoFailures.of(FailureType.FILE_DAMAGED, e.getMessage() + " It is fetched again.");
    }

    private void received(long bytes, long total) {
        if (position >= 0) {
            rate.arrived(bytes - position);
            gained |= bytes > furthest;
            gainedAtAll |= gained;
        }
        position = bytes;
        furthest = Math.max(furthest, bytes);
        kept = new PartialDownload(bytes, total);
    }

    DownloadProgress progress() {
        return new DownloadProgress(kept.bytes(), kept.length(), rate.bytesPerSecond());
    }

    /** Render ids are ours; what is no file name in one is replaced all the same. */
    private static String fileName(String renderId) {
        return renderId.replaceAll("[^A-Za-z0-9_-]", "_") + ".mp4";
    }

    /** Breaks off the request that is under way. */
    void stop() {
        scope.stop();
    }
}
