package io.longtake.workflows.session;

import io.longtake.workflows.backend.BackendSession;
import io.longtake.workflows.media.MediaRef;
import io.longtake.workflows.media.UploadReport;
import io.longtake.workflows.media.UploadRequest;
import io.longtake.workflows.timeline.TimelineSnapshot;
import io.temporal.activity.ActivityInterface;

/** What a session asks of its backend, chat excepted. All may be repeated. */
@ActivityInterface
public interface SessionActivities {
    /** Opens a backend session. A try whose answer was lost leaves an empty session behind, which costs nothing. */
    BackendSession openSession(OpenSession request);

    /**
     * Uploads the files, in order, without those that the session held before unless they are wanted again. Before each it reads the state and adopts what an earlier try has brought there; HEIC
     * is converted on the way. Heartbeats {@code UploadProgress}.
     */
    UploadReport uploadMedia(UploadRequest request);

    /** Reads the state; the draft goes to the media store. Fails with {@code SESSION_LOST} on 1002. */
    TimelineSnapshot readTimeline(ReadTimeline request);

    /** Writes old turns to the media store and names the document. */
    MediaRef archiveTurns(ArchiveTurns request);

    /** Reads a part of the history of the archived edits. Fails with {@code MEDIA_MISSING} where a document can't be read. */
    EditHistory.Page readEdits(ReadEdits request);

    /** Looks for an answered request in the archive. Fails as {@link #readEdits}. */
    FindRequest.Found findRequest(FindRequest request);
}
