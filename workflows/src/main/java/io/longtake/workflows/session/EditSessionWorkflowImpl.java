package io.longtake.workflows.session;

import io.longtake.workflows.Drain;
import io.longtake.workflows.account.TokenSettled;
import io.longtake.workflows.render.RenderEnded;
import io.longtake.workflows.timeline.TimelineSnapshot;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * See {@link EditSessionWorkflow}. The ordered lane processes media and edits, and freezes the draft of each
 * export when its turn comes; the export lane renders the frozen exports, one at a time. A third lane reports the ends of
 * requests. State changes only through
 * {@link SessionState}.
 */
public final class EditSessionWorkflowImpl implements EditSessionWorkflow {
    private final SessionRun run;
    private final SessionBackend backend;
    private final OrderedLane turns;
    private final ExportLane exports;
    private final NotificationLane notifications;
    private final Refusals refuse;
    private final Settling settling;
    private final Drain drain = new Drain();

    @WorkflowInit
    public EditSessionWorkflowImpl(SessionInput input) {
        this.run = new SessionRun(input);
        this.backend = new SessionBackend(run);
        this.turns = new OrderedLane(run, backend);
        this.exports = new ExportLane(run, backend);
        this.notifications = new NotificationLane(run);
        this.refuse = new Refusals(run);
        this.settling = new Settling(run, backend, refuse);
    }

    // ---- the run ----

    @Override
    public SessionView run(SessionInput sameAsInConstructor) {
        run.tell("");
        List<Promise<Void>> lanes = List.of(Async.procedure(exports::perform), Async.procedure(notifications::perform));
        while (true) {
            awaitWithLanes(
                    lanes,
                    () -> run.isClosed()
                            || handoverIsDue()
                            || backend.archiveIsDue()
                            || nextTurn().isPresent());
            if (handoverIsDue()) {
                break;
            }
            if (backend.archiveIsDue()) {
                backend.archive();
                continue;
            }
            if (nextTurn().isEmpty()) {
                awaitWithLanes(lanes, () -> run.queue().isIdle());
                prepareHandover(lanes);
                drain.await();
                run.tell("");
                return run.view();
            }
            turns.perform(nextTurn().orElseThrow());
        }
        prepareHandover(lanes);
        backend.archive();
        drain.await();
        Workflow.newContinueAsNewStub(EditSessionWorkflow.class).run(run.handover());
        throw new IllegalStateException("continue-as-new does not return");
    }

    private Optional<Turn> nextTurn() {
        return run.state().nextInOrder();
    }

    private boolean handoverIsDue() {
        return Workflow.getInfo().isContinueAsNewSuggested() && !run.isClosed();
    }

    private void prepareHandover(List<Promise<Void>> lanes) {
        run.prepareHandover();
        lanes.forEach(Promise::get);
    }

    /** Waits for a condition; a bug in another lane fails the workflow task instead of ending the lane silently. */
    private static void awaitWithLanes(List<Promise<Void>> lanes, Supplier<Boolean> condition) {
        Workflow.await(() -> lanes.stream().anyMatch(Promise::isCompleted) || condition.get());
        lanes.stream().filter(Promise::isCompleted).forEach(lane -> {
            lane.get();
            throw new IllegalStateException("a lane has ended before the run");
        });
    }

    // ---- messages ----

    @Override
    public Enqueued enqueue(EnqueueTurns request) {
        drain.arrived();
        String id = request.requestId();
        Optional<List<Integer>> longAgo =
                request.repeated() && isNew(id) ? backend.archivedAnswer(id) : Optional.empty();
        if (longAgo.isPresent()) {
            return new Enqueued(longAgo.get());
        }
        if (isNew(id)) {
            refuse.requireQueueable(request);
            run.update(s -> s.enqueued(request));
        }
        return answer(id);
    }

    @Override
    public Enqueued answerTo(String requestId) {
        drain.arrived();
        return new Enqueued(run.queue()
                .answerTo(requestId)
                .or(() -> backend.archivedAnswer(requestId))
                .orElse(List.of()));
    }

    private boolean isNew(String requestId) {
        return run.queue().answerTo(requestId).isEmpty();
    }

    @Override
    public CancelAccepted cancel(CancelTurns request) {
        drain.arrived();
        refuse.unknown(request.scope());
        boolean edits = request.scope() != CancelTurns.Scope.EXPORTS;
        boolean renders = request.scope() != CancelTurns.Scope.EDITS;
        List<Integer> affected = run.queue().turns().stream()
                .filter(t -> !t.status().ended() && (t.isExport() ? renders : edits))
                .map(Turn::number)
                .toList();
        run.queue(q -> q.cancelQueued(t -> t.isExport() ? renders : edits));
        turns.stop(edits, renders);
        if (renders) {
            exports.cancel();
        }
        run.publishAgain();
        return new CancelAccepted(affected);
    }

    @Override
    public Turn settle(SettleTurn request) {
        drain.arrived();
        return settling.settle(request);
    }

    @Override
    public TimelineSnapshot refresh() {
        drain.arrived();
        refuse.lost();
        refuse.closed();
        TimelineSnapshot now = backend.readForUpdate();
        run.update(s -> s.verified(now));
        return now;
    }

    @Override
    public Enqueued rebuild(RebuildSession request) {
        drain.arrived();
        if (isNew(request.requestId())) {
            startRebuild(request);
        }
        return answer(request.requestId());
    }

    private void startRebuild(RebuildSession request) {
        refuse.requireRebuildable(request);
        EditHistory archived =
                request.replay() == RebuildSession.Replay.NONE ? EditHistory.empty() : backend.archivedEdits();
        // Other requests may have arrived while the archive was read.
        if (isNew(request.requestId())) {
            refuse.requireRebuildable(request);
            refuse.requireQueueCapacity(run.state().editsToRepeat(request, archived));
            run.update(s -> s.rebuilt(request, archived));
            run.publishAgain();
        }
    }

    private Enqueued answer(String requestId) {
        return new Enqueued(run.queue().answerTo(requestId).orElseThrow());
    }

    @Override
    public void close(String requestId) {
        drain.arrived();
        run.update(SessionState::closed);
        run.publishAgain();
    }

    @Override
    public void tokenSettled(TokenSettled answer) {
        drain.arrived();
        run.account().settled(answer);
    }

    @Override
    public void renderEnded(RenderEnded report) {
        drain.arrived();
        exports.reported(report);
    }

    @Override
    public void notificationEnded(NotificationEnded report) {
        drain.arrived();
        notifications.ended(report);
    }

    @Override
    public SessionView view() {
        return run.view();
    }

    @Override
    public SessionProgress progress() {
        return run.progress();
    }
}
