package io.longtake.studio.understand;

import io.longtake.studio.timeline.MediaItem;
import io.longtake.studio.understand.Wish.Ref;
import io.longtake.studio.understand.Wish.Spot;
import io.longtake.studio.understand.Wish.Target;
import io.longtake.studio.understand.span.Token;
import io.longtake.studio.understand.span.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Which clips a clause points at, and what it does to their order. */
final class OrderRules {
    /** What may stand between "remove" and the clip that goes: "remove both of the", "remove the photo of the". */
    private static final String NOTHING_ELSE =
            "(?:the|a|an|any|all|both|each|every|some|that|this|these|those|one|ones|of|in|on|from|my|our|its|it|only|just|also|out|too|please|with|photos?|pictures?|images?|pics?|shots?|slides?|files?|clips?|videos?|file|named|called|\\d+|two|three|four|five|\\W+|\\s+)*";

    private static final String OF_CLIP_CHINESE = "[^的]*的(?!张|图|照片|图片|相片|画面|那|这|$).+";

    private final Segment segment;
    private final String message;
    private final List<MediaItem> media;
    private final List<Wish> wishes;
    private final List<Ref> mentioned;
    private final List<Ref> refs = new ArrayList<>();
    private final List<Integer> places = new ArrayList<>();
    private final boolean whole;
    private final List<Remark> remarks;
    private boolean everything;
    /** Whether the clause says "all except". */
    private boolean allOfThem;
    /** Whether the last ordinal stood without a noun: "forest first". */
    private boolean bareOrdinal;

    private boolean video;
    /** The tokens that point at clips: the first and the last. */
    private int firstRef = -1;

    private int lastRef = -1;

    /**
     * @param message that the clause's tokens point into
     * @param mentioned the clips that the message spoke of before, this clause's added to them
     * @param whole whether the clause is all that the message says
     */
    OrderRules(
            Segment segment,
            String message,
            List<MediaItem> media,
            List<Ref> mentioned,
            boolean whole,
            List<Wish> wishes,
            List<Remark> remarks) {
        this.segment = segment;
        this.message = message;
        this.whole = whole;
        this.remarks = remarks;
        this.mentioned = mentioned;
        this.media = media;
        this.wishes = wishes;
    }

    /** What the rest of the clause is about. */
    Target target() {
        return new Target(refs);
    }

    boolean hasTarget() {
        return !refs.isEmpty();
    }

    /** Whether "the video" in this clause can mean an uploaded one. */
    boolean hasVideo() {
        return video;
    }

    void apply(boolean no) {
        video = media.stream().anyMatch(item -> item.kind() == MediaItem.Kind.VIDEO);
        if (segment.has(Kind.UNDO)) {
            return;
        }
        collect();
        except();
        if (wholeOrder()) {
            return;
        }
        if (hasTarget() && opensOrCloses()) {
            return;
        }
        if (hasTarget() && twice()) {
            return;
        }
        if (segment.has(Kind.SWAP) && refs.size() == 2) {
            done(new Wish.SwapClips(target()), Kind.SWAP, Kind.JOIN);
        } else if (segment.has(Kind.KEEP) && !no && hasTarget() && !otherTopic() && !demandsOnly()) {
            kept();
        } else if (segment.has(Kind.ONLY, Kind.KEEP) && !no && hasTarget() && !otherTopic()) {
            done(new Wish.KeepOnly(target()), Kind.ONLY, Kind.KEEP, Kind.JOIN);
        } else if (no && hasTarget() && (otherTopic() || hadProperty())) {
            // "no zoom on the second photo": about its motion, not about its place in the film.
            return;
        } else if (no && hasTarget() && ofTarget()) {
            remarks.add(new Remark.NotUnderstood(words()));
            segment.useAll();
            refs.clear();
        } else if (no && hasTarget() && demandsRemoval()) {
            done(new Wish.RemoveClips(target()), Kind.NOT, Kind.REMOVE, Kind.JOIN, Kind.FROM);
        } else if (segment.has(Kind.REMOVE) && everything && !otherTopic()) {
            done(new Wish.RemoveClips(Target.FILM), Kind.REMOVE, Kind.ALL);
        } else if (segment.has(Kind.SHIFT) && hasTarget()) {
            shift();
        } else if (segment.has(Kind.ADD, Kind.MAKE, Kind.CHANGE) && hasTarget() && goesSomewhere()) {
            shift();
        } else if (segment.has(Kind.COPY) && hasTarget() && !otherTopic()) {
            done(new Wish.AddClips(target(), true), Kind.ADD, Kind.COPY, Kind.JOIN, Kind.END);
        } else if (segment.has(Kind.ADD) && !otherTopic() && (hasTarget() || everything)) {
            done(
                    new Wish.AddClips(target(), segment.has(Kind.COPY)),
                    Kind.ADD,
                    Kind.ALL,
                    Kind.JOIN,
                    Kind.END,
                    Kind.COPY);
        } else if (!otherTopic() && hasTarget() && goesByItself()) {
            shift();
        } else if (!otherTopic() && allBut() && noVerb() && !allOfThem) {
            // 除了最后一张，其他的…: what is to happen follows.
            refs.clear();
        } else if (!otherTopic() && allBut() && noVerb()) {
            done(new Wish.KeepOnly(target()), Kind.ALL, Kind.ONLY, Kind.KEEP);
        }
    }

    /** "Only keep the cat", "keep all but the cat", and "keep photos 2 and 3" as a whole message: a choice among the photos. */
    private boolean demandsOnly() {
        return segment.has(Kind.ONLY) || allBut() || (whole && refs.size() > 1 && !toItsPlace());
    }

    /** "Keep the cat, …": it stays, and that is no word about the others. */
    private void kept() {
        if (segment.has(Kind.BEGINNING, Kind.END) || toItsPlace()) {
            segment.takeAll(Kind.KEEP);
            shift();
            return;
        }
        if (whole) {
            remarks.add(new Remark.KeptOrOnly());
        }
        done(new Wish.Make(), Kind.KEEP, Kind.JOIN);
    }

    /** "Keep the cat first". */
    private boolean toItsPlace() {
        return refs.size() == 2
                && refs.get(1) instanceof Ref.Nth last
                && Math.abs(last.position()) == 1
                && bareOrdinal
                && !segment.had(Kind.JOIN);
    }

    /** "Not the cat" and 不是第二张 say which one is not meant; "no cat" and 不要第二张 want it gone. */
    private boolean demandsRemoval() {
        if (segment.has(Kind.REMOVE)) {
            return true;
        }
        int not = segment.find(Kind.NOT);
        return not < 0 || !segment.token(not).value().equals("CONTRAST");
    }

    /** "Remove the title from the second photo": the title goes, whatever rule took its word. */
    private boolean hadProperty() {
        return segment.had(
                Kind.TITLE,
                Kind.MUSIC,
                Kind.VOLUME,
                Kind.LOOK,
                Kind.LOOK_WORD,
                Kind.TRANSITION,
                Kind.TRANSITION_KIND,
                Kind.FADE,
                Kind.FADE_IN,
                Kind.FADE_OUT,
                Kind.FADE_BOTH,
                Kind.MOVE,
                Kind.MOTION);
    }

    /** "Drop the effect from the cat", 删除第二张的动画: something of the clip is to go, and not the clip. */
    private boolean ofTarget() {
        int at = segment.find(Kind.REMOVE);
        if (at < 0 || firstRef < 0) {
            return false;
        }
        int remove = segment.token(at).end();
        String before = remove <= segment.token(firstRef).start()
                ? message.substring(remove, segment.token(firstRef).start())
                : "";
        int last = segment.size() - 1;
        String behind = message.substring(
                segment.token(lastRef).end(), segment.token(last).end());
        boolean something = before.matches("(?i)(?s).*\\b(?:from|off|of|in|on)\\b.*")
                && !before.toLowerCase(Locale.ROOT).matches(NOTHING_ELSE);
        return something || behind.matches(OF_CLIP_CHINESE);
    }

    private String words() {
        return message.substring(
                segment.token(0).start(), segment.token(segment.size() - 1).end());
    }

    private boolean allBut() {
        return refs.size() == 1 && refs.get(0) instanceof Ref.AllBut;
    }

    /** "Everything but the first", 除了第一张: the clips that are not named. */
    private void except() {
        if (segment.has(Kind.EXCEPT) && hasTarget()) {
            allOfThem = segment.has(Kind.ALL)
                    || segment.token(segment.find(Kind.EXCEPT)).value().equals("ALL");
            segment.takeAll(Kind.EXCEPT, Kind.ALL);
            List<Ref> not = List.copyOf(refs);
            refs.clear();
            refs.add(new Ref.AllBut(not));
        }
    }

    /** "Start with the third photo", 以第二张图结尾. */
    private boolean opensOrCloses() {
        boolean from = segment.has(Kind.FROM) && segment.has(Kind.BEGINNING, Kind.AT) && !otherTopic();
        boolean opens = segment.has(Kind.OPENS) || from;
        if ((!opens && !segment.has(Kind.CLOSES)) || otherTopic()) {
            return false;
        }
        done(
                new Wish.MoveClip(
                        new Target(List.of(refs.get(0))), new Spot(Spot.Side.AT, new Ref.Nth(opens ? 1 : -1))),
                Kind.OPENS,
                Kind.CLOSES,
                Kind.FROM,
                Kind.BEGINNING,
                Kind.AT,
                Kind.JOIN,
                Kind.ADD);
        return true;
    }

    /** "Use the second photo twice", 第二张图用两次. */
    private boolean twice() {
        int times = segment.find(Kind.FACTOR);
        boolean shown = (segment.has(Kind.ADD) || bareTimes())
                && times >= 0
                && segment.token(times).number() >= 2;
        boolean other = segment.has(
                Kind.LONG,
                Kind.LONGER,
                Kind.SHORTER,
                Kind.SPEED,
                Kind.FAST,
                Kind.FASTER,
                Kind.SLOW,
                Kind.SLOWER,
                Kind.SIZE,
                Kind.BIG,
                Kind.BIGGER,
                Kind.QUOTE,
                Kind.TITLE,
                Kind.MUSIC,
                Kind.VOLUME,
                Kind.LENGTH,
                Kind.AT,
                Kind.MOVE);
        if (!shown || other) {
            return false;
        }
        Target again = target();
        for (int i = 2; i < Math.min(10, segment.token(times).number()); i++) {
            wishes.add(new Wish.AddClips(again, true));
        }
        done(new Wish.AddClips(again, true), Kind.ADD, Kind.FACTOR, Kind.JOIN);
        return true;
    }

    /** "The second photo twice": a clip, how often, and nothing else. */
    private boolean bareTimes() {
        for (int i = 0; i < segment.size(); i++) {
            if (segment.free(i) && !segment.is(i, Kind.FACTOR, Kind.IMAGE, Kind.FILLER, Kind.JOIN)) {
                return false;
            }
        }
        return noVerb();
    }

    /** "The third one first", 第二张最后: a clip and its place, without a verb. */
    private boolean goesByItself() {
        boolean place = refs.size() == 1 && segment.has(Kind.BEGINNING, Kind.END);
        return (place || toItsPlace()) && noVerb();
    }

    private boolean noVerb() {
        return !segment.had(Kind.NOT, Kind.REMOVE, Kind.MAKE, Kind.SWAP, Kind.LOOK, Kind.FADE);
    }

    private boolean wholeOrder() {
        if (segment.has(Kind.REVERSE)) {
            boolean playback = video && segment.has(Kind.FILM) && !segment.has(Kind.ORDER, Kind.IMAGE, Kind.ALL);
            if (playback) {
                return false;
            }
            segment.takeAll(Kind.REVERSE, Kind.ORDER, Kind.CHANGE, Kind.MAKE, Kind.ADD, Kind.ALL);
            wishes.add(new Wish.ReverseOrder());
            return true;
        }
        if (segment.has(Kind.SHUFFLE)) {
            segment.takeAll(Kind.SHUFFLE, Kind.ORDER, Kind.CHANGE, Kind.MAKE, Kind.ADD, Kind.ALL);
            wishes.add(new Wish.ShuffleOrder());
            return true;
        }
        return false;
    }

    private void done(Wish wish, Kind... kinds) {
        segment.takeAll(kinds);
        wishes.add(wish);
        refs.clear();
    }

    private boolean otherTopic() {
        return segment.has(
                Kind.MOVE,
                Kind.MOTION,
                Kind.SMOOTH,
                Kind.LENGTH,
                Kind.MUSIC,
                Kind.MOOD,
                Kind.TITLE,
                Kind.QUOTE,
                Kind.FIT,
                Kind.CROP,
                Kind.LOOK,
                Kind.TRANSITION,
                Kind.TRANSITION_KIND,
                Kind.FADE,
                Kind.FADE_IN,
                Kind.FADE_OUT,
                Kind.OWN,
                Kind.FACTOR,
                Kind.SPEED,
                Kind.SLOW,
                Kind.FAST);
    }

    private boolean goesSomewhere() {
        return (refs.size() == 2 || segment.has(Kind.BEGINNING, Kind.END, Kind.BEFORE, Kind.AFTER))
                && !otherTopic()
                && segment.find(Kind.MAKE, Kind.CHANGE, Kind.ADD) >= 0;
    }

    private void shift() {
        Ref what = refs.get(0);
        boolean before = segment.has(Kind.BEFORE, Kind.BEGINNING);
        boolean after = segment.has(Kind.AFTER, Kind.END);
        Spot where;
        boolean between = segment.had(Kind.FROM) && refs.size() == 3;
        if (between) {
            where = new Spot(Spot.Side.AFTER, refs.get(1));
        } else if (refs.size() >= 2) {
            Ref other = refs.get(refs.size() - 1);
            where = new Spot(before ? Spot.Side.BEFORE : after ? Spot.Side.AFTER : Spot.Side.AT, other);
        } else if (!places.isEmpty()) {
            where = new Spot(Spot.Side.AT, new Ref.Nth(places.get(0)));
        } else if (before) {
            where = new Spot(Spot.Side.AT, new Ref.Nth(1));
        } else if (after) {
            where = new Spot(Spot.Side.AT, new Ref.Nth(-1));
        } else {
            return;
        }
        done(
                new Wish.MoveClip(new Target(List.of(what)), where),
                Kind.SHIFT,
                Kind.ADD,
                Kind.MAKE,
                Kind.CHANGE,
                Kind.TO,
                Kind.BEFORE,
                Kind.AFTER,
                Kind.BEGINNING,
                Kind.END,
                Kind.JOIN,
                Kind.PLACE,
                Kind.FROM,
                Kind.NUMBER);
    }

    /** Takes note of the clips a clause speaks of, and does nothing with them. */
    void mention() {
        collect();
    }

    private void collect() {
        boolean sound = segment.has(Kind.MUSIC, Kind.VOLUME);
        for (int i = 0; i < segment.size(); i++) {
            if (!segment.free(i)) {
                continue;
            }
            Token token = segment.token(i);
            int known = refs.size();
            if (token.is(Kind.MEDIUM) || token.is(Kind.QUOTE)) {
                medium(i, token);
            } else if (token.is(Kind.MIDDLE)) {
                segment.use(i);
                refs.add(new Ref.Middle());
            } else if (token.is(Kind.EVERY_OTHER) && segment.is(segment.after(i), Kind.IMAGE)) {
                segment.use(i);
                refs.add(new Ref.EveryOther());
            } else if (token.is(Kind.OTHERS) && !mentioned.isEmpty()) {
                segment.use(i);
                refs.add(new Ref.AllBut(List.copyOf(mentioned)));
            } else if (token.is(Kind.ORDINAL)) {
                ordinal(i, token);
            } else if (token.is(Kind.IMAGE, Kind.FILM)) {
                numbered(i);
            } else if (token.is(Kind.ALL) && segment.is(segment.after(i), Kind.IMAGE) && !sound) {
                everything = true;
            } else if (token.is(Kind.NUMBER) && segment.has(Kind.SWAP)) {
                refs.add(new Ref.Nth(take(i)));
            } else if (token.is(Kind.NUMBER) && segment.is(segment.after(i), Kind.IMAGE)) {
                // "these 3 photos": how many there are is known.
                segment.use(i);
            }
            if (refs.size() > known) {
                firstRef = firstRef < 0 ? i : firstRef;
                lastRef = i;
            }
        }
        mentioned.addAll(refs);
    }

    private void medium(int i, Token token) {
        for (MediaItem item : media) {
            boolean meant =
                    token.is(Kind.MEDIUM) ? item.id().equals(token.value()) : TitleRules.named(item, token.value());
            if (meant && item.kind() != MediaItem.Kind.AUDIO) {
                segment.use(i);
                refs.add(new Ref.Medium(item.id()));
                return;
            }
        }
    }

    private void ordinal(int i, Token token) {
        int next = segment.after(i);
        int position = Integer.parseInt(token.value());
        // "First 3 seconds" is a time; "second 2 seconds" and "last one 6 s" are clips and how long they are seen.
        boolean clip = Math.abs(position) != 1 || (next > i + 1 && isOne(i + 1));
        if (segment.is(next, Kind.TITLE)
                || (segment.is(next, Kind.LENGTH) && !clip)
                || segment.is(next, Kind.FACTOR, Kind.PERCENT)) {
            return;
        }
        segment.use(i);
        if (segment.is(next, Kind.NUMBER) && segment.is(segment.after(next), Kind.IMAGE, Kind.FILM)) {
            int count = (int) Math.max(1, Math.min(200, segment.token(next).number()));
            segment.use(next);
            for (int n = 0; n < count; n++) {
                refs.add(new Ref.Nth(position > 0 ? position + n : -count + n));
            }
            return;
        }
        bareOrdinal = !segment.is(next, Kind.IMAGE, Kind.FILM);
        refs.add(new Ref.Nth(position));
    }

    private boolean isOne(int i) {
        return segment.is(i, Kind.FILLER)
                && segment.token(i).end() - segment.token(i).start() == 3;
    }

    /** "photo 2", "images 1 to 3", "photos 1 and 4". */
    private void numbered(int i) {
        int next = segment.after(i);
        if (next != i + 1) {
            // "A video of three": how many, and not which.
            return;
        }
        if (segment.is(next, Kind.NUMBER_SIGN)) {
            segment.use(next);
            next = segment.after(next);
        }
        if (!segment.is(next, Kind.NUMBER) || segment.is(segment.after(next), Kind.IMAGE)) {
            return;
        }
        int last = take(next);
        refs.add(new Ref.Nth(last));
        int glue = segment.after(next);
        while (segment.is(glue, Kind.TO, Kind.JOIN) && segment.is(segment.after(glue), Kind.NUMBER)) {
            boolean shifting = segment.is(glue, Kind.TO) && segment.has(Kind.SHIFT);
            int number = segment.after(glue);
            int value = take(number);
            segment.use(glue);
            if (shifting) {
                places.add(value);
            } else if (segment.is(glue, Kind.TO)) {
                for (int n = last + 1; n <= Math.min(value, last + 200); n++) {
                    refs.add(new Ref.Nth(n));
                }
            } else {
                refs.add(new Ref.Nth(value));
            }
            last = value;
            glue = segment.after(number);
        }
    }

    private int take(int i) {
        segment.use(i);
        return (int) Math.round(segment.token(i).number());
    }
}
