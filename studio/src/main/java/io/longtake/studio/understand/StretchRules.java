package io.longtake.studio.understand;

import io.longtake.studio.timeline.Arrangement;
import io.longtake.studio.timeline.MediaItem;
import io.longtake.studio.understand.Wish.TitleStyle;
import io.longtake.studio.understand.span.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What happens in which stretch of the film: "0-2 s static, 2-4 s push in". */
final class StretchRules {
    private final String message;
    private final List<Wish> wishes;
    private final List<Remark> remarks;
    private final List<MediaItem> media;
    private final List<Wish.Ref> mentioned;
    /** Whether there is no film yet. */
    private final boolean firstMessage;

    private final boolean spansBehind;
    private final List<Wish.Stage> stages = new ArrayList<>();
    /** A stretch in a clause of its own, "[0-2s] static": that of the next clause. */
    private Optional<Wish.Stage> awaited = Optional.empty();

    /** @param spansBehind whether each stretch stands behind its motion */
    StretchRules(
            String message,
            List<MediaItem> media,
            List<Wish.Ref> mentioned,
            boolean firstMessage,
            boolean spansBehind,
            List<Wish> wishes,
            List<Remark> remarks) {
        this.message = message;
        this.media = media;
        this.mentioned = mentioned;
        this.firstMessage = firstMessage;
        this.spansBehind = spansBehind;
        this.wishes = wishes;
        this.remarks = remarks;
    }

    /** Takes a clause about one stretch of the film; only motion and titles can have one. */
    boolean staged(Segment segment) {
        Optional<Spans.Span> span = Spans.in(segment);
        if (segment.has(
                Kind.TITLE,
                Kind.QUOTE,
                Kind.TRIM,
                Kind.TRANSITION_KIND,
                Kind.ONLY,
                Kind.KEEP,
                Kind.REMOVE,
                Kind.CHANGE,
                Kind.LONGER,
                Kind.SHORTER,
                Kind.LONG)) {
            return false;
        }
        if (span.isEmpty() && (awaited.isEmpty() || !segment.has(Kind.MOVE, Kind.MOTION, Kind.SMOOTH))) {
            return false;
        }
        Wish.Stage stage = span.map(it -> stage(segment, it)).orElseGet(awaited::orElseThrow);
        awaited = Optional.empty();
        OrderRules order = new OrderRules(segment, message, media, mentioned, false, wishes, remarks);
        order.apply(false);
        List<Wish> found = new ArrayList<>();
        new PictureRules(segment, order.target(), order.hasVideo(), false, found, remarks).apply();
        segment.takeAll(
                Kind.FILLER,
                Kind.JOIN,
                Kind.COLON,
                Kind.FOR,
                Kind.AT,
                Kind.FROM,
                Kind.TO,
                Kind.IMAGE,
                Kind.MAKE,
                Kind.ADD,
                Kind.FILM,
                Kind.KEEP);
        boolean rest = segment.find(Kind.values()) >= 0;
        int last = wishes.size() - 1;
        if (found.isEmpty() && !rest && !order.hasTarget()) {
            if (spansBehind && last >= 0 && wishes.get(last) instanceof Wish.SetMotion motion) {
                wishes.remove(last);
                stages.add(filled(stage, motion));
            } else {
                awaited = Optional.of(stage);
            }
            return true;
        }
        if (!rest && found.size() == 1 && found.get(0) instanceof Wish.SetMotion motion) {
            stages.add(filled(stage, motion));
        } else {
            remarks.add(new Remark.NoStretch(message.substring(
                            segment.token(0).start(),
                            segment.token(segment.size() - 1).end())
                    .strip()));
        }
        segment.useAll();
        return true;
    }

    /** "0-3s: zoom in, title "Hi"": the title's stretch is the motion's before it. */
    void inItsStretch(int first, boolean onClip) {
        if (stages.isEmpty() || spansBehind || onClip) {
            return;
        }
        Wish.Stage stage = stages.get(stages.size() - 1);
        TitleStyle time = TitleStyle.when(
                new Arrangement.When.From(stage.from(), stage.to().minus(stage.from())));
        for (int i = first; i < wishes.size(); i++) {
            if (wishes.get(i) instanceof Wish.AddTitle title && !title.style().tellsTime()) {
                wishes.set(
                        i,
                        new Wish.AddTitle(
                                title.text(), title.kind(), title.style().and(time)));
            }
        }
    }

    private Wish.Stage stage(Segment segment, Spans.Span span) {
        for (int i = span.first(); i <= span.last(); i++) {
            segment.use(i);
        }
        String words = message.substring(
                segment.token(span.first()).start(), segment.token(span.last()).end());
        return new Wish.Stage(span.from(), span.to(), Wish.Target.FILM, List.of(), Optional.empty(), words);
    }

    private static Wish.Stage filled(Wish.Stage stage, Wish.SetMotion motion) {
        return new Wish.Stage(stage.from(), stage.to(), motion.target(), motion.moves(), motion.speed(), stage.words());
    }

    void close() {
        awaited.ifPresent(stage -> remarks.add(new Remark.NotUnderstood(stage.words())));
        List<Wish.Stage> fitting = Wish.Stage.inOrder(stages, remarks);
        if (!fitting.isEmpty()) {
            boolean told = wishes.stream()
                    .anyMatch(wish -> wish instanceof Wish.SetLength
                            || wish instanceof Wish.SetEachLength
                            || wish instanceof Wish.LengthOfMusic);
            wishes.add(new Wish.StagedMotion(fitting, firstMessage && !told));
        }
    }
}
