package io.longtake.studio.timeline;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A project's timeline: what the person has, in the terms of an editor, and the way back.
 *
 * <p>Written and read by a plain Jackson {@code ObjectMapper}, without modules; unknown properties are passed over.
 *
 * @param now what the film is made from
 * @param past what it was before, the latest last; at most {@value #HISTORY}
 * @param undone what was taken back, the latest last; empty after any new edit
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Timeline(Arrangement now, List<Arrangement> past, List<Arrangement> undone) {
    /** How many steps back are kept. */
    public static final int HISTORY = 20;

    public Timeline {
        past = List.copyOf(past);
        undone = List.copyOf(undone);
    }

    public static Timeline of(Arrangement first) {
        return new Timeline(first, List.of(), List.of());
    }

    /** A step forward; the way back leads here. */
    public Timeline with(Arrangement next) {
        return next.equals(now) ? this : new Timeline(next, bounded(past, now), List.of());
    }

    /** One step back; empty when there is none. */
    public Optional<Timeline> withUndo() {
        if (past.isEmpty()) {
            return Optional.empty();
        }
        int last = past.size() - 1;
        return Optional.of(new Timeline(past.get(last), past.subList(0, last), bounded(undone, now)));
    }

    /** Takes the last undo back; empty when there is none. */
    public Optional<Timeline> withRedo() {
        if (undone.isEmpty()) {
            return Optional.empty();
        }
        int last = undone.size() - 1;
        return Optional.of(new Timeline(undone.get(last), bounded(past, now), undone.subList(0, last)));
    }

    private static List<Arrangement> bounded(List<Arrangement> list, Arrangement next) {
        List<Arrangement> longer = new ArrayList<>(list);
        longer.add(next);
        return longer.subList(Math.max(0, longer.size() - HISTORY), longer.size());
    }
}
