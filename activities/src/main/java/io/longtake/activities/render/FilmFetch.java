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
import io.longtake.activities.media.MediaStore;
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
 * One attempt at one download. It tries three sources in order: the link, a fresh link, and the backend itself. If the connection
 * breaks after new bytes arrived, the same source is tried again immediately; otherwise the next source follows.
 */
final class FilmFetch {
    private final DownloadRender request;
    private final Optional<HttpUrl> link;
    private final AccountCalls calls;
    private final Downloader downloader;
    private final MediaStore store;
    private final FetchedFilms fetched;
    private final LocalContent local;
    private final Path target;
    private final CallScope scope = new CallScope();
    private final TransferRate rate = new TransferRate();
    private volatile PartialDownload kept;
    /** The furthest byte position that the current source has reached. */
    private long highestOffset;
    /** The byte position of the current try; negative before its first byte. */
    private long position;
    /** Whether the current try received bytes that the current source had not delivered before. */
    private boolean progressed;
    /** Whether any try of this run received such bytes. */
    private boolean everProgressed;
    /** Why the sources tried so far failed. An expired link is kept separately, because it is the least informative reason. */
    private Optional<ApplicationFailure> failure = Optional.empty();

    private Optional<ApplicationFailure> death = Optional.empty();

    /**
     * @param link the last known link to the film; if it has expired, the backend is queried for a fresh one
     * @param home the home in whose folder `downloads` the file is written
     * @param local content that may already be on this machine
     */
    FilmFetch(
            DownloadRender request,
            Optional<HttpUrl> link,
            AccountCalls calls,
            Downloader downloader,
            MediaStore store,
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
                FileLock lock = tryLock(channel)) {
            if (lock == null) {
                throw NemoFailures.of(FailureType.BACKEND_TROUBLE, "Another worker is still downloading this film.");
            }
            Video video = Files.exists(target) ? earlier() : fetched();
            Files.deleteIfExists(lockFile);
            return video;
        }
    }

    /**
     * Returns null if another process or thread holds the lock, because two writers would corrupt the file. The lock is released
     * when the process ends for any reason.
     */
    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException inThisProcess) {
            return null;
        }
    }

    /** The result of an earlier run that downloaded the whole file. */
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
            fetched.record(request.renderId(), file, store);
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
        return film.orElseThrow(() -> brokenOff(failure.or(() -> death)
                .orElseGet(() -> NemoFailures.of(FailureType.BACKEND_TROUBLE, "The film could not be downloaded."))));
    }

    private ApplicationFailure brokenOff(ApplicationFailure why) {
        PartialDownload onDisk = Downloader.kept(target);
        return NemoFailures.ofDownload(why, new DownloadProgress(onDisk.bytes(), onDisk.length(), 0), everProgressed);
    }

    private Optional<HttpUrl> freshLink(NemoClient client, AccessToken token) {
        try {
            return Optional.of(client.render(token, request.renderId())).flatMap(RenderAnswer::output);
        } catch (NemoException.RenderNotFound forgotten) {
            // A backend may have forgotten a render and still have its film.
            return Optional.empty();
        }
    }

    private Optional<Video> byLink(Optional<HttpUrl> from) throws IOException {
        return from.isPresent() ? by(new Request.Builder().url(from.get()).build()) : Optional.empty();
    }

    private Optional<Video> fromBackend(NemoClient client, AccessToken token) throws IOException {
        return by(client.fallbackDownload(token, request.renderId()));
    }

    /** @return empty if this source does not provide the film but another one may */
    private Optional<Video> by(Request way) throws IOException {
        highestOffset = 0;
        try {
            fetchFrom(way);
            return Optional.of(checked());
        } catch (DownloadException.LinkExpired dead) {
            death = Optional.of(failure(dead));
        } catch (DownloadException.Stopped | DownloadException.DiskTrouble here) {
            throw failure(here);
        } catch (DownloadException e) {
            failure = failure.or(() -> Optional.of(failure(e)));
        } catch (DamagedFilmException e) {
            failure = failure.or(() -> Optional.of(damaged(e)));
        }
        return Optional.empty();
    }

    /**
     * Retries as long as each try receives new bytes, and once more after a server error, because the server may deliver the file
     * the next time.
     */
    private void fetchFrom(Request way) throws DownloadException {
        boolean refused = false;
        while (true) {
            try {
                begin(way);
                return;
            } catch (DownloadException.Interrupted | DownloadException.Stalled broken) {
                if (!progressed) {
                    throw broken;
                }
                refused = false;
            } catch (DownloadException.ServerError once) {
                if (refused) {
                    throw once;
                }
                refused = true;
            }
        }
    }

    private void begin(Request way) throws DownloadException {
        position = -1;
        progressed = false;
        downloader.fetch(way, target, scope, this::received, local);
    }

    private static ApplicationFailure failure(DownloadException e) {
        FailureType type =
                e instanceof DownloadException.WrongContent ? FailureType.FILE_DAMAGED : FailureType.BACKEND_TROUBLE;
        return NemoFailures.of(type, String.valueOf(e.getMessage()));
    }

    private static ApplicationFailure damaged(DamagedFilmException e) {
        return NemoFailures.of(FailureType.FILE_DAMAGED, String.valueOf(e.getMessage()));
    }

    private void received(long bytes, long total) {
        if (position >= 0) {
            rate.arrived(bytes - position);
            progressed |= bytes > highestOffset;
            everProgressed |= progressed;
        }
        position = bytes;
        highestOffset = Math.max(highestOffset, bytes);
        kept = new PartialDownload(bytes, total);
    }

    DownloadProgress progress() {
        return new DownloadProgress(kept.bytes(), kept.length(), rate.bytesPerSecond());
    }

    /** Longtake generates the render ids. Characters that are not safe in a file name are replaced anyway. */
    private static String fileName(String renderId) {
        return renderId.replaceAll("[^A-Za-z0-9_-]", "_") + ".mp4";
    }

    /** Aborts the running request. */
    void stop() {
        scope.stop();
    }
}
