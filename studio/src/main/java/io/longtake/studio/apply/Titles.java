package io.longtake.studio.apply;

import io.longtake.studio.draft.DraftReader;
import io.longtake.studio.film.Film;
import io.longtake.studio.film.text.Lettering;
import io.longtake.studio.film.title.TitleText;
import io.longtake.studio.timeline.Arrangement.TitleCard;
import io.longtake.studio.timeline.Arrangement.When;
import io.longtake.studio.understand.Remark;
import io.longtake.studio.understand.Remark.Quantity;
import io.longtake.studio.understand.TitleRules;
import io.longtake.studio.understand.Wish;
import io.longtake.studio.understand.Wish.TitleRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Adds, changes and removes titles; limits their number and rejects a start after the film's end. */
record Titles(Film.Canvas canvas, Duration film, List<Remark> remarks) {
    private static final int WHITE = 0xFFFFFF;
    private static final Duration FADE = Duration.ofMillis(500);

    List<TitleCard> added(List<TitleCard> titles, Wish.AddTitle it) {
        TitleRef same = new TitleRef.Text(it.text());
        if (it.kind() == Wish.TitleKind.TITLE
                && it.style().isAboutLookOnly()
                && index(titles, Optional.of(same)) >= 0) {
            // "Make “Hello” red": a second title with the same text at the same time is not what is meant.
            return changed(titles, new Wish.ChangeTitle(Optional.of(same), Optional.empty(), it.style(), it.kind()));
        }
        if (titles.size() >= DraftReader.MAX_TITLES) {
            remarks.add(tooLong(it.text()));
            return titles;
        }
        boolean credits = it.kind() == Wish.TitleKind.CREDITS;
        boolean caption = it.kind() == Wish.TitleKind.CAPTION;
        TitleCard card = new TitleCard(
                it.text(),
                caption ? Film.Title.Place.BOTTOM : Film.Title.Place.CENTER,
                caption ? 5 : 8,
                WHITE,
                credits ? new When.Last(TitleRules.USUAL) : new When.From(Duration.ZERO, TitleRules.USUAL),
                FADE);
        List<TitleCard> next = new ArrayList<>(titles);
        next.add(styled(card, it.style()));
        return shown(next.get(titles.size())) ? next : titles;
    }

    List<TitleCard> changed(List<TitleCard> titles, Wish.ChangeTitle it) {
        int at = index(titles, it.which());
        if (at < 0 && it.which().isEmpty() && it.text().isPresent()) {
            return added(titles, new Wish.AddTitle(it.text().get(), it.kind(), it.style()));
        }
        if (at < 0
                && it.which().isPresent()
                && it.which().get() instanceof TitleRef.Text words
                && it.text().isEmpty()) {
            // "Put “Hello” at the top": no title has this text yet.
            return added(titles, new Wish.AddTitle(words.text(), Wish.TitleKind.TITLE, it.style()));
        }
        if (at < 0) {
            remarks.add(new Remark.NoSuchTitle(it.which().map(Titles::named)));
            return titles;
        }
        boolean another = it.kind() == Wish.TitleKind.CAPTION
                && it.text().isPresent()
                && titles.get(at).place() != Film.Title.Place.BOTTOM;
        if (another) {
            // The text of a caption does not replace that of a title.
            return added(titles, new Wish.AddTitle(it.text().get(), it.kind(), it.style()));
        }
        TitleCard card = it.text().map(titles.get(at)::withText).orElse(titles.get(at));
        List<TitleCard> next = new ArrayList<>(titles);
        next.set(at, styled(card, it.style()));
        return shown(next.get(at)) ? next : titles;
    }

    /** Whether the title can be drawn and is large enough to be read. */
    private boolean shown(TitleCard card) {
        if (card.text().length() > DraftReader.MAX_TEXT) {
            remarks.add(tooLong(card.text()));
            return false;
        }
        Lettering lettering = Lettering.of(card.text());
        if (!lettering.isVisible()) {
            remarks.add(new Remark.NothingToShow(lettering.missing()));
            return false;
        }
        Optional<TitleText> text = card.in(film).map(title -> TitleText.of(title, canvas));
        if (text.isPresent() && !text.get().readable()) {
            remarks.add(new Remark.TitleTooLong(card.text(), TitleText.MOST_LINES));
            return false;
        }
        return true;
    }

    private static Remark tooLong(String text) {
        return new Remark.OutOfRange(Quantity.TEXT, text.length() + "", "1", DraftReader.MAX_TEXT + "");
    }

    List<TitleCard> removed(List<TitleCard> titles, Wish.RemoveTitle it) {
        if (it.which().isEmpty()) {
            return List.of();
        }
        int at = index(titles, it.which());
        if (at < 0) {
            remarks.add(new Remark.NoSuchTitle(it.which().map(Titles::named)));
            return titles;
        }
        List<TitleCard> next = new ArrayList<>(titles);
        next.remove(at);
        return next;
    }

    /** Shows the title at this time, or for its own length where that is shorter and set explicitly. */
    List<TitleCard> over(List<TitleCard> titles, Wish.TitleOver it, When.From time) {
        List<TitleCard> next = new ArrayList<>(titles);
        next.replaceAll(card -> {
            boolean brief = it.stays()
                    && card.when() instanceof When.From from
                    && from.length().compareTo(time.length()) < 0;
            Duration length = brief ? ((When.From) card.when()).length() : time.length();
            return card.text().equals(it.text()) ? card.withWhen(new When.From(time.start(), length)) : card;
        });
        return next;
    }

    /** Without the titles that are shown for the most part at this time. */
    List<TitleCard> notDuring(List<TitleCard> titles, When.From time) {
        List<TitleCard> left =
                titles.stream().filter(title -> !mostlyWithin(title, time)).toList();
        if (left.size() == titles.size()) {
            remarks.add(new Remark.NoTitleThere());
        }
        return left;
    }

    /** Whether more than half of the title's time lies within {@code time}. */
    private boolean mostlyWithin(TitleCard title, When.From time) {
        Duration start = title.when().start(film);
        Duration end = start.plus(title.when().length(film));
        Duration behind = time.start().plus(time.length());
        Duration from = start.compareTo(time.start()) > 0 ? start : time.start();
        Duration to = end.compareTo(behind) < 0 ? end : behind;
        return to.minus(from).multipliedBy(2).compareTo(end.minus(start)) > 0;
    }

    /** The last title with this text; the last title of all when none is named; -1 when it does not exist. */
    private static int index(List<TitleCard> titles, Optional<TitleRef> which) {
        if (which.isEmpty()) {
            return titles.size() - 1;
        }
        if (which.get() instanceof TitleRef.Nth nth) {
            int at = nth.position() > 0 ? nth.position() - 1 : titles.size() + nth.position();
            return at < titles.size() ? at : -1;
        }
        int at = -1;
        String text = ((TitleRef.Text) which.get()).text();
        for (int i = 0; i < titles.size(); i++) {
            at = titles.get(i).text().equalsIgnoreCase(text) ? i : at;
        }
        return at;
    }

    private static String named(TitleRef which) {
        return which instanceof TitleRef.Text words ? words.text() : "#" + ((TitleRef.Nth) which).position();
    }

    private When timed(When when, Wish.TitleStyle style) {
        Duration before = when.length(film);
        Duration length = style.stay()
                .orElse(style.stretch().map(by -> Arranger.scaled(before, by)).orElse(before));
        if (style.start().isPresent()) {
            return new When.From(style.start().get(), length);
        }
        if (style.shift().isPresent()) {
            Duration start = when.start(film).plus(style.shift().get());
            return new When.From(start.isNegative() ? Duration.ZERO : start, length);
        }
        if (length.equals(before)) {
            return when;
        }
        return when instanceof When.Last
                ? new When.Last(length)
                : new When.From(when instanceof When.From from ? from.start() : Duration.ZERO, length);
    }

    private TitleCard styled(TitleCard card, Wish.TitleStyle style) {
        TitleCard next = card;
        next = style.place().map(next::withPlace).orElse(next);
        next = style.rgb().map(next::withRgb).orElse(next);
        double size =
                style.sizePercent().orElse(next.sizePercent() * style.scale().orElse(1.0));
        next = next.withSizePercent(Math.max(2, Math.min(30, Math.round(size * 10) / 10.0)));
        next = style.when().map(next::withWhen).orElse(next);
        next = next.withWhen(timed(next.when(), style));
        next = style.fade().map(next::withFade).orElse(next);
        if (next.when() instanceof When.From from && from.start().compareTo(film) >= 0) {
            remarks.add(new Remark.TitleTooLate(card.text()));
            return next.withWhen(card.when());
        }
        return next;
    }
}
