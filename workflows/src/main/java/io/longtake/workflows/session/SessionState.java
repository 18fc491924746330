package io.longtake.workflows.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.longtake.workflows.Limits;
import io.longtake.workflows.media.MediaRef;
import io.longtake.workflows.render.RenderPurpose;
import io.longtake.workflows.timeline.TimelineSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The complete state of a session, composed of parts. Every transition is a function from state to state, without
 * Temporal; this class contains the transitions that change more than one part.
 */
public record SessionState(
        @JsonProperty("phase") SessionPhase phase,
        @JsonProperty("backend") BackendSide backend,
        @JsonProperty("queue") TurnQueue queue,
        @JsonProperty("renders") Renders renders,
        @JsonProperty("archive") TurnArchive archive,
        @JsonProperty("notifications") Notifications notifications) {
    public static SessionState fresh() {
        return new SessionState(
                SessionPhase.OPEN,
                BackendSide.initial(),
                TurnQueue.empty(),
                Renders.none(),
                TurnArchive.empty(),
                Notifications.none());
    }

    // ---- queries ----

    /** The next turn of the ordered lane; empty while a turn with an unknown outcome has to be settled. */
    Optional<Turn> nextInOrder() {
        return phase == SessionPhase.OPEN ? queue.next() : Optional.empty();
    }

    /** Number of files that the session has, or will have after the queued turns. */
    int fileCount() {
        return backend.fileCount()
                + queue.queuedFiles(media -> !backend.uploadEverything().equals(Optional.of(media)));
    }

    /** The cost of a group's edits, in credits, as far as it is known. */
    double spentBy(int group) {
        return GroupSpending.of(group, queue.turns()) + archive.spentBy(group);
    }

    /** The highest cost of one edit of this session, in credits; 0 if none is known. */
    double mostExpensiveEdit() {
        return Math.max(archive.mostExpensive(), GroupSpending.mostExpensive(queue.turns()));
    }

    /**
     * The edits that a rebuild repeats, in the order in which they were first done.
     *
     * @param archived the history in the archive
     */
    List<TurnSpec> editsToRepeat(RebuildSession request, EditHistory archived) {
        return history(archived).due(request.replay(), phase, queue.backendSessionFirstTurn()).stream()
                .<TurnSpec>map(EditRecord::again)
                .toList();
    }

    private EditHistory history(EditHistory archived) {
        return archived.and(queue.turns());
    }

    /**
     * The content of the next archive document: old turns with their renders, and old requests; empty if there are
     * none.
     *
     * @param session its name
     */
    Optional<ArchiveTurns> nextForArchive(String session) {
        List<Turn> turns = fitting(queue.overdue(), Turn::bytes);
        List<HandledRequest> requests = fitting(queue.overdueRequests(), HandledRequest::bytes);
        List<RenderRecord> ofTurns =
                turns.stream().flatMap(t -> renders.of(t.number()).stream()).toList();
        return turns.isEmpty() && requests.isEmpty()
                ? Optional.empty()
                : Optional.of(new ArchiveTurns(session, archive.document(), turns, ofTurns, requests));
    }

    /** The first elements that fit into one document; at least one, if there is any. */
    private static <T> List<T> fitting(List<T> all, ToIntFunction<T> bytes) {
        int count = 0;
        int taken = 0;
        while (count < all.size()
                && (count == 0 || taken + bytes.applyAsInt(all.get(count)) <= Limits.ARCHIVED_BYTES)) {
            taken += bytes.applyAsInt(all.get(count));
            count++;
        }
        return all.subList(0, count);
    }

    /** The first notification of a request that has ended. */
    Optional<Notification> dueNotification() {
        return notifications.due(queue);
    }

    /**
     * The end of the request of a notification that is due.
     *
     * @param session its name
     * @param now Unix time, in ms
     */
    JobEnd endOf(String session, String eventId, Notification due, long now) {
        List<Turn> turns =
                queue.turns().stream().filter(t -> t.group() == due.turn()).toList();
        double spent = spentBy(due.turn());
        boolean known = spent > 0 || turns.stream().anyMatch(t -> t.cost().isPresent());
        return new JobEnd(
                session,
                due.requestId(),
                eventId,
                due.address().orElseThrow(),
                turns,
                turns.stream().flatMap(t -> renders.of(t.number()).stream()).toList(),
                known ? Optional.of(spent) : Optional.empty(),
                now);
    }

    // ---- transitions of one part ----

    SessionState withPhase(SessionPhase next) {
        return new SessionState(next, backend, queue, renders, archive, notifications);
    }

    SessionState withBackend(UnaryOperator<BackendSide> how) {
        return new SessionState(phase, how.apply(backend), queue, renders, archive, notifications);
    }

    SessionState withQueue(UnaryOperator<TurnQueue> how) {
        return new SessionState(phase, backend, how.apply(queue), renders, archive, notifications);
    }

    SessionState withRenders(UnaryOperator<Renders> how) {
        return new SessionState(phase, backend, queue, how.apply(renders), archive, notifications);
    }

    SessionState withNotifications(UnaryOperator<Notifications> how) {
        return new SessionState(phase, backend, queue, renders, archive, how.apply(notifications));
    }

    // ---- transitions of several parts ----

    /** Queues the turns of a request. */
    SessionState enqueued(EnqueueTurns request) {
        String id = request.requestId();
        return withNotifications(n -> request.notifyTo()
                        .map(to -> n.expecting(id, queue.nextNumber(), to))
                        .orElse(n))
                .withQueue(q -> q.enqueue(id, request.turns(), request.maxCredits()));
    }

    SessionState verified(TimelineSnapshot snapshot) {
        return withBackend(b -> b.verified(snapshot));
    }

    /** Sets the timeline from which an edit starts. */
    SessionState baseline(int number, TimelineSnapshot snapshot) {
        return withQueue(q -> q.baseline(number, snapshot.fingerprint())).verified(snapshot);
    }

    /** Sets the timeline that an export renders. */
    SessionState freeze(int number, TimelineSnapshot snapshot) {
        return withQueue(q -> q.freeze(number, snapshot.draft())).verified(snapshot);
    }

    /** Resumes an export with an unknown outcome, under its existing render id. */
    SessionState resumeExport(int number, Optional<RenderPurpose> aim) {
        return withQueue(q -> q.begin(number)).withRenders(r -> r.again(number, aim));
    }

    /**
     * The backend no longer knows the session. The session can do nothing else until it is rebuilt; a closed session
     * remains closed.
     */
    SessionState forgotten() {
        return withPhase(phase == SessionPhase.CLOSED ? SessionPhase.CLOSED : SessionPhase.FORGOTTEN)
                .withQueue(q -> q.endQueued(
                        t -> true, TurnEnd.cancelled("Not started: the backend no longer has this session.")));
    }

    /** Queues an edit without a visible effect again, within the rest of its group's limit. */
    SessionState repeated(int number) {
        double spent = spentBy(queue.turn(number).group());
        return withQueue(q -> q.repeated(number, spent));
    }

    /**
     * Starts a new backend session with the kept media and the requested edits. The rest of a replay stays in the
     * backend session that contains its beginning.
     *
     * @param archived the history of the edits in the archive; not needed if no edits are repeated
     */
    SessionState rebuilt(RebuildSession request, EditHistory archived) {
        List<TurnSpec> edits = editsToRepeat(request, archived);
        EditHistory history = history(archived);
        boolean rest = request.replay() == RebuildSession.Replay.REST;
        double spent = rest ? history.replayedFor(queue.backendSessionFirstTurn()) : 0;
        Optional<Double> left = request.maxCredits().map(limit -> Math.max(0, limit - spent));
        if (rest && history.continues(phase, queue.backendSessionFirstTurn())) {
            return withQueue(q -> q.enqueue(request.requestId(), edits, left));
        }
        List<TurnSpec> specs = new ArrayList<>();
        backend.uploadEverything().ifPresent(specs::add);
        specs.addAll(edits);
        return withPhase(SessionPhase.OPEN)
                .withBackend(BackendSide::startedOver)
                .withQueue(q -> q.startNewBackendSession().enqueue(request.requestId(), specs, left));
    }

    SessionState closed() {
        return withQueue(q -> q.cancelQueued(t -> true)).withPhase(SessionPhase.CLOSED);
    }

    /** @param document the document that contains the archived turns */
    SessionState archived(ArchiveTurns gone, MediaRef document) {
        TurnQueue staying = queue.without(gone.turns(), gone.requests());
        return new SessionState(
                phase,
                backend,
                staying,
                renders.shortened(staying.turns().stream().map(Turn::number).collect(Collectors.toSet())),
                archive.with(gone.turns(), document, staying.turns()),
                notifications);
    }
}
