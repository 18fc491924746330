package io.longtake.studio.understand;

import io.longtake.studio.understand.span.Token.Kind;
import java.util.List;

/** What stays as it is, and what the studio has no hands for. */
final class KeptRules {
    private final String message;
    private final List<Wish> wishes;
    private final List<Remark> remarks;

    KeptRules(String message, List<Wish> wishes, List<Remark> remarks) {
        this.message = message;
        this.wishes = wishes;
        this.remarks = remarks;
    }

    /** "Keep everything but the title": what is excepted goes. */
    static boolean keptBut(Segment segment) {
        boolean but = segment.has(Kind.KEEP)
                && segment.has(Kind.EXCEPT)
                && segment.has(Kind.TITLE, Kind.MUSIC, Kind.LOOK_WORD, Kind.TRANSITION)
                && !segment.has(Kind.MEDIUM, Kind.ORDINAL, Kind.IMAGE, Kind.QUOTE);
        if (but) {
            segment.takeAll(Kind.KEEP, Kind.EXCEPT, Kind.ALL);
        }
        return but;
    }

    /** "Keep the music": nothing is to change. */
    boolean kept(Segment segment) {
        if (segment.has(Kind.KEEP)
                && !segment.has(
                        Kind.WORD,
                        Kind.LENGTH,
                        Kind.SMOOTH,
                        Kind.ONLY,
                        Kind.RATIO,
                        Kind.MOVE,
                        Kind.ORDINAL,
                        Kind.NUMBER,
                        Kind.MEDIUM,
                        Kind.PERCENT,
                        Kind.LONGER,
                        Kind.SHORTER,
                        Kind.LOUDER,
                        Kind.SOFTER,
                        Kind.SLOW,
                        Kind.SLOWER,
                        Kind.FAST,
                        Kind.FASTER,
                        Kind.EXCEPT,
                        Kind.LOOK,
                        Kind.PLACE)) {
            segment.useAll();
            wishes.add(new Wish.LeaveAsIs());
            return true;
        }
        return false;
    }

    /** A clause about something the studio has no hands for is answered as a whole. */
    boolean cannot(Segment segment) {
        int at = segment.find(Kind.CANNOT);
        if (at < 0) {
            return false;
        }
        if (segment.has(Kind.NOT, Kind.REMOVE) && !segment.token(at).value().equals("RETOUCH")) {
            // "no watermark": there is none, and there will be none.
            segment.useAll();
            wishes.add(new Wish.Make());
            return true;
        }
        if (segment.has(Kind.QUOTE) && segment.has(Kind.TITLE, Kind.SAYS)) {
            segment.takeAll(Kind.CANNOT);
            return false;
        }
        int last = at;
        for (int i = at; i < segment.size(); i++) {
            if (segment.is(i, Kind.CANNOT)) {
                last = i;
            }
        }
        String words =
                message.substring(segment.token(at).start(), segment.token(last).end());
        remarks.add(new Remark.Cannot(Remark.Ability.valueOf(segment.token(at).value()), words));
        // A length, a ratio or music in the same clause is still a wish of its own.
        boolean published = segment.token(at).value().equals("PUBLISH");
        boolean other =
                !published && segment.has(Kind.LENGTH, Kind.RATIO, Kind.MUSIC, Kind.MOVE, Kind.MOOD, Kind.QUOTE);
        if (!other) {
            segment.useAll();
            return true;
        }
        segment.takeAll(Kind.CANNOT, Kind.WORD, Kind.ADD, Kind.PLACE, Kind.COLOR);
        return false;
    }
}
