package io.longtake.activities.session;

import com.fasterxml.jackson.core.JacksonException;
import io.longtake.activities.account.AccountCalls;
import io.longtake.activities.failure.NemoFailures;
import io.longtake.activities.heartbeat.Heartbeats;
import io.longtake.activities.media.MediaMissingException;
import io.longtake.activities.media.MediaStore;
import io.longtake.activities.nemo.NemoClient;
import io.longtake.activities.nemo.answer.ProjectState;
import io.longtake.activities.nemo.token.AccessToken;
import io.longtake.activities.timeline.Timelines;
import io.longtake.workflows.Limits;
import io.longtake.workflows.backend.BackendSession;
import io.longtake.workflows.failure.FailureType;
import io.longtake.workflows.media.MediaRef;
import io.longtake.workflows.media.UploadReport;
import io.longtake.workflows.media.UploadRequest;
import io.longtake.workflows.session.ArchiveTurns;
import io.longtake.workflows.session.EditHistory;
import io.longtake.workflows.session.FindRequest;
import io.longtake.workflows.session.OpenSession;
import io.longtake.workflows.session.ReadEdits;
import io.longtake.workflows.session.ReadTimeline;
import io.longtake.workflows.session.SessionActivities;
import io.longtake.workflows.timeline.TimelineSnapshot;
import io.temporal.activity.Activity;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.util.Set;

/** See {@link SessionActivities}. */
public final class NemoSessionActivities implements SessionActivities {
    private static final Set<String> OF_THE_FILE =
            Set.of(FailureType.UNSUPPORTED_FILE.name(), FailureType.FILE_TOO_LARGE.name());

    private final AccountCalls calls;
    private final MediaStore store;
    private final TurnDocuments documents;
    private final PhotoConversion conversion;

    public NemoSessionActivities(AccountCalls calls, MediaStore store, PhotoConversion conversion) {
        this.calls = calls;
        this.store = store;
        this.documents = new TurnDocuments(store);
        this.conversion = conversion;
    }

    @Override
    public BackendSession openSession(OpenSession request) {
        return calls.call(request.account(), (client, token) -> {
            var session = client.createSession(token, "project", request.language());
            return new BackendSession(session.sessionId(), session.taskId(), session.userId());
        });
    }

    @Override
    public UploadReport uploadMedia(UploadRequest request) {
        Uploading uploading = new Uploading(request, store, conversion);
        try (Heartbeats heartbeats = Heartbeats.begin(
                Activity.getExecutionContext(), uploading::progress, Heartbeats.Listener.stopping(uploading::stop))) {
            try {
                return calls.call(request.account(), request.session(), uploading::run);
            } catch (RuntimeException e) {
                throw heartbeats
                        .ended()
                        .<RuntimeException>map(ended -> ended)
                        .orElseGet(() -> withFileName(uploading, e));
            }
        } catch (MediaMissingException e) {
            throw NemoFailures.of(FailureType.MEDIA_MISSING, String.valueOf(e.getMessage()));
        } catch (UnusablePhotoException e) {
            throw NemoFailures.of(FailureType.UNSUPPORTED_FILE, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw NemoFailures.ofStored(
                    e,
                    (uploading.name().isEmpty() ? "The list of files" : "The stored copy of '" + uploading.name() + "'")
                            + " could not be read for upload: " + e.getMessage());
        }
    }

    /** Adds the name of the current file to a refusal, because a backend may not say which file it refuses. */
    private static RuntimeException withFileName(Uploading uploading, RuntimeException e) {
        if (e instanceof ApplicationFailure refusal
                && OF_THE_FILE.contains(refusal.getType())
                && !refusal.getOriginalMessage().contains(uploading.name())) {
            return NemoFailures.of(
                    FailureType.valueOf(refusal.getType()),
                    "'" + uploading.name() + "' was refused. " + refusal.getOriginalMessage());
        }
        return e;
    }

    @Override
    public TimelineSnapshot readTimeline(ReadTimeline request) {
        try {
            return calls.call(
                    request.account(),
                    request.session(),
                    (NemoClient client, AccessToken token) ->
                            kept(client.state(token, request.session().sessionId())));
        } catch (IOException e) {
            throw NemoFailures.of(
                    FailureType.BACKEND_TROUBLE, "The draft can't be stored on this machine: " + e.getMessage());
        }
    }

    private TimelineSnapshot kept(ProjectState state) throws IOException {
        MediaRef draft = store.put(Timelines.draftBytes(state), "draft.json", "application/json");
        return Timelines.snapshot(state, draft);
    }

    @Override
    public MediaRef archiveTurns(ArchiveTurns request) {
        try {
            return documents.write(request);
        } catch (IOException e) {
            throw NemoFailures.of(
                    FailureType.BACKEND_TROUBLE, "Old turns can't be stored on this machine: " + e.getMessage());
        }
    }

    @Override
    public EditHistory.Page readEdits(ReadEdits request) {
        return ofArchive(() -> EditHistory.empty()
                .and(documents.chain(request.document()).stream()
                        .flatMap(document -> document.turns().stream())
                        .toList())
                .page(request.from(), Limits.READ_EDITS_BYTES));
    }

    @Override
    public FindRequest.Found findRequest(FindRequest request) {
        return ofArchive(() -> new FindRequest.Found(documents.chain(request.document()).stream()
                .flatMap(document -> document.requests().stream())
                .filter(handled -> handled.requestId().equals(request.requestId()))
                .findFirst()));
    }

    private interface Reading<T> {
        T read() throws IOException;
    }

    private static <T> T ofArchive(Reading<T> reading) {
        try {
            return reading.read();
        } catch (MediaMissingException e) {
            throw NemoFailures.of(FailureType.MEDIA_MISSING, String.valueOf(e.getMessage()));
        } catch (JacksonException e) {
            throw NemoFailures.of(
                    FailureType.MEDIA_MISSING, "A document of the archive is damaged: " + e.getOriginalMessage() + ".");
        } catch (IOException e) {
            throw NemoFailures.of(
                    FailureType.BACKEND_TROUBLE, "The archive can't be read on this machine: " + e.getMessage() + ".");
        }
    }
}
