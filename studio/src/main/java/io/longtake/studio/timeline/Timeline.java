package io.longtake.studio.timeline;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A project's timeline: the current arrangement and its undo history.
 *
 * <p>Written and read by a plain Jackson {@code ObjectMapper}, without modules; unknown properties are ignored.
 *
 * @param now the current arrangement, from which the film is made
 * @param past earlier arrangements, the latest last; at most {@value #HISTORY}
 * @param undone arrangements that were undone, the latest last; empty after any new edit
 * @param said the message that led to the current arrangement; empty where another step did
 * @param choices the answers to what was asked after the last message; empty where nothing was asked
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Timeline(
        Arrangement now, List<Arrangement> past, List<Arrangement> undone, String said, List<Choice> choices) {
    /** The number of undo steps kept. */
    public static final int HISTORY = 20;

    public Timeline {
        past = List.copyOf(past);
        undone = List.copyOf(undone);
        choices = List.copyOf(choices);
    }

    public static Timeline of(Arrangement first) {
        return new Timeline(first, List.of(), List.of(), "", List.of());
    }

    /** The timeline after an edit; undo returns to this state. */
    public Timeline with(Arrangement next) {
        return next.equals(now) ? this : new Timeline(next, bounded(past, now), List.of(), "", choices);
    }

    /** The same, with the message that led to it. */
    public Timeline saying(String message) {
        return new Timeline(now, past, undone, message, choices);
    }

    /** The same, with what was asked after the last message. */
    public Timeline asking(List<Choice> answers) {
        return new Timeline(now, past, undone, said, answers);
    }

    /** The timeline after an undo; empty when there is nothing to undo. */
    public Optional<Timeline> withUndo() {
        if (past.isEmpty()) {
            return Optional.empty();
        }
        int last = past.size() - 1;
        return Optional.of(new Timeline(past.get(last), past.subList(0, last), bounded(undone, now), "", choices));
    }

    /** The timeline after a redo; empty when there is nothing to redo. */
    public Optional<Timeline> withRedo() {
        if (undone.isEmpty()) {
            return Optional.empty();
        }
        int last = undone.size() - 1;
        return Optional.of(new Timeline(undone.get(last), bounded(past, now), undone.subList(0, last), "", choices));
    }

    private static List<Arrangement> bounded(List<Arrangement> list, Arrangement next) {
        List<Arrangement> longer = new ArrayList<>(list);
        longer.add(next);
        return longer.subList(Math.max(0, longer.size() - HISTORY), longer.size());
    }
}
