package io.longtake.workflows.session;

import io.longtake.workflows.ActivityTerms;
import io.longtake.workflows.account.Credentialed;
import io.longtake.workflows.account.TokenSettled;
import io.longtake.workflows.failure.Failure;
import io.longtake.workflows.failure.FailureType;
import io.longtake.workflows.failure.Failures;
import io.longtake.workflows.media.MediaRef;
import io.longtake.workflows.media.UploadReport;
import io.longtake.workflows.media.UploadRequest;
import io.longtake.workflows.render.RenderAim;
import io.longtake.workflows.render.RenderEnded;
import io.longtake.workflows.timeline.TimelineSnapshot;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import io.temporal.workflow.WorkflowLock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * See {@link EditSessionWorkflow}. Two lanes: the ordered one does media and edits and freezes the draft of each export in
 * its turn; the export lane renders the frozen ones, one at a time. State changes only through {@link SessionState}.
 */
public final class EditSessionWorkflowImpl implements EditSessionWorkflow {
    /** Sessions of 0.1.0 do what follows, in a group, something that was cancelled while it waited. */
    private static final String HINDERED_TURNS = "hindered-turns";

    /** Sessions of 0.1.0 that were closed in their last turn, and lost in it at the backend, wait to be rebuilt. */
    private static final String CLOSED_STAYS_CLOSED = "closed-stays-closed";

    private final SessionSpec spec;
    private final Credentialed backend;
    private final ExportLane exports;
    private final Editing editing;
    private final WorkflowLock opening = Workflow.newWorkflowLock();
    private SessionState state;
    private String doing = "";
    /** The turn being done by the ordered lane, so that it can be stopped. */
    private Optional<CancellationScope> current = Optional.empty();
    /** Set when this run hands over to the next; the lanes stop where nothing is lost. */
    private boolean leaving;

    @WorkflowInit
    public EditSessionWorkflowImpl(SessionInput input) {
        this.spec = input.spec();
        this.state = input.carried().orElseGet(SessionState::fresh);
        this.backend = new Credentialed(
                spec.lease(state.tokenGeneration()), spec.policy().rateLimitDelay(), 1);
        this.editing = new Editing(this);
        this.exports = new ExportLane(this);
    }

    @Override
    public SessionView run(SessionInput sameAsInConstructor) {
        tell("");
        Promise<Void> exporting = Async.procedure(exports::run);
        while (true) {
            Workflow.await(() -> state.phase() == SessionPhase.CLOSED
                    || state.nextInOrder().isPresent()
                    || Workflow.getInfo().isContinueAsNewSuggested());
            if (Workflow.getInfo().isContinueAsNewSuggested() && state.phase() != SessionPhase.CLOSED) {
                break;
            }
            if (state.nextInOrder().isEmpty()) {
                Workflow.await(state::quiet);
                leaving = true;
                exporting.get();
                Workflow.await(Workflow::isEveryHandlerFinished);
                tell("");
                return view();
            }
            doTurn(state.nextInOrder().get());
        }
        leaving = true;
        exporting.get();
        archive();
        // An update that ended in the same task as continue-as-new may be applied again: a timer puts a task in
        // between.
        Workflow.sleep(Duration.ofSeconds(1));
        Workflow.await(Workflow::isEveryHandlerFinished);
        Workflow.newContinueAsNewStub(EditSessionWorkflow.class)
                .run(new SessionInput(spec, Optional.of(state.usingToken(backend.generation()))));
        throw new IllegalStateException("continue-as-new does not return");
    }

    // ---- the ordered lane ----

    private void doTurn(Turn turn) {
        // Asked only where it matters, so that other histories need no marker.
        if (state.hindered(turn) && Workflow.getVersion(HINDERED_TURNS, Workflow.DEFAULT_VERSION, 1) == 1) {
            update(s -> s.end(
                    turn.number(), TurnEnd.cancelled("Not begun, since a turn of the same request was cancelled.")));
            return;
        }
        update(s -> s.begin(turn.number()));
        tell(SessionStory.wish(turn.spec()));
        TurnEnd[] end = new TurnEnd[1];
        CancellationScope scope = Workflow.newCancellationScope(() -> end[0] = attempt(turn));
        current = Optional.of(scope);
        try {
            scope.run();
        } catch (CanceledFailure cancelled) {
            end[0] = afterCancel(turn);
        } catch (ActivityFailure failure) {
            if (!Failures.isCancelled(failure)) {
                throw failure;
            }
            end[0] = afterCancel(turn);
        } finally {
            current = Optional.empty();
        }
        // A frozen export has not ended: the other lane has it now.
        if (end[0] != null) {
            TurnEnd ended = end[0];
            update(s -> s.end(turn.number(), ended));
        }
        tell("");
    }

    /** Does a turn; null when it goes on in the export lane. */
    private @org.jspecify.annotations.Nullable TurnEnd attempt(Turn turn) {
        try {
            if (turn.spec() instanceof TurnSpec.AddMedia media) {
                return upload(media);
            }
            return turn.spec() instanceof TurnSpec.Edit edit ? editing.edit(turn, edit) : freeze(turn);
        } catch (ActivityFailure failure) {
            if (Failures.isCancelled(failure)) {
                throw failure;
            }
            return failed(Failures.of(failure));
        } catch (ApplicationFailure failure) {
            return failed(Failures.of(failure));
        }
    }

    private TurnEnd failed(Failure why) {
        if (why.type() == FailureType.SESSION_LOST) {
            forgotten();
            return TurnEnd.failed(new Failure(
                    FailureType.SESSION_LOST,
                    "The backend no longer knows this session, and its timeline is gone there. The media and the list of "
                            + "edits are kept: `longtake rebuild " + spec.name() + "` starts it anew."));
        }
        return TurnEnd.failed(why);
    }

    private void forgotten() {
        boolean closed = state.phase() == SessionPhase.CLOSED
                && Workflow.getVersion(CLOSED_STAYS_CLOSED, Workflow.DEFAULT_VERSION, 1) == 1;
        update(s -> closed ? s.forgotten().closed() : s.forgotten());
    }

    private TurnEnd upload(TurnSpec.AddMedia media) {
        BackendSession session = backendSession();
        SessionActivities uploading = activities(ActivityTerms.transfer(SessionStory.wish(media)));
        UploadReport report = backend.call(account ->
                uploading.uploadMedia(new UploadRequest(account, session, media.files(), state.mediaKeys())));
        update(s -> s.uploaded(report.uploaded()));
        String names =
                String.join(", ", media.files().stream().map(MediaRef::name).toList());
        return TurnEnd.done("Uploaded " + names + ".");
    }

    /** Null: the export is frozen and waits for the other lane. */
    private @org.jspecify.annotations.Nullable TurnEnd freeze(Turn turn) {
        TimelineSnapshot snapshot = readTimeline("read the timeline to export");
        // Told to stop while the reading was under way: it ended normally, and the export must not begin all the same.
        CancellationScope.throwCanceled();
        if (!snapshot.exportable()) {
            update(s -> s.verified(snapshot));
            return TurnEnd.failed(new Failure(
                    FailureType.NOTHING_TO_EXPORT,
                    "The timeline is empty, so there is nothing to export: add a file and an edit first."));
        }
        update(s -> s.freeze(turn.number(), snapshot));
        return null;
    }

    /** A turn was told to stop: the state says what it has done by then. */
    private TurnEnd afterCancel(Turn turn) {
        TurnEnd[] end = new TurnEnd[1];
        Workflow.newDetachedCancellationScope(() -> end[0] = turn.spec() instanceof TurnSpec.Edit
                        ? editing.afterCancel(turn)
                        : TurnEnd.cancelled("Stopped."))
                .run();
        return end[0];
    }

    // ---- what the lanes share ----

    BackendSession backendSession() {
        // A reading asked for by a person may come while the ordered lane opens it.
        opening.lock();
        try {
            if (state.backend().isEmpty()) {
                SessionActivities asking = activities(ActivityTerms.shortCall("open a session at " + spec.origin()));
                BackendSession opened =
                        backend.call(account -> asking.openSession(new OpenSession(account, spec.language())));
                update(s -> s.opened(opened));
            }
            return state.backend().orElseThrow();
        } finally {
            opening.unlock();
        }
    }

    TimelineSnapshot readTimeline(String summary) {
        BackendSession session = backendSession();
        SessionActivities reading = activities(ActivityTerms.shortCall(summary));
        return backend.call(account -> reading.readTimeline(new ReadTimeline(account, session)));
    }

    /** The same while a person waits for it: few attempts. */
    TimelineSnapshot readNow() {
        BackendSession session = backendSession();
        SessionActivities reading = activities(ActivityTerms.impatientCall("read the timeline"));
        return backend.call(account -> reading.readTimeline(new ReadTimeline(account, session)));
    }

    SessionSpec spec() {
        return spec;
    }

    SessionState state() {
        return state;
    }

    Credentialed backend() {
        return backend;
    }

    boolean leaving() {
        return leaving;
    }

    void update(java.util.function.UnaryOperator<SessionState> transition) {
        state = transition.apply(state);
    }

    /** Says what is being done now, in the web UI and in the view. */
    void tell(String now) {
        doing = now;
        Workflow.setCurrentDetails(SessionStory.tell(spec, state, doing));
    }

    private void archive() {
        List<Turn> overdue = state.overdue();
        if (overdue.isEmpty()) {
            return;
        }
        SessionActivities archiving = activities(ActivityTerms.shortCall("archive " + overdue.size() + " old turns"));
        try {
            MediaRef document = archiving.archiveTurns(new ArchiveTurns(spec.name(), state.archive(), overdue));
            update(s -> s.archived(overdue, document));
        } catch (ActivityFailure failure) {
            // A full disk, say. The turns travel on; the next run tries again.
            Workflow.getLogger(EditSessionWorkflowImpl.class).warn("old turns could not be archived", failure);
        }
    }

    private static SessionActivities activities(io.temporal.activity.ActivityOptions terms) {
        return Workflow.newActivityStub(SessionActivities.class, terms);
    }

    // ---- messages ----

    @Override
    public Enqueued enqueue(EnqueueTurns request) {
        Optional<List<Integer>> known = state.answerTo(request.requestId());
        if (known.isEmpty()) {
            refuseUnlessQueueable(request);
            update(s -> s.enqueue(request.requestId(), request.turns(), request.maxCredits()));
        }
        return new Enqueued(state.answerTo(request.requestId()).orElseThrow());
    }

    private void refuseUnlessQueueable(EnqueueTurns request) {
        refuseClosed();
        refuseLost();
        refuseUnless(
                request.turns().size() + state.queued().size() <= SessionState.QUEUE_LIMIT,
                "A session's queue holds " + SessionState.QUEUE_LIMIT + " turns; "
                        + state.queued().size() + " wait already and "
                        + request.turns().size() + " more were asked.");
        int characters = state.queuedCharacters()
                + request.turns().stream().mapToInt(TurnSpec::characters).sum();
        refuseUnless(
                characters <= SessionState.QUEUE_CHARACTERS,
                "A session's waiting prompts hold " + SessionState.QUEUE_CHARACTERS
                        + " characters together; these would be " + characters + ".");
        request.expected().ifPresent(expected -> {
            refuseUnless(
                    expected.origin().equals(spec.origin()),
                    "The session " + spec.name() + " works with " + spec.origin() + ", not with " + expected.origin()
                            + ". Take another name for a session there.");
            refuseUnless(
                    expected.accountId().equals(spec.accountId()),
                    "The session " + spec.name() + " belongs to another account at " + spec.origin()
                            + ". Take another name, or use the credentials it was started with.");
        });
    }

    @Override
    public CancelAccepted cancel(CancelTurns request) {
        boolean edits = request.scope() != CancelTurns.Scope.EXPORTS;
        boolean renders = request.scope() != CancelTurns.Scope.EDITS;
        List<Integer> affected = state.turns().stream()
                .filter(t -> !t.status().ended() && (t.isExport() ? renders : edits))
                .map(Turn::number)
                .toList();
        update(s -> s.cancelQueued(t -> t.isExport() ? renders : edits));
        boolean currentIsExport = state.turns().stream()
                .anyMatch(t -> t.isExport()
                        && t.status() == TurnStatus.RUNNING
                        && t.draft().isEmpty());
        current.filter(scope -> currentIsExport ? renders : edits).ifPresent(scope -> scope.cancel("asked to stop"));
        if (renders) {
            exports.cancel();
        }
        tell(doing);
        return new CancelAccepted(affected);
    }

    @Override
    public Turn settle(SettleTurn request) {
        Turn turn = state.find(request.turn())
                .orElseThrow(() ->
                        Failures.refusal(FailureType.INTERNAL, "There is no turn " + request.turn() + " to settle."));
        if (turn.status() != TurnStatus.UNKNOWN || turn.settled()) {
            return turn;
        }
        if (request.verdict() == SettleTurn.Verdict.GO_ON) {
            update(s -> s.settle(turn.number()));
        } else if (turn.isExport()) {
            refuseWhereNobodyWorks();
            update(s -> s.resumeExport(turn.number(), aim(request.verdict())));
        } else {
            settleEdit(turn, request.verdict());
        }
        tell(doing);
        return state.turn(turn.number());
    }

    private static Optional<RenderAim> aim(SettleTurn.Verdict verdict) {
        return switch (verdict) {
            case ADOPT -> Optional.of(RenderAim.ADOPT);
            case CANCEL -> Optional.of(RenderAim.CANCEL);
            case LOOK, FINISH, GO_ON -> Optional.empty();
        };
    }

    private void settleEdit(Turn turn, SettleTurn.Verdict verdict) {
        TimelineSnapshot now = readHere();
        // Another answer may have come while the state was read.
        if (state.turn(turn.number()).status() != TurnStatus.UNKNOWN
                || state.turn(turn.number()).settled()) {
            return;
        }
        if (!turn.baseline().equals(Optional.of(now.fingerprint()))) {
            update(s -> s.end(turn.number(), TurnEnd.done("Found done on a later look: " + now.summary()))
                    .verified(now));
        } else if (verdict == SettleTurn.Verdict.CANCEL) {
            update(s -> s.end(
                    turn.number(), TurnEnd.cancelled("Given up: a later look showed no change of the timeline.")));
        } else if (verdict == SettleTurn.Verdict.FINISH) {
            refuseWhereNobodyWorks();
            update(s -> s.repeated(turn.number()));
        }
    }

    /** A session that was closed has left its lanes: what is queued now would wait for ever. */
    private void refuseWhereNobodyWorks() {
        if (leaving) {
            refuseClosed();
        }
    }

    @Override
    public TimelineSnapshot refresh() {
        refuseLost();
        refuseClosed();
        TimelineSnapshot now = readHere();
        update(s -> s.verified(now));
        return now;
    }

    @Override
    public Enqueued rebuild(RebuildSession request) {
        if (state.answerTo(request.requestId()).isEmpty()) {
            refuseUnlessRebuildable(request);
            update(s -> s.rebuilt(request));
            tell(doing);
        }
        return new Enqueued(state.answerTo(request.requestId()).orElseThrow());
    }

    private void refuseUnlessRebuildable(RebuildSession request) {
        refuseUnless(
                !request.replayEdits()
                        || state.archivedTurns() == 0
                        || request.archived().isPresent(),
                "The older edits of " + spec.name()
                        + " are in the archive and did not come with the request. Rebuild it"
                        + " without --replay-edits, and ask for what is wanted in one edit.");
        request.archived().ifPresent(archived -> refuseUnlessAllCanWait(request, archived));
        refuseClosed();
        refuseUnless(
                state.quiet(),
                "The session " + spec.name() + " is at work; wait for it or cancel it before it is rebuilt.");
    }

    private void refuseUnlessAllCanWait(RebuildSession request, ArchivedEdits archived) {
        refuseUnless(
                archived.archivedTurns() == state.archivedTurns(),
                "Turns of " + spec.name() + " went to the archive while it was read; ask for the rebuild once more.");
        List<TurnSpec> again = state.editsToRepeat(request);
        refuseUnless(
                // The media are a turn too.
                again.size() < SessionState.QUEUE_LIMIT,
                again.size() + " edits of " + spec.name() + " would be repeated, and a session's queue holds "
                        + (SessionState.QUEUE_LIMIT - 1)
                        + " beside the media. Rebuild it without --replay-edits, and ask for what is wanted in fewer edits.");
        int characters = again.stream().mapToInt(TurnSpec::characters).sum();
        refuseUnless(
                characters <= SessionState.QUEUE_CHARACTERS,
                "The edits of " + spec.name() + " that would be repeated are " + characters
                        + " characters together, and a session's waiting prompts hold " + SessionState.QUEUE_CHARACTERS
                        + ". Rebuild it without --replay-edits, and ask for what is wanted in fewer edits.");
    }

    @Override
    public void close(String requestId) {
        update(SessionState::closed);
        tell(doing);
    }

    @Override
    public void tokenSettled(TokenSettled answer) {
        backend.settled(answer);
    }

    @Override
    public void renderEnded(RenderEnded report) {
        update(s -> s.renderEnded(report.renderId(), report.outcome()));
    }

    @Override
    public SessionView view() {
        return new SessionView(
                spec,
                state.phase(),
                state.backend(),
                state.timeline(),
                state.media(),
                state.turns(),
                state.archivedTurns(),
                state.renders(),
                doing,
                state.archive(),
                state.lifeBegan());
    }

    /** Reads the state while a person waits: few attempts, and its failure is the update's. */
    private TimelineSnapshot readHere() {
        try {
            return readNow();
        } catch (ActivityFailure failure) {
            Failure why = Failures.of(failure);
            if (why.type() == FailureType.SESSION_LOST && state.quiet() && state.phase() != SessionPhase.CLOSED) {
                update(SessionState::forgotten);
            }
            throw Failures.refusal(why);
        }
    }

    private void refuseLost() {
        if (state.phase() == SessionPhase.FORGOTTEN) {
            throw Failures.refusal(
                    FailureType.SESSION_LOST,
                    "The backend has forgotten the session " + spec.name() + "; `longtake rebuild " + spec.name()
                            + "` starts it anew from what is kept.");
        }
    }

    private void refuseClosed() {
        if (state.phase() == SessionPhase.CLOSED) {
            throw Failures.refusal(FailureType.SESSION_CLOSED, "The session " + spec.name() + " is closed.");
        }
    }

    private static void refuseUnless(boolean fine, String message) {
        if (!fine) {
            throw Failures.refusal(FailureType.NOT_POSSIBLE, message);
        }
    }
}
