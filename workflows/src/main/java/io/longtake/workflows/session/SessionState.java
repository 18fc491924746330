package io.longtake.workflows.session;

import io.longtake.workflows.failure.Failure;
import io.longtake.workflows.failure.FailureType;
import io.longtake.workflows.media.MediaRef;
import io.longtake.workflows.media.UploadedMedia;
import io.longtake.workflows.render.RenderAim;
import io.longtake.workflows.render.RenderOutcome;
import io.longtake.workflows.timeline.TimelineSnapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All a session knows, and how it changes: every transition is a function from a state to a state, without Temporal.
 *
 * @param tokenGeneration the least generation of the account's token this session may use
 * @param media what is at the backend, in upload order
 * @param kept every file ever uploaded, for a rebuild
 * @param lifeBegan the first turn since the session was last rebuilt, or 1
 * @param turns the last ones; older ones are in the archive
 * @param nextNumber the number of the next turn
 * @param handled the updates answered lately
 * @param archive the newest document of the archive
 * @param archivedSpending what archived turns have cost, of groups of which something still waits or runs
 * @param archivedDearest the most that one archived edit has cost; 0 while none is known
 */
public record SessionState(
        SessionPhase phase,
        Optional<BackendSession> backend,
        int tokenGeneration,
        Optional<TimelineSnapshot> timeline,
        List<UploadedMedia> media,
        List<Turn> turns,
        int nextNumber,
        List<HandledRequest> handled,
        List<RenderRecord> renders,
        Optional<MediaRef> archive,
        int archivedTurns,
        List<MediaRef> kept,
        int lifeBegan,
        List<GroupSpending> archivedSpending,
        double archivedDearest) {

    /** Ended turns kept over continue-as-new; about 615 bytes each. */
    static final int KEPT_TURNS = 50;

    static final int KEPT_REQUESTS = 200;

    /** Turns that may wait: their payload has to fit into the 2 MB that a run hands to the next. */
    static final int QUEUE_LIMIT = 1_000;

    /** Characters of all waiting prompts together, for the same reason; in Chinese each takes three bytes. */
    static final int QUEUE_CHARACTERS = 250_000;

    public SessionState {
        media = List.copyOf(media);
        turns = List.copyOf(turns);
        handled = List.copyOf(handled);
        renders = List.copyOf(renders);
        kept = List.copyOf(kept);
        // Absent in what older versions wrote.
        archivedSpending = List.copyOf(Objects.requireNonNullElse(archivedSpending, List.of()));
    }

    public static SessionState fresh() {
        return new SessionState(
                SessionPhase.OPEN,
                Optional.empty(),
                0,
                Optional.empty(),
                List.of(),
                List.of(),
                1,
                List.of(),
                List.of(),
                Optional.empty(),
                0,
                List.of(),
                1,
                List.of(),
                0);
    }

    // ---- questions ----

    Optional<List<Integer>> answerTo(String requestId) {
        return handled.stream()
                .filter(h -> h.requestId().equals(requestId))
                .map(HandledRequest::numbers)
                .findFirst();
    }

    Turn turn(int number) {
        return find(number).orElseThrow(() -> new IllegalStateException("there is no turn " + number));
    }

    Optional<Turn> find(int number) {
        return turns.stream().filter(t -> t.number() == number).findFirst();
    }

    /** The turn the ordered lane has to do next; none while an unknown turn waits for its settlement. */
    Optional<Turn> nextInOrder() {
        return phase == SessionPhase.OPEN && turns.stream().noneMatch(Turn::blocks)
                ? turns.stream().filter(t -> t.status() == TurnStatus.QUEUED).findFirst()
                : Optional.empty();
    }

    /**
     * A turn that something before it in its group did not get done, and that waits all the same: a person cancelled the
     * other while it waited too. An export ends beside what follows it, and hinders nothing.
     */
    boolean hindered(Turn turn) {
        return turns.stream()
                .takeWhile(t -> t.number() != turn.number())
                .anyMatch(t -> t.group() == turn.group()
                        && !t.isExport()
                        && t.status().ended()
                        && t.status() != TurnStatus.DONE);
    }

    /** The export that may render next, or goes on rendering: frozen, not ended, the oldest. */
    Optional<Turn> nextExport() {
        return turns.stream()
                .filter(t -> t.isExport()
                        && t.status() == TurnStatus.RUNNING
                        && t.draft().isPresent())
                .findFirst();
    }

    List<Turn> queued() {
        return turns.stream().filter(t -> t.status() == TurnStatus.QUEUED).toList();
    }

    int queuedCharacters() {
        return queued().stream().map(Turn::spec).mapToInt(TurnSpec::characters).sum();
    }

    boolean quiet() {
        return turns.stream().allMatch(t -> t.status().ended());
    }

    Stream<RenderRecord> rendersOf(int exportTurn) {
        return renders.stream().filter(r -> r.exportTurn() == exportTurn);
    }

    List<String> mediaKeys() {
        return media.stream().map(UploadedMedia::backendKey).toList();
    }

    /** What the edits of a group have cost, as far as it is known. */
    double spentBy(int group) {
        return GroupSpending.of(group, turns) + archivedSpentBy(group);
    }

    private double archivedSpentBy(int group) {
        return archivedSpending.stream()
                .filter(s -> s.group() == group)
                .mapToDouble(GroupSpending::credits)
                .sum();
    }

    /** The most that one edit of this session has cost; 0 while none is known. */
    double dearestEdit() {
        return Math.max(archivedDearest, dearest(turns));
    }

    private static double dearest(List<Turn> turns) {
        return turns.stream()
                .flatMap(t -> t.cost().stream())
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(0);
    }

    boolean exportFollows(Turn turn) {
        return turns.stream()
                .anyMatch(t -> t.group() == turn.group() && t.isExport() && t.status() == TurnStatus.QUEUED);
    }

    // ---- transitions ----

    SessionState enqueue(String requestId, List<TurnSpec> specs, Optional<Double> maxCredits) {
        List<Turn> longer = new ArrayList<>(turns);
        for (int i = 0; i < specs.size(); i++) {
            longer.add(Turn.queued(nextNumber + i, nextNumber, specs.get(i), maxCredits));
        }
        return with(p -> {
                    p.turns = longer;
                    p.nextNumber = nextNumber + specs.size();
                })
                .answered(requestId, nextNumber, specs.size());
    }

    /** A turn that comes of another one: of its group, and done before whatever else waits. */
    SessionState followedBy(int number, TurnSpec spec) {
        Turn origin = turn(number);
        return insert(List.of(Turn.queued(nextNumber, origin.group(), spec, origin.maxCredits())));
    }

    /** An edit that left no trace once more, and what was not begun because of it; before whatever else waits. */
    SessionState repeated(int number) {
        Turn lost = turn(number);
        List<Turn> again = new ArrayList<>();
        Stream.concat(
                        Stream.of(lost),
                        turns.stream().filter(t -> t.group() == lost.group() && t.number() > number && t.isAftermath()))
                .forEach(t -> again.add(Turn.queued(nextNumber + again.size(), nextNumber, t.spec(), t.maxCredits())));
        return settle(number).insert(again);
    }

    private SessionState insert(List<Turn> first) {
        int waiting = 0;
        while (waiting < turns.size() && turns.get(waiting).status() != TurnStatus.QUEUED) {
            waiting++;
        }
        List<Turn> longer = new ArrayList<>(turns);
        longer.addAll(waiting, first);
        return with(p -> {
            p.turns = longer;
            p.nextNumber = nextNumber + first.size();
        });
    }

    SessionState answered(String requestId, int first, int count) {
        List<HandledRequest> longer = new ArrayList<>(handled);
        longer.add(new HandledRequest(requestId, first, count));
        return with(p -> p.handled = longer.subList(Math.max(0, longer.size() - KEPT_REQUESTS), longer.size()));
    }

    SessionState begin(int number) {
        return change(number, Turn::running);
    }

    SessionState baseline(int number, TimelineSnapshot snapshot) {
        return change(number, t -> t.from(snapshot.fingerprint())).verified(snapshot);
    }

    SessionState cost(int number, double credits) {
        return change(number, t -> t.costing(credits));
    }

    /** What is known of a running turn so far. */
    SessionState note(int number, String soFar) {
        return change(number, t -> t.noting(soFar));
    }

    SessionState freeze(int number, TimelineSnapshot snapshot) {
        return change(number, t -> t.frozen(snapshot.draft())).verified(snapshot);
    }

    /** Ends a turn; unless it is done, what waits in its group is cancelled with it. */
    SessionState end(int number, TurnEnd end) {
        SessionState after = change(number, t -> t.ended(end));
        if (end.status() == TurnStatus.DONE) {
            return after;
        }
        int group = turn(number).group();
        TurnEnd alongside = new TurnEnd(
                TurnStatus.CANCELLED,
                "Not begun, since turn " + number + " of the same request was not done.",
                Optional.of(new Failure(
                        FailureType.GROUP_CANCELLED, "Turn " + number + " ended as " + end.status() + ".")));
        return after.changeAll(t -> t.group() == group && t.status() == TurnStatus.QUEUED, t -> t.ended(alongside));
    }

    SessionState cancelQueued(Predicate<Turn> which) {
        return changeAll(
                t -> t.status() == TurnStatus.QUEUED && which.test(t),
                t -> t.ended(TurnEnd.cancelled("Cancelled before it began.")));
    }

    SessionState toldToStop(int number) {
        return change(number, Turn::toldToStop);
    }

    SessionState settle(int number) {
        return change(number, Turn::markSettled);
    }

    SessionState verified(TimelineSnapshot snapshot) {
        return with(p -> p.timeline = Optional.of(snapshot));
    }

    SessionState opened(BackendSession session) {
        return with(p -> p.backend = Optional.of(session));
    }

    SessionState usingToken(int generation) {
        return with(p -> p.tokenGeneration = generation);
    }

    SessionState uploaded(List<UploadedMedia> more) {
        return with(p -> {
            p.media = Stream.concat(media.stream(), more.stream()).toList();
            p.kept = Stream.concat(kept.stream(), more.stream().map(UploadedMedia::source))
                    .distinct()
                    .toList();
        });
    }

    SessionState renderDecided(String renderId, int exportTurn) {
        RenderRecord begun = RenderRecord.decided(renderId, exportTurn);
        return with(p ->
                p.renders = Stream.concat(renders.stream(), Stream.of(begun)).toList());
    }

    /** An export whose end isn't known is taken up again, under the render id it has. */
    SessionState resumeExport(int number, Optional<RenderAim> aim) {
        List<RenderRecord> mine = rendersOf(number).toList();
        RenderRecord last = mine.get(mine.size() - 1);
        return change(number, Turn::running)
                .with(p -> p.renders = renders.stream()
                        .map(r -> r.equals(last) ? r.again(aim) : r)
                        .toList());
    }

    SessionState renderFollowed(String renderId) {
        return with(p -> p.renders = renders.stream()
                .map(r -> r.renderId().equals(renderId) ? r.followed() : r)
                .toList());
    }

    /** A report about a render that isn't ours, or has ended, changes nothing. */
    SessionState renderEnded(String renderId, RenderOutcome outcome) {
        return with(p -> p.renders = renders.stream()
                .map(r -> r.renderId().equals(renderId) && r.outcome().isEmpty() ? r.ended(outcome) : r)
                .toList());
    }

    /** The backend knows the session no more. Nothing else can be done with it until it is rebuilt. */
    SessionState forgotten() {
        return with(p -> p.phase = SessionPhase.FORGOTTEN)
                .changeAll(
                        t -> t.status() == TurnStatus.QUEUED,
                        t -> t.ended(TurnEnd.cancelled("Not begun: the backend has forgotten this session.")));
    }

    /** The edits that a rebuild makes again, in the order in which they were made. */
    List<TurnSpec> editsToRepeat(RebuildSession request) {
        if (!request.replayEdits()) {
            return List.of();
        }
        Stream<Turn> done = turns.stream()
                // Only this life's: what an earlier rebuild repeated is not repeated twice.
                .filter(t -> t.number() >= lifeBegan)
                .filter(t -> t.status() == TurnStatus.DONE && t.spec() instanceof TurnSpec.Edit);
        // Requests of older versions are queued by number, as those were queued that may be half done now.
        return request.archived()
                .map(archived ->
                        Stream.concat(archived.edits().stream().map(TurnSpec.class::cast), done.map(Turn::spec)))
                .orElseGet(
                        () -> done.sorted(Comparator.comparingInt(Turn::number)).map(Turn::spec))
                .toList();
    }

    /** A new life at the backend: the kept media again, and the edits that were done if that was asked. */
    SessionState rebuilt(RebuildSession request) {
        List<TurnSpec> specs = new ArrayList<>();
        if (!kept.isEmpty()) {
            specs.add(new TurnSpec.AddMedia(kept));
        }
        specs.addAll(editsToRepeat(request));
        SessionState anew = with(p -> {
            p.phase = SessionPhase.OPEN;
            p.backend = Optional.empty();
            p.timeline = Optional.empty();
            p.media = List.of();
            p.lifeBegan = nextNumber;
            p.turns = turns.stream().map(t -> t.blocks() ? t.markSettled() : t).toList();
        });
        return specs.isEmpty()
                ? anew.answered(request.requestId(), nextNumber, 0)
                : anew.enqueue(request.requestId(), specs, request.maxCredits());
    }

    SessionState closed() {
        return cancelQueued(t -> true).with(p -> p.phase = SessionPhase.CLOSED);
    }

    /** The ended turns that go to the archive when a run hands over to the next. */
    List<Turn> overdue() {
        List<Turn> ended =
                turns.stream().filter(t -> t.status().ended() && !t.blocks()).toList();
        return ended.subList(0, Math.max(0, ended.size() - KEPT_TURNS));
    }

    SessionState archived(List<Turn> gone, MediaRef document) {
        List<RenderRecord> kept = renders.subList(Math.max(0, renders.size() - KEPT_TURNS), renders.size());
        return with(p -> {
            p.turns = turns.stream().filter(t -> !gone.contains(t)).toList();
            // The records of an export that is still listed are needed to settle it.
            Set<Integer> listed = p.turns.stream().map(Turn::number).collect(Collectors.toSet());
            p.renders = renders.stream()
                    .filter(r -> r.outcome().isEmpty() || kept.contains(r) || listed.contains(r.exportTurn()))
                    .toList();
            p.archive = Optional.of(document);
            p.archivedTurns = archivedTurns + gone.size();
            p.archivedSpending = spendingOfUnfinished(gone);
            p.archivedDearest = Math.max(archivedDearest, dearest(gone));
        });
    }

    /** A limit goes for a whole group, and its first turns may be in the archive before its last ones begin. */
    private List<GroupSpending> spendingOfUnfinished(List<Turn> gone) {
        return turns.stream()
                .filter(t -> !t.status().ended())
                .map(Turn::group)
                .distinct()
                .map(group -> new GroupSpending(group, archivedSpentBy(group) + GroupSpending.of(group, gone)))
                .filter(spent -> spent.credits() > 0)
                .toList();
    }

    // ---- parts ----

    private SessionState change(int number, UnaryOperator<Turn> how) {
        turn(number);
        return changeAll(t -> t.number() == number, how);
    }

    private SessionState changeAll(Predicate<Turn> which, UnaryOperator<Turn> how) {
        return with(p -> p.turns =
                turns.stream().map(t -> which.test(t) ? how.apply(t) : t).toList());
    }

    private SessionState with(Consumer<Parts> change) {
        Parts parts = new Parts(this);
        change.accept(parts);
        return parts.whole();
    }

    /** A record's components, open for one change. */
    private static final class Parts {
        SessionPhase phase;
        Optional<BackendSession> backend;
        int tokenGeneration;
        Optional<TimelineSnapshot> timeline;
        List<UploadedMedia> media;
        List<Turn> turns;
        int nextNumber;
        List<HandledRequest> handled;
        List<RenderRecord> renders;
        Optional<MediaRef> archive;
        int archivedTurns;
        List<MediaRef> kept;
        int lifeBegan;
        List<GroupSpending> archivedSpending;
        double archivedDearest;

        Parts(SessionState s) {
            phase = s.phase;
            backend = s.backend;
            tokenGeneration = s.tokenGeneration;
            timeline = s.timeline;
            media = s.media;
            turns = s.turns;
            nextNumber = s.nextNumber;
            handled = s.handled;
            renders = s.renders;
            archive = s.archive;
            archivedTurns = s.archivedTurns;
            kept = s.kept;
            lifeBegan = s.lifeBegan;
            archivedSpending = s.archivedSpending;
            archivedDearest = s.archivedDearest;
        }

        SessionState whole() {
            return new SessionState(
                    phase,
                    backend,
                    tokenGeneration,
                    timeline,
                    media,
                    turns,
                    nextNumber,
                    handled,
                    renders,
                    archive,
                    archivedTurns,
                    kept,
                    lifeBegan,
                    archivedSpending,
                    archivedDearest);
        }
    }
}
