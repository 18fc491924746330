package io.longtake.studio.understand;

import io.longtake.studio.understand.Wish.TitleStyle;
import io.longtake.studio.understand.span.Token;
import io.longtake.studio.understand.span.Token.Kind;
import java.util.List;
import java.util.Optional;

/** What a clause without a topic of its own says about the title or the music before it: "…, at the top, in red". */
final class TitleContinuation {
    private final List<Wish> wishes;

    TitleContinuation(List<Wish> wishes) {
        this.wishes = wishes;
    }

    /** "…, at the top, for the last 5 seconds" behind a title. */
    boolean goesOnAboutTitle(Segment segment) {
        int last = wishes.size() - 1;
        return last >= 0
                && (wishes.get(last) instanceof Wish.AddTitle || wishes.get(last) instanceof Wish.ChangeTitle)
                && !segment.has(
                        Kind.MUSIC,
                        Kind.OWN,
                        Kind.MOVE,
                        Kind.MOTION,
                        Kind.LOOK,
                        Kind.TRANSITION,
                        Kind.LOUDER,
                        Kind.SOFTER,
                        Kind.SPEED,
                        Kind.WORD);
    }

    /** What a clause without a topic says about the title before it: "…, at the top, in red, for 3 seconds". */
    void continued(Segment segment) {
        int last = wishes.size() - 1;
        if (last >= 0 && Topic.of(wishes.get(last)) == Topic.MUSIC && sizeAlone(segment)) {
            // 音乐太吵了，小一点: it is the music that is to be smaller.
            double factor = segment.take(Kind.SMALLER).isPresent() ? 0.7 : 1.4;
            segment.takeAll(Kind.BIGGER);
            if (!(wishes.get(last) instanceof Wish.ScaleVolume)) {
                wishes.add(new Wish.ScaleVolume(factor));
            }
            return;
        }
        if (last >= 0
                && wishes.get(last) instanceof Wish.SetMusic
                && segment.take(Kind.GENTLE).isPresent()) {
            wishes.add(new Wish.ScaleVolume(0.7));
            return;
        }
        if (last >= 0 && segment.has(Kind.PERCENT) && volume(last, segment.token(segment.find(Kind.PERCENT)))) {
            segment.takeAll(Kind.PERCENT, Kind.AT);
            return;
        }
        if (last < 0 || !(wishes.get(last) instanceof Wish.AddTitle || wishes.get(last) instanceof Wish.ChangeTitle)) {
            ofTitle(segment);
            return;
        }
        if (segment.find(
                        Kind.PLACE,
                        Kind.COLOR,
                        Kind.FOR,
                        Kind.ORDINAL,
                        Kind.BIG,
                        Kind.SMALL,
                        Kind.BEGINNING,
                        Kind.END,
                        Kind.THROUGHOUT,
                        Kind.FROM,
                        Kind.AT,
                        Kind.BIGGER,
                        Kind.SMALLER)
                < 0) {
            return;
        }
        Wish wish = wishes.get(last);
        TitleRules.Style style = new TitleRules.Style(segment);
        if (wish instanceof Wish.AddTitle add) {
            TitleStyle more = style.read(add.kind());
            wishes.set(
                    last, new Wish.AddTitle(add.text(), add.kind(), add.style().and(more)));
            tidyTitle(segment, more);
        } else if (wish instanceof Wish.ChangeTitle change) {
            TitleStyle more = style.read(Wish.TitleKind.TITLE);
            wishes.set(
                    last,
                    new Wish.ChangeTitle(
                            change.which(), change.text(), change.style().and(more)));
            tidyTitle(segment, more);
        }
    }

    private static boolean sizeAlone(Segment segment) {
        boolean size = false;
        for (int i = 0; i < segment.size(); i++) {
            if (segment.is(i, Kind.SMALLER, Kind.BIGGER) && segment.free(i)) {
                size = true;
            } else if (!segment.is(i, Kind.FILLER, Kind.JOIN)) {
                return false;
            }
        }
        return size;
    }

    /** "Use rain.mp3, 60%": a percentage behind music is its volume. */
    private boolean volume(int last, Token percent) {
        Optional<Double> volume = Optional.of(percent.number() / 100);
        if (wishes.get(last) instanceof Wish.SetMusic music && music.volume().isEmpty()) {
            wishes.set(last, music.withVolume(percent.number() / 100));
            return true;
        }
        if (wishes.get(last) instanceof Wish.OwnMusic music && music.volume().isEmpty()) {
            wishes.set(last, new Wish.OwnMusic(music.medium(), volume));
            return true;
        }
        return false;
    }

    /** Only words have a colour, a place, a size: "make it yellow", "bigger font", 放到左下角 are about the last title. */
    private void ofTitle(Segment segment) {
        boolean style = segment.has(
                Kind.PLACE,
                Kind.COLOR,
                Kind.BIGGER,
                Kind.SMALLER,
                Kind.BIG,
                Kind.SMALL,
                Kind.SIZE,
                Kind.FACTOR,
                Kind.LATER);
        boolean colorAlone =
                segment.has(Kind.COLOR) && !segment.had(Kind.MAKE, Kind.CHANGE, Kind.COLOR_WORD, Kind.PLACE);
        boolean other = segment.had(
                Kind.IMAGE,
                Kind.FILM,
                Kind.MUSIC,
                Kind.VOLUME,
                Kind.MOVE,
                Kind.MOTION,
                Kind.NOT,
                Kind.SPEED,
                Kind.ORDINAL,
                Kind.MEDIUM,
                Kind.LOOK,
                Kind.LOOK_WORD,
                Kind.CANNOT,
                Kind.WORD,
                Kind.QUOTE,
                Kind.LONG,
                Kind.LONGER,
                Kind.SHORTER,
                Kind.TRANSITION);
        boolean factorAlone =
                segment.has(Kind.FACTOR) && !segment.has(Kind.BIG, Kind.BIGGER, Kind.SMALL, Kind.SMALLER, Kind.SIZE);
        if (!style || other || colorAlone || factorAlone) {
            return;
        }
        TitleStyle read = new TitleRules.Style(segment).read(Wish.TitleKind.TITLE);
        if (!read.isEmpty()) {
            wishes.add(new Wish.ChangeTitle(Optional.empty(), Optional.empty(), read));
            tidyTitle(segment, read);
        }
    }

    private static void tidyTitle(Segment segment, TitleStyle said) {
        if (!said.isEmpty()) {
            segment.takeAll(Kind.SHIFT, Kind.ADD, Kind.CHANGE, Kind.SIZE);
        }
    }
}
