package io.longtake.workflows.session;

import io.longtake.workflows.ActivityTerms;
import io.longtake.workflows.backend.BackendSession;
import io.longtake.workflows.failure.Failure;
import io.longtake.workflows.failure.FailureType;
import io.longtake.workflows.failure.Failures;
import io.longtake.workflows.media.MediaRef;
import io.longtake.workflows.media.UploadReport;
import io.longtake.workflows.media.UploadRequest;
import io.longtake.workflows.timeline.TimelineSnapshot;
import io.temporal.activity.ActivityOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowLock;
import java.util.List;
import java.util.Optional;

/** Operations of a session on its backend and on the media store, except chat and renders. */
final class SessionBackend {
    private final SessionRun run;
    private final WorkflowLock opening = Workflow.newWorkflowLock();
    private boolean archiveFailed;

    SessionBackend(SessionRun run) {
        this.run = run;
    }

    /** The backend session; opened on first use. A reading that the user requests may arrive while a lane opens it. */
    BackendSession session() {
        opening.lock();
        try {
            if (run.state().backend().session().isEmpty()) {
                SessionActivities asking = activities(ActivityTerms.shortCall(
                        "open a session at " + run.spec().origin()));
                BackendSession opened = run.account()
                        .call(account -> asking.openSession(
                                new OpenSession(account, run.spec().language())));
                run.update(s -> s.withBackend(b -> b.opened(opened)));
            }
            return run.state().backend().session().orElseThrow();
        } finally {
            opening.unlock();
        }
    }

    /** Uploads the files of a list from an offset on, at most as many as one request allows. */
    UploadReport upload(TurnSpec.AddMedia media, int from) {
        BackendSession session = session();
        SessionActivities uploading = activities(ActivityTerms.transfer(SessionDetails.turnText(media)));
        BackendSide before = run.state().backend();
        UploadReport report = run.account()
                .call(account -> uploading.uploadMedia(new UploadRequest(
                        account, session, media.files(), from, media.addDuplicates(), before.media(), before.kept())));
        run.update(s -> s.withBackend(b -> b.uploaded(report)));
        return report;
    }

    TimelineSnapshot readTimeline(String summary) {
        return read(session(), ActivityTerms.shortCall(summary));
    }

    /** Reads the timeline while the user waits: few attempts. */
    TimelineSnapshot readNow() {
        return read(session(), ActivityTerms.interactiveCall("read the timeline"));
    }

    /**
     * For update handlers: a failure becomes the failure of the update. A session that the backend has forgotten is
     * marked as forgotten.
     */
    TimelineSnapshot readForUpdate() {
        try {
            BackendSession read = session();
            try {
                return read(read, ActivityTerms.interactiveCall("read the timeline"));
            } catch (ActivityFailure failure) {
                if (Failures.of(failure).type() == FailureType.SESSION_LOST) {
                    forgetUnlessReplaced(read);
                }
                throw failure;
            }
        } catch (ActivityFailure failure) {
            throw Failures.refusal(Failures.of(failure));
        }
    }

    /** If the session was rebuilt while its old backend session was read, the old one is forgotten, not the new one. */
    private void forgetUnlessReplaced(BackendSession read) {
        if (run.state().backend().session().equals(Optional.of(read))
                && run.queue().isIdle()
                && !run.isClosed()) {
            run.update(SessionState::forgotten);
            run.publishAgain();
        }
    }

    private TimelineSnapshot read(BackendSession session, ActivityOptions terms) {
        SessionActivities reading = activities(terms);
        return run.account().call(account -> reading.readTimeline(new ReadTimeline(account, session)));
    }

    /** Whether enough old turns are in the state to archive them now. */
    boolean archiveIsDue() {
        return !archiveFailed && run.queue().archiveIsDue();
    }

    /** Archives old turns, one document after the other. */
    void archive() {
        archiveFailed = false;
        for (Optional<ArchiveTurns> old = next(); !archiveFailed && old.isPresent(); old = next()) {
            archive(old.get());
        }
    }

    private Optional<ArchiveTurns> next() {
        return run.state().nextForArchive(run.spec().name());
    }

    private void archive(ArchiveTurns old) {
        // Few attempts: requests to the session wait during that time.
        SessionActivities archiving = activities(
                ActivityTerms.interactiveCall("archive " + old.turns().size() + " old turns"));
        try {
            MediaRef document = archiving.archiveTurns(old);
            run.update(s -> s.archived(old, document));
        } catch (ActivityFailure failure) {
            // For example, the disk is full. The turns remain in the state; archiving is retried when this run hands
            // over to the next.
            archiveFailed = true;
            Workflow.getLogger(SessionBackend.class).warn("old turns could not be archived", failure);
        }
    }

    /**
     * The history of the edits in the archive at this moment. For update handlers: a failure becomes the failure of the
     * update.
     */
    EditHistory archivedEdits() {
        while (true) {
            Optional<MediaRef> document = run.state().archive().document();
            EditHistory read = document.map(this::readEdits).orElseGet(EditHistory::empty);
            // The ordered lane may have archived turns in the meantime.
            if (run.state().archive().document().equals(document)) {
                return read;
            }
        }
    }

    /**
     * The turn numbers with which an archived request was answered; empty if the archive lacks it. For update handlers,
     * as above.
     */
    Optional<List<Integer>> archivedAnswer(String requestId) {
        Optional<MediaRef> document = run.state().archive().document();
        if (document.isEmpty()) {
            return Optional.empty();
        }
        SessionActivities reading = activities(ActivityTerms.interactiveCall("search the archive for the request"));
        try {
            return reading.findRequest(new FindRequest(document.get(), requestId))
                    .request()
                    .map(HandledRequest::numbers);
        } catch (ActivityFailure failure) {
            Failure why = Failures.of(failure);
            throw Failures.refusal(
                    why.type(),
                    "The archive of " + run.spec().name()
                            + " can't be read, so it is unknown whether it accepted this request"
                            + " before: " + why.message() + " Nothing was queued. Check with `longtake show "
                            + run.spec().name() + "` what was done.");
        }
    }

    private EditHistory readEdits(MediaRef document) {
        SessionActivities reading = activities(ActivityTerms.interactiveCall("read the edits in the archive"));
        EditHistory read = EditHistory.empty();
        try {
            Optional<Integer> next = Optional.of(0);
            while (next.isPresent()) {
                EditHistory.Page page = reading.readEdits(new ReadEdits(document, next.get()));
                read = read.and(page);
                next = page.next();
            }
            return read;
        } catch (ActivityFailure failure) {
            Failure why = Failures.of(failure);
            throw Failures.refusal(
                    why.type(),
                    "The older edits of " + run.spec().name() + " can't be read: " + why.message()
                            + " Nothing was changed. Rebuild it without --replay-edits, and request the result in one"
                            + " edit.");
        }
    }

    private static SessionActivities activities(ActivityOptions terms) {
        return Workflow.newActivityStub(SessionActivities.class, terms);
    }
}
