package io.longtake.workflows.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.longtake.workflows.failure.FailureType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The edits that make up a session's timeline: every edit ever done or answered with a question, once, in the order in
 * which they were first sent.
 * A successful replay replaces the edit that it repeats; an unsuccessful one changes nothing. So the history survives
 * every rebuild, and every replay starts from the same edits, whatever the result of the previous one.
 *
 * <p>It is derived from the session's turns, starting with those in the archive. Only this class decides which edits
 * belong to the history.
 */
public record EditHistory(@JsonProperty("edits") List<EditRecord> edits) {
    public EditHistory {
        edits = List.copyOf(edits);
    }

    public static EditHistory empty() {
        return new EditHistory(List.of());
    }

    /** @param turns in the order in which they were executed */
    public EditHistory and(List<Turn> turns) {
        List<EditRecord> longer = new ArrayList<>(edits);
        for (Turn turn : turns) {
            if (turn instanceof Turn.EditTurn edit && belongs(edit)) {
                add(longer, edit);
            }
        }
        return new EditHistory(longer);
    }

    /** A message that led to a question changed nothing, but a later answer such as "yes" refers to it. */
    private static boolean belongs(Turn.EditTurn turn) {
        return turn.status() == TurnStatus.DONE
                || turn.failure()
                        .filter(why -> why.type() == FailureType.NEEDS_ANSWER)
                        .isPresent();
    }

    private static void add(List<EditRecord> edits, Turn.EditTurn turn) {
        int number = turn.spec().replayOf().orElse(turn.number());
        for (int place = 0; turn.spec().replayOf().isPresent() && place < edits.size(); place++) {
            if (edits.get(place).number() == number) {
                edits.set(place, edits.get(place).withReplay(turn));
                return;
            }
        }
        edits.add(EditRecord.first(number, turn));
    }

    // ---- edits that a rebuild repeats ----

    /**
     * The edits that a request repeats, in their order.
     *
     * @param backendSessionFirstTurn the first turn since the session was last rebuilt
     */
    public List<EditRecord> due(RebuildSession.Replay replay, SessionPhase phase, int backendSessionFirstTurn) {
        if (replay == RebuildSession.Replay.REST && continues(phase, backendSessionFirstTurn)) {
            return edits.stream()
                    .filter(edit -> !edit.isDoneSince(backendSessionFirstTurn))
                    .toList();
        }
        return replay == RebuildSession.Replay.NONE ? List.of() : edits;
    }

    /**
     * Whether the rest of a replay can be done in the backend session that contains its beginning. An edit that was
     * replayed since the last rebuild shows that the media are there too.
     */
    public boolean continues(SessionPhase phase, int backendSessionFirstTurn) {
        return phase == SessionPhase.OPEN
                && edits.stream().anyMatch(edit -> edit.isReplayedSince(backendSessionFirstTurn));
    }

    /** Whether the session has new edits since it was last rebuilt: edits that the user requested, not replays. */
    public boolean hasNewSince(int backendSessionFirstTurn) {
        return edits.stream().anyMatch(edit -> edit.number() >= backendSessionFirstTurn);
    }

    /** The cost of the replays since the last rebuild, in credits, as far as it is known. */
    double replayedFor(int backendSessionFirstTurn) {
        return edits.stream()
                .filter(edit -> edit.isReplayedSince(backendSessionFirstTurn))
                .flatMap(edit -> edit.cost().stream())
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    // ---- pages ----

    /** As many edits as fit into one payload, starting at {@code from}; at least one if any are left. */
    public Page page(int from, int bytes) {
        int to = from;
        int taken = 0;
        while (to < edits.size() && (to == from || taken + edits.get(to).bytes() <= bytes)) {
            taken += edits.get(to).bytes();
            to++;
        }
        return new Page(edits.subList(Math.min(from, to), to), to < edits.size() ? Optional.of(to) : Optional.empty());
    }

    EditHistory and(Page page) {
        List<EditRecord> longer = new ArrayList<>(edits);
        longer.addAll(page.edits());
        return new EditHistory(longer);
    }

    /**
     * A part of a history.
     *
     * @param next index at which the following part begins; empty for the last part
     */
    public record Page(
            @JsonProperty("edits") List<EditRecord> edits,
            @JsonProperty("next") Optional<Integer> next) {
        public Page {
            edits = List.copyOf(edits);
        }
    }
}
