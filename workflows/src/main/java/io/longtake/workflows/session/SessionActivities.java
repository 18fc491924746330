package io.longtake.workflows.session;

import io.longtake.workflows.backend.BackendSession;
import io.longtake.workflows.media.MediaRef;
import io.longtake.workflows.media.UploadReport;
import io.longtake.workflows.media.UploadRequest;
import io.longtake.workflows.timeline.TimelineSnapshot;
import io.temporal.activity.ActivityInterface;

/** Operations of a session on its backend, except chat. All may be repeated. */
@ActivityInterface
public interface SessionActivities {
    /**
     * Opens a backend session. An attempt whose response is lost leaves an empty session behind, which costs nothing.
     */
    BackendSession openSession(OpenSession request);

    /**
     * Uploads the files in order; skips those that the session already has, unless they are to be added again. Before
     * each upload it reads the state and adopts what an earlier attempt has uploaded; converts HEIC. Heartbeats
     * {@code UploadProgress}.
     */
    UploadReport uploadMedia(UploadRequest request);

    /** Reads the state and stores the draft in the media store. Fails with {@code SESSION_LOST} on 1002. */
    TimelineSnapshot readTimeline(ReadTimeline request);

    /** Writes old turns to the media store and returns the reference of the document. */
    MediaRef archiveTurns(ArchiveTurns request);

    /**
     * Reads a part of the history of the archived edits. Fails with {@code MEDIA_MISSING} if a document can't be read.
     */
    EditHistory.Page readEdits(ReadEdits request);

    /** Searches the archive for an answered request. Fails like {@link #readEdits}. */
    FindRequest.Found findRequest(FindRequest request);
}
