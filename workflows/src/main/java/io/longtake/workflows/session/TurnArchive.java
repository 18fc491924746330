package io.longtake.workflows.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.longtake.workflows.media.MediaRef;
import java.util.List;
import java.util.Optional;

/**
 * What a session's state contains about its archived turns.
 *
 * @param document the newest document with such turns; each refers to the previous one
 * @param turns number of archived turns
 * @param spending their cost, for groups with turns that are queued, running, or may be repeated
 * @param mostExpensive the highest cost of one of them, in credits; 0 if none is known
 */
public record TurnArchive(
        @JsonProperty("document") Optional<MediaRef> document,
        @JsonProperty(value = "turns", required = true) int turns,
        @JsonProperty("spending") List<GroupSpending> spending,

        @JsonProperty(value = "mostExpensive", required = true)
        double mostExpensive) {
    public TurnArchive {
        spending = List.copyOf(spending);
    }

    static TurnArchive empty() {
        return new TurnArchive(Optional.empty(), 0, List.of(), 0);
    }

    /** The cost of a group's archived edits, in credits, as far as it is known. */
    double spentBy(int group) {
        return spending.stream()
                .filter(s -> s.group() == group)
                .mapToDouble(GroupSpending::credits)
                .sum();
    }

    /**
     * Adds archived turns.
     *
     * @param staying the turns that remain in the session's state: a limit applies to a whole group, and its first
     *     turns may be archived before its last ones start, or before the user settles one with an unknown outcome
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
                Optional.of(newest),
                turns + gone.size(),
                unfinished,
                Math.max(mostExpensive, GroupSpending.mostExpensive(gone)));
    }
}
