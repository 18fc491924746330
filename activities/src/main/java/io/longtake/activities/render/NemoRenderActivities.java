package io.longtake.activities.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.longtake.activities.account.AccountCalls;
import io.longtake.activities.delivery.DeliveredFilm;
import io.longtake.activities.delivery.Deliveries;
import io.longtake.activities.delivery.OutputTakenException;
import io.longtake.activities.download.Downloader;
import io.longtake.activities.download.LocalContent;
import io.longtake.activities.failure.NemoFailures;
import io.longtake.activities.heartbeat.Heartbeats;
import io.longtake.activities.media.MediaMissingException;
import io.longtake.activities.media.MediaStore;
import io.longtake.activities.media.StoreException;
import io.longtake.activities.nemo.NemoClient;
import io.longtake.activities.nemo.answer.RenderAnswer;
import io.longtake.activities.nemo.error.NemoException;
import io.longtake.activities.nemo.token.AccessToken;
import io.longtake.workflows.Installation;
import io.longtake.workflows.failure.FailureType;
import io.longtake.workflows.render.DeliverVideo;
import io.longtake.workflows.render.DeliveryReport;
import io.longtake.workflows.render.DownloadRender;
import io.longtake.workflows.render.RenderActivities;
import io.longtake.workflows.render.RenderCall;
import io.longtake.workflows.render.RenderObservation;
import io.longtake.workflows.render.RenderProgress;
import io.longtake.workflows.render.SubmitRender;
import io.longtake.workflows.render.Video;
import io.longtake.workflows.session.SessionSpec;
import io.temporal.activity.Activity;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.HttpUrl;

/** See {@link RenderActivities}. */
public final class NemoRenderActivities implements RenderActivities {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** A shorter poll interval has no benefit. */
    private static final Duration MIN_PAUSE = Duration.ofMillis(500);

    private final AccountCalls calls;
    private final MediaStore store;
    private final Downloader downloader;
    private final Path home;
    private final String homeId;
    private final LocalContent studioFilms;
    private final Map<String, RenderProgress> lastSeen = new ConcurrentHashMap<>();
    private final Map<String, HttpUrl> links = new ConcurrentHashMap<>();

    /** Creates activities that download every film; see the other constructor. */
    public NemoRenderActivities(
            AccountCalls calls, MediaStore store, Downloader downloader, Path home, String homeId) {
        this(calls, store, downloader, home, homeId, LocalContent.NONE);
    }

    /**
     * @param homeId the installation whose disk this worker writes to
     * @param studioFilms the films of the home's own studio; films of other backends are never looked up there
     */
    public NemoRenderActivities(
            AccountCalls calls,
            MediaStore store,
            Downloader downloader,
            Path home,
            String homeId,
            LocalContent studioFilms) {
        this.calls = calls;
        this.store = store;
        this.downloader = downloader;
        this.home = home;
        this.homeId = homeId;
        this.studioFilms = studioFilms;
    }

    @Override
    public RenderObservation submitRender(SubmitRender request) {
        try {
            return calls.call(request.account(), request.session(), (client, token) -> submit(client, token, request));
        } catch (MediaMissingException e) {
            throw NemoFailures.of(FailureType.MEDIA_MISSING, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw NemoFailures.ofStored(e, "The stored draft can't be read: " + e.getMessage());
        }
    }

    private RenderObservation submit(NemoClient client, AccessToken token, SubmitRender request) throws IOException {
        try {
            return seen(request.renderId(), client.render(token, request.renderId()));
        } catch (NemoException.RenderNotFound notYetThere) {
            JsonNode draft = JSON.readTree(store.path(request.draft()).toFile());
            return post(client, token, request, draft);
        }
    }

    private RenderObservation post(NemoClient client, AccessToken token, SubmitRender request, JsonNode draft) {
        try {
            return seen(
                    request.renderId(),
                    client.submitRender(
                            token, request.renderId(), request.session().sessionId(), draft));
        } catch (NemoException.DuplicateRender submittedBefore) {
            return new RenderObservation.Running(new RenderProgress("pending", 0));
        }
    }

    @Override
    public RenderObservation pollRender(RenderCall request) {
        String id = request.renderId();
        try {
            return calls.call(request.account(), (client, token) -> poll(client, token, request));
        } catch (ApplicationFailure failure) {
            FailureType type = FailureType.of(failure.getType()).orElse(FailureType.INTERNAL);
            if (type == FailureType.NOT_YET
                    || type == FailureType.TOKEN_REFUSED
                    || type == FailureType.TOKEN_UNAVAILABLE) {
                throw failure;
            }
            // The render continues even if it can't be observed now. A rate limit too only delays the next poll.
            throw stillRunning(id, failure.getOriginalMessage(), request.pollInterval());
        }
    }

    private RenderObservation poll(NemoClient client, AccessToken token, RenderCall request) {
        String id = request.renderId();
        RenderAnswer answer;
        try {
            answer = client.render(token, id);
        } catch (NemoException.RenderNotFound e) {
            lastSeen.remove(id);
            return new RenderObservation.Unheard();
        }
        RenderObservation observation = seen(id, answer);
        if (observation instanceof RenderObservation.Running running) {
            lastSeen.put(id, running.progress());
            throw stillRunning(id, "The render is in progress.", pause(answer, request));
        }
        lastSeen.remove(id);
        return observation;
    }

    /** The link is kept in this worker's memory only; another worker requests it from the backend. */
    private RenderObservation seen(String renderId, RenderAnswer answer) {
        answer.output().ifPresent(link -> links.put(renderId, link));
        return RenderObservations.of(answer);
    }

    private ApplicationFailure stillRunning(String renderId, String sentence, Duration next) {
        RenderProgress progress = lastSeen.getOrDefault(renderId, new RenderProgress("pending", 0));
        return NemoFailures.stillRunning(progress, sentence, next);
    }

    /** The backend may request a shorter poll interval than the session's, but not a longer one. */
    private static Duration pause(RenderAnswer answer, RenderCall request) {
        Duration requestedPause = answer.pollAfter().orElse(request.pollInterval());
        Duration pause = requestedPause.compareTo(request.pollInterval()) < 0 ? requestedPause : request.pollInterval();
        return pause.compareTo(MIN_PAUSE) < 0 ? MIN_PAUSE : pause;
    }

    @Override
    public RenderObservation lookAtRender(RenderCall request) {
        return calls.call(request.account(), (client, token) -> fetchStatus(client, token, request.renderId()));
    }

    @Override
    public RenderObservation cancelRender(RenderCall request) {
        return calls.call(request.account(), (client, token) -> {
            Optional<NemoException> answer = askToCancel(client, token, request.renderId());
            RenderObservation observation = fetchStatus(client, token, request.renderId());
            Optional<NemoException> again = answer.filter(NemoRenderActivities::isTemporary);
            if (observation instanceof RenderObservation.Running && again.isPresent()) {
                throw again.get();
            }
            return observation;
        });
    }

    /**
     * Requests the cancellation. An error of the backend (the render has ended, the endpoint does not exist, or the response is
     * unreadable or empty) is returned instead of thrown, because the query that follows shows the state of the render.
     *
     * @return the backend's error, if any
     * @throws NemoException if the token was refused, the rate limit was exceeded, or there was no response
     */
    private static Optional<NemoException> askToCancel(NemoClient client, AccessToken token, String renderId) {
        try {
            client.cancelRender(token, renderId);
            return Optional.empty();
        } catch (NemoException.TokenRefused | NemoException.RateLimited first) {
            throw first;
        } catch (NemoException e) {
            if (e.status() == 0) {
                throw e;
            }
            return Optional.of(e);
        }
    }

    /** Whether the error may be gone at the next try. A backend that does not support cancellation (501) will not change. */
    private static boolean isTemporary(NemoException e) {
        return e instanceof NemoException.ServerError && e.status() != 501 && e.code() != 501;
    }

    private RenderObservation fetchStatus(NemoClient client, AccessToken token, String renderId) {
        try {
            return seen(renderId, client.render(token, renderId));
        } catch (NemoException.RenderNotFound e) {
            return new RenderObservation.Unheard();
        }
    }

    @Override
    public Video downloadRender(DownloadRender request) {
        Optional<HttpUrl> link = Optional.ofNullable(links.remove(request.renderId()));
        LocalContent local = request.account().origin().equals(Installation.STUDIO) ? studioFilms : LocalContent.NONE;
        FilmFetch fetch = new FilmFetch(request, link, calls, downloader, store, home, local);
        try (Heartbeats heartbeats = Heartbeats.begin(
                Activity.getExecutionContext(), fetch::progress, Heartbeats.Listener.stopping(fetch::stop))) {
            try {
                return fetch.run();
            } catch (RuntimeException e) {
                throw heartbeats.ended().<RuntimeException>map(ended -> ended).orElse(e);
            }
        } catch (IOException e) {
            throw NemoFailures.of(
                    FailureType.BACKEND_TROUBLE, "The film can't be stored on this machine: " + e.getMessage());
        }
    }

    @Override
    public DeliveryReport deliverVideo(DeliverVideo request) {
        if (!request.delivery().homeId().equals(homeId)) {
            return new DeliveryReport(false);
        }
        try {
            new Deliveries(home, store)
                    .deliver(
                            new DeliveredFilm(
                                    SessionSpec.name(request.reportTo()),
                                    request.renderId(),
                                    request.video().file()),
                            Path.of(request.delivery().path()),
                            request.delivery().existing());
            return new DeliveryReport(true);
        } catch (OutputTakenException e) {
            throw NemoFailures.of(FailureType.OUTPUT_TAKEN, String.valueOf(e.getMessage()));
        } catch (MediaMissingException e) {
            throw NemoFailures.of(FailureType.MEDIA_MISSING, String.valueOf(e.getMessage()));
        } catch (StoreException e) {
            throw NemoFailures.ofStored(e, "The film can't be fetched: " + e.getMessage());
        } catch (IOException e) {
            throw NemoFailures.of(FailureType.DELIVERY_FAILED, String.valueOf(e.getMessage()));
        }
    }
}
