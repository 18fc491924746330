package io.longtake.workflows.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.longtake.workflows.media.MediaRef;
import java.util.List;
import java.util.Optional;

/**
 * What a session knows of the turns that it no longer has at hand.
 *
 * @param document the newest document with such turns; each names the one before
 * @param turns how many there are
 * @param spending what they have cost, of groups of which something still waits, runs, or may be repeated
 * @param dearest the most that one of them has cost, in credits; 0 while none is known
 */
public record TurnArchive(
        @JsonProperty("document") Optional<MediaRef> document,
        @JsonProperty(value = "turns", required = true) int turns,
        @JsonProperty("spending") List<GroupSpending> spending,
        @JsonProperty(value = "dearest", required = true) double dearest) {
    public TurnArchive {
        spending = List.copyOf(spending);
    }

    static TurnArchive empty() {
        return new TurnArchive(Optional.empty(), 0, List.of(), 0);
    }

    /** What the archived edits of a group have cost, in credits, as far as it is known. */
    double spentBy(int group) {
        return spending.stream()
                .filter(s -> s.group() == group)
                .mapToDouble(GroupSpending::credits)
                .sum();
    }

    /**
     * With more turns.
     *
     * @param staying the turns that the session keeps at hand: a limit goes for a whole group, and its first turns may be in the
     *     archive before its last ones begin, or before a person says what becomes of one whose end is unknown
     */
    TurnArchive with(List<Turn> gone, MediaRef newest, List<Turn> staying) {
        List<GroupSpending> unfinished = staying.stream()
                .filter(t -> !t.status().ended() || t.blocks())
                .map(Turn::group)
                .distinct()
                .map(group -> new GroupSpending(group, spentBy(group) + GroupSpending.of(group, gone)))
                .filter(spent -> spent.credits() > 0)
                .toList();
        return new TurnArchive(
                Optional.of(newest), turns + gone.size(), unfinished, Math.max(dearest, GroupSpending.dearest(gone)));
    }
}
