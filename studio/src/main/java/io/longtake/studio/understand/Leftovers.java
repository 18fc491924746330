package io.longtake.studio.understand;

import io.longtake.studio.understand.span.Token.Kind;
import java.util.List;

/** Words of a clause that no rule took: those that carry no meaning alone are passed over, all others are reported. */
final class Leftovers {
    private final String message;
    private final List<Wish> wishes;
    private final List<Remark> remarks;

    Leftovers(String message, List<Wish> wishes, List<Remark> remarks) {
        this.message = message;
        this.wishes = wishes;
        this.remarks = remarks;
    }

    /** Nouns and verbs that carry nothing alone are fine once the clause had a meaning; unknown words never are. */
    void report(Segment segment, boolean understood, OrderRules order) {
        boolean makes = segment.had(Kind.MAKE) || segment.had(Kind.FILM);
        segment.takeAll(
                Kind.FILLER,
                Kind.JOIN,
                Kind.COLON,
                Kind.FOR,
                Kind.TO,
                Kind.FROM,
                Kind.AT,
                Kind.ALL,
                Kind.THROUGHOUT,
                Kind.IMAGE,
                Kind.FILM,
                Kind.LONG,
                Kind.EACH,
                Kind.VARIED,
                Kind.MAKE,
                Kind.ONLY,
                Kind.KEEP,
                Kind.NUMBER_SIGN);
        boolean vague = segment.has(Kind.VAGUE, Kind.COOL, Kind.MOOD);
        if (understood && segment.had(Kind.REMOVE, Kind.NOT)) {
            // "Get rid of the music again" repeats nothing.
            segment.takeAll(Kind.COPY);
        }
        if (understood || order.hasTarget() || vague) {
            segment.takeAll(
                    Kind.ADD, Kind.CHANGE, Kind.BEGINNING, Kind.END, Kind.LOOK_WORD, Kind.RATIO_WORD, Kind.GENTLE);
        }
        if (vague) {
            if (!understood) {
                int at = segment.find(Kind.VAGUE, Kind.COOL, Kind.MOOD);
                remarks.add(new Remark.Vague(message.substring(
                        segment.token(at).start(), segment.token(at).end())));
            }
            segment.takeAll(Kind.VAGUE, Kind.COOL, Kind.MOOD);
        }
        boolean rest = false;
        int i = 0;
        while (i < segment.size()) {
            if (!segment.free(i)) {
                i++;
                continue;
            }
            int end = i;
            for (int j = i; j < segment.size() && (segment.free(j) || segment.is(j, Kind.FILLER)); j++) {
                if (segment.free(j)) {
                    end = j;
                }
            }
            rest = true;
            String words = message.substring(
                    segment.token(i).start(), segment.token(end).end());
            boolean aim = i > 0 && segment.is(segment.before(i), Kind.MOVE) && understood;
            remarks.add(aim ? new Remark.Aim(words) : new Remark.NotUnderstood(words));
            i = end + 1;
        }
        boolean film = segment.had(Kind.MAKE) && segment.had(Kind.FILM);
        if (!understood && ((!rest && !vague && makes) || film)) {
            wishes.add(new Wish.Make());
        } else if (!understood && !rest && !vague && order.hasTarget()) {
            remarks.add(new Remark.NotUnderstood(message.substring(
                            segment.token(0).start(),
                            segment.token(segment.size() - 1).end())
                    .strip()));
        }
    }

    /** A clause with a length that belongs to nothing changes nothing: to do the rest of it would be something else. */
    void nothingOf(Segment segment, int first) {
        List<Wish> said = wishes.subList(first, wishes.size());
        said.removeIf(wish -> !(wish instanceof Wish.OwnMusic));
        int from = 0;
        if (!said.isEmpty()) {
            // "Use my song from 0:10": the song, and not from there.
            int length = Math.max(0, segment.find(Kind.LENGTH));
            from = Math.max(0, segment.before(length));
        }
        String words = message.substring(
                        segment.token(from).start(),
                        segment.token(segment.size() - 1).end())
                .strip();
        remarks.add(segment.had(Kind.LOOK) ? new Remark.NoStretch(words) : new Remark.NotUnderstood(words));
        segment.useAll();
    }

    /**
     * "Remove the dog from the beach photo": with a word that nobody knows, a clause that would take pictures out of the film does
     * nothing, and is reported as a whole.
     */
    boolean destroys(Segment segment, int first) {
        List<Wish> said = wishes.subList(first, wishes.size());
        boolean takes = said.stream()
                .anyMatch(wish -> wish instanceof Wish.RemoveClips
                        || wish instanceof Wish.KeepOnly
                        || wish instanceof Wish.TrimClip
                        || wish instanceof Wish.KeepHalf);
        if (!takes || !segment.has(Kind.WORD, Kind.NUMBER)) {
            return false;
        }
        said.clear();
        remarks.add(new Remark.NotUnderstood(message.substring(
                        segment.token(0).start(),
                        segment.token(segment.size() - 1).end())
                .strip()));
        segment.useAll();
        return true;
    }
}
