package io.longtake.studio.understand;

import io.longtake.studio.understand.span.Token.Kind;
import java.util.List;

/** Steps back and forth: undo, redo, start over. */
final class HistoryRules {
    private final String message;
    private final List<Wish> wishes;
    private final List<Remark> remarks;

    HistoryRules(String message, List<Wish> wishes, List<Remark> remarks) {
        this.message = message;
        this.wishes = wishes;
        this.remarks = remarks;
    }

    boolean history(Segment segment) {
        if (segment.has(Kind.UNDO, Kind.REDO, Kind.RESET) && !ofHistory(segment)) {
            new Leftovers(message, wishes, remarks).nothingOf(segment, wishes.size());
            return true;
        }
        if (segment.take(Kind.UNDO).isPresent()) {
            if (segment.take(Kind.ALL).isPresent()) {
                wishes.add(new Wish.UndoAll());
                segment.useAll();
                return true;
            }
            int times = segment.take(Kind.NUMBER, Kind.FACTOR)
                    .map(it -> (int) Math.max(1, Math.min(20, it.number())))
                    .orElse(1);
            for (int i = 0; i < times; i++) {
                wishes.add(new Wish.Undo());
            }
        } else if (segment.take(Kind.REDO).isPresent()) {
            wishes.add(new Wish.Redo());
        } else if (segment.take(Kind.RESET).isPresent()) {
            wishes.add(new Wish.StartOver());
        } else {
            return false;
        }
        segment.useAll();
        return true;
    }

    /** "Reset the title to white", "go back to the beach photo", "don't undo that": not a step back. */
    private static boolean ofHistory(Segment segment) {
        if (segment.has(Kind.RESET)) {
            for (int i = 0; i < segment.size(); i++) {
                if (!segment.is(
                        i,
                        Kind.RESET,
                        Kind.FILLER,
                        Kind.JOIN,
                        Kind.ALL,
                        Kind.FILM,
                        Kind.MAKE,
                        Kind.COPY,
                        Kind.FROM,
                        Kind.TO,
                        Kind.BEGINNING)) {
                    return false;
                }
            }
            return true;
        }
        return !segment.has(Kind.NOT, Kind.MEDIUM, Kind.QUOTE, Kind.PLACE, Kind.COLOR, Kind.LENGTH, Kind.MOVE);
    }
}
