package io.longtake.workflows.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.longtake.workflows.Limits;
import io.longtake.workflows.failure.Failure;
import io.longtake.workflows.failure.FailureType;
import io.longtake.workflows.media.MediaRef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A session's turns in the order of execution, and the requests that queued them.
 *
 * @param turns queued, running and recently ended turns; older ones are in the archive
 * @param nextNumber the number of the next turn
 * @param backendSessionFirstTurn the first turn since the session was last rebuilt, or 1
 * @param handled recently answered requests; older ones are in the archive
 */
public record TurnQueue(
        @JsonProperty("turns") List<Turn> turns,
        @JsonProperty(value = "nextNumber", required = true) int nextNumber,

        @JsonProperty(value = "backendSessionFirstTurn", required = true)
        int backendSessionFirstTurn,

        @JsonProperty("handled") List<HandledRequest> handled) {
    public TurnQueue {
        turns = List.copyOf(turns);
        handled = List.copyOf(handled);
    }

    static TurnQueue empty() {
        return new TurnQueue(List.of(), 1, 1, List.of());
    }

    // ---- queries ----

    /** The turn numbers with which a request was answered. */
    Optional<List<Integer>> answerTo(String requestId) {
        return handled.stream()
                .filter(h -> h.requestId().equals(requestId))
                .map(HandledRequest::numbers)
                .findFirst();
    }

    Turn turn(int number) {
        return find(number).orElseThrow(() -> new IllegalStateException("no turn " + number));
    }

    Optional<Turn> find(int number) {
        return turns.stream().filter(t -> t.number() == number).findFirst();
    }

    /** The first queued turn; empty while a turn with an unknown outcome has to be settled. */
    Optional<Turn> next() {
        return turns.stream().noneMatch(Turn::blocks) ? queued().stream().findFirst() : Optional.empty();
    }

    /** The first export whose draft is frozen and whose render has not ended. */
    Optional<Turn.ExportTurn> nextExport() {
        return rendering().findFirst();
    }

    Stream<Turn.ExportTurn> rendering() {
        return turns.stream()
                .filter(Turn.ExportTurn.class::isInstance)
                .map(Turn.ExportTurn.class::cast)
                .filter(Turn.ExportTurn::isRendering);
    }

    List<Turn> queued() {
        return turns.stream().filter(t -> t.status() == TurnStatus.QUEUED).toList();
    }

    /** Characters of all queued prompts. */
    int queuedCharacters() {
        return queued().stream().map(Turn::spec).mapToInt(TurnSpec::characters).sum();
    }

    /** Number of files in unfinished uploads that match the predicate. */
    int queuedFiles(Predicate<TurnSpec.AddMedia> counted) {
        return turns.stream()
                .filter(t -> !t.status().ended())
                .map(Turn::spec)
                .filter(spec -> spec instanceof TurnSpec.AddMedia media && counted.test(media))
                .mapToInt(TurnSpec::fileCount)
                .sum();
    }

    /** Whether every turn of a group has ended; turns in the archive have. */
    boolean hasEnded(int group) {
        return turns.stream().filter(t -> t.group() == group).allMatch(t -> t.status()
                .ended());
    }

    boolean isIdle() {
        return turns.stream().allMatch(t -> t.status().ended());
    }

    /**
     * Whether an earlier turn of the group did not succeed although this turn is still queued: the user cancelled the
     * other one while it was queued too. An export ends independently of the turns after it, and blocks nothing.
     */
    boolean blockedByGroup(Turn turn) {
        return turns.stream()
                .takeWhile(t -> t.number() != turn.number())
                .anyMatch(t -> t.group() == turn.group()
                        && !t.isExport()
                        && t.status().ended()
                        && t.status() != TurnStatus.DONE);
    }

    boolean exportFollows(Turn turn) {
        return turns.stream()
                .anyMatch(t -> t.group() == turn.group() && t.isExport() && t.status() == TurnStatus.QUEUED);
    }

    /**
     * The ended turns to archive: all except the last ones and those that are needed. Needed are
     *
     * <ul>
     *   <li>turns that the user may still settle, together with the turns that return to the queue then; of exports
     *       with an unknown outcome, which do not hold up the queue, only the last {@link Limits#KEPT_UNKNOWN_EXPORTS};
     *   <li>turns that did not succeed and hold back others of their group;
     *   <li>the last upload and the last edit, which show how far a session got.
     * </ul>
     */
    List<Turn> overdue() {
        List<Turn> open =
                turns.stream().filter(t -> t.header().isOpen() && !t.blocks()).toList();
        Set<Turn> needed =
                new HashSet<>(open.subList(Math.max(0, open.size() - Limits.KEPT_UNKNOWN_EXPORTS), open.size()));
        last(Turn.MediaTurn.class).ifPresent(needed::add);
        last(Turn.EditTurn.class).ifPresent(needed::add);
        Set<Integer> unfinished = turns.stream()
                .filter(t -> !t.status().ended() || t.blocks())
                .map(Turn::group)
                .collect(Collectors.toSet());
        List<Turn> ended = turns.stream()
                .filter(t -> t.status().ended() && !t.blocks() && !needed.contains(t))
                .filter(t -> t.status() == TurnStatus.DONE || !unfinished.contains(t.group()))
                .toList();
        return ended.subList(0, ended.size() - lastOnes(ended));
    }

    private Optional<Turn> last(Class<? extends Turn> kind) {
        return turns.stream()
                .filter(t -> kind.isInstance(t) && t.status().ended())
                .reduce((earlier, later) -> later);
    }

    /** How many of them remain in the state, counted from the last one. */
    private static int lastOnes(List<Turn> ended) {
        int bytes = 0;
        int count = 0;
        while (count < Math.min(ended.size(), Limits.KEPT_TURNS)) {
            bytes += ended.get(ended.size() - 1 - count).bytes();
            if (count > 0 && bytes > Limits.KEPT_TURN_BYTES) {
                return count;
            }
            count++;
        }
        return count;
    }

    /** The answered requests to archive. */
    List<HandledRequest> overdueRequests() {
        return handled.subList(0, Math.max(0, handled.size() - Limits.KEPT_REQUESTS));
    }

    /** Whether enough turns are due for the archive to write it before the run ends. */
    boolean archiveIsDue() {
        return overdue().stream().mapToInt(Turn::bytes).sum() > Limits.ARCHIVED_BYTES;
    }

    // ---- transitions ----

    /** Appends the turns of a request to the queue. */
    TurnQueue enqueue(String requestId, List<TurnSpec> specs, Optional<Double> maxCredits) {
        List<Turn> more = new ArrayList<>();
        for (TurnSpec spec : specs) {
            more.add(Turn.queued(nextNumber + more.size(), nextNumber, spec, maxCredits));
        }
        List<HandledRequest> answered = Stream.concat(
                        handled.stream(), Stream.of(new HandledRequest(requestId, nextNumber, specs.size())))
                .toList();
        return new TurnQueue(
                Stream.concat(turns.stream(), more.stream()).toList(),
                nextNumber + more.size(),
                backendSessionFirstTurn,
                answered);
    }

    /** Queues a turn that results from another one: in the same group, and before all other queued turns. */
    TurnQueue followedBy(int number, TurnSpec spec) {
        Turn origin = turn(number);
        return insert(List.of(Turn.queued(nextNumber, origin.group(), spec, origin.maxCredits())));
    }

    /**
     * Queues an edit without a visible effect again, with the turns that were not started because of it, before all
     * other queued turns.
     *
     * @param spent the group's cost so far, in credits: the new group's limit is the rest of the old one's
     */
    TurnQueue repeated(int number, double spent) {
        Turn lost = turn(number);
        List<Turn> again = new ArrayList<>();
        Stream.concat(
                        Stream.of(lost),
                        turns.stream()
                                .filter(t -> t.group() == lost.group()
                                        && t.number() > number
                                        && t.header().isConsequence()))
                .forEach(t -> again.add(Turn.queued(
                        nextNumber + again.size(),
                        nextNumber,
                        t.spec(),
                        t.maxCredits().map(limit -> Math.max(0, limit - spent)))));
        return settle(number).insert(again);
    }

    private TurnQueue insert(List<Turn> first) {
        int waiting = 0;
        while (waiting < turns.size() && turns.get(waiting).status() != TurnStatus.QUEUED) {
            waiting++;
        }
        List<Turn> longer = new ArrayList<>(turns);
        longer.addAll(waiting, first);
        return new TurnQueue(longer, nextNumber + first.size(), backendSessionFirstTurn, handled);
    }

    TurnQueue begin(int number) {
        return change(number, t -> t.changed(TurnHeader::running));
    }

    /** Sets the timeline's fingerprint before an edit. */
    TurnQueue baseline(int number, String fingerprint) {
        return changeEdit(number, edit -> edit.from(fingerprint));
    }

    /** @param credits the cost of an edit */
    TurnQueue cost(int number, double credits) {
        return changeEdit(number, edit -> edit.costing(credits));
    }

    /** Sets what is known about a running turn so far. */
    TurnQueue withReport(int number, String soFar) {
        return change(number, t -> t.changed(header -> header.withReport(soFar)));
    }

    TurnQueue freeze(int number, MediaRef draft) {
        return changeExport(number, export -> export.frozen(draft));
    }

    TurnQueue stopRequested(int number) {
        return changeExport(number, Turn.ExportTurn::stopRequested);
    }

    /** Ends a turn; unless it succeeded, the queued turns of its group are cancelled with it. */
    TurnQueue end(int number, TurnEnd end) {
        TurnQueue after = change(number, t -> t.ended(end));
        if (end.status() == TurnStatus.DONE) {
            return after;
        }
        int group = turn(number).group();
        TurnEnd alongside = TurnEnd.held(new Failure(
                FailureType.GROUP_CANCELLED,
                "Not started, because turn " + number + " of the same request " + words(end.status()) + "."));
        return after.endQueued(t -> t.group() == group, alongside);
    }

    private static String words(TurnStatus end) {
        return switch (end) {
            case FAILED -> "failed";
            case CANCELLED -> "was cancelled";
            case UNKNOWN -> "has an unknown outcome";
            case QUEUED, RUNNING, DONE -> throw new IllegalArgumentException("others do not end because of it: " + end);
        };
    }

    /** Ends the queued turns that match the predicate. */
    TurnQueue endQueued(Predicate<Turn> which, TurnEnd end) {
        return changeAll(t -> t.status() == TurnStatus.QUEUED && which.test(t), t -> t.ended(end));
    }

    TurnQueue cancelQueued(Predicate<Turn> which) {
        return endQueued(which, TurnEnd.cancelled("Cancelled before it started."));
    }

    TurnQueue settle(int number) {
        return change(number, t -> t.changed(TurnHeader::markSettled));
    }

    /** The turns of a rebuilt session start here; turns that held up the queue are settled by the rebuild. */
    TurnQueue startNewBackendSession() {
        return new TurnQueue(turns, nextNumber, nextNumber, handled)
                .changeAll(Turn::blocks, t -> t.changed(TurnHeader::markSettled));
    }

    TurnQueue without(List<Turn> gone, List<HandledRequest> requests) {
        return new TurnQueue(
                turns.stream().filter(t -> !gone.contains(t)).toList(),
                nextNumber,
                backendSessionFirstTurn,
                handled.stream().filter(h -> !requests.contains(h)).toList());
    }

    // ---- parts ----

    private TurnQueue changeEdit(int number, UnaryOperator<Turn.EditTurn> how) {
        return change(number, t -> t instanceof Turn.EditTurn edit ? how.apply(edit) : wrongKind(t, "edit"));
    }

    private TurnQueue changeExport(int number, UnaryOperator<Turn.ExportTurn> how) {
        return change(number, t -> t instanceof Turn.ExportTurn export ? how.apply(export) : wrongKind(t, "export"));
    }

    private static Turn wrongKind(Turn turn, String kind) {
        throw new IllegalStateException("turn " + turn.number() + " is not an " + kind);
    }

    private TurnQueue change(int number, UnaryOperator<Turn> how) {
        turn(number);
        return changeAll(t -> t.number() == number, how);
    }

    private TurnQueue changeAll(Predicate<Turn> which, UnaryOperator<Turn> how) {
        return new TurnQueue(
                turns.stream().map(t -> which.test(t) ? how.apply(t) : t).toList(),
                nextNumber,
                backendSessionFirstTurn,
                handled);
    }
}
