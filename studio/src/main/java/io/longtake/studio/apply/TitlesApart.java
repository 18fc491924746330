package io.longtake.studio.apply;

import io.longtake.studio.film.Film;
import io.longtake.studio.film.text.Lettering;
import io.longtake.studio.film.title.PlacedTitle;
import io.longtake.studio.film.title.TitleLayout;
import io.longtake.studio.timeline.Arrangement;
import io.longtake.studio.timeline.Arrangement.TitleCard;
import io.longtake.studio.timeline.Arrangement.When;
import io.longtake.studio.understand.Remark;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Sees that no two titles of an edited film cover each other. The layout puts titles of the same time above each other; a title
 * for which this leaves no room is shown after them, or else removed.
 *
 * @param remarks receives what was changed, and what is shown otherwise than written
 */
record TitlesApart(Film.Canvas canvas, Duration film, List<Remark> remarks) {
    /** A title that would be shown for a shorter time than this is removed instead. */
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    List<TitleCard> of(List<TitleCard> cards) {
        List<TitleCard> apart = new ArrayList<>();
        for (TitleCard card : cards) {
            if (isFree(apart, card)) {
                apart.add(card);
                continue;
            }
            Optional<TitleCard> later = later(apart, card);
            later.ifPresent(apart::add);
            remarks.add(
                    later.isPresent()
                            ? new Remark.TitleLater(
                                    card.text(), later.get().when().start(film))
                            : new Remark.NoRoomForTitle(card.text()));
        }
        return apart;
    }

    private Optional<TitleCard> later(List<TitleCard> others, TitleCard card) {
        if (!(card.when() instanceof When.From from)) {
            return Optional.empty();
        }
        return others.stream()
                .map(other -> other.when().start(film).plus(other.when().length(film)))
                .filter(end ->
                        end.compareTo(from.start()) > 0 && end.plus(SHORTEST).compareTo(film) <= 0)
                .sorted(Comparator.naturalOrder())
                .map(end -> card.withWhen(new When.From(end, from.length())))
                .filter(moved -> isFree(others, moved))
                .findFirst();
    }

    private boolean isFree(List<TitleCard> others, TitleCard card) {
        Optional<Film.Title> title = card.in(film);
        if (title.isEmpty()) {
            return true;
        }
        List<Film.Title> titles = new ArrayList<>();
        others.forEach(other -> other.in(film).ifPresent(titles::add));
        titles.add(title.get());
        List<PlacedTitle> placed = TitleLayout.of(canvas, titles);
        return placed.get(placed.size() - 1).free();
    }

    /** Reports the titles of {@code after} that lack characters or have become too small, unless they did before. */
    void report(Optional<Arrangement> before, Arrangement after) {
        List<TitleCard> known = before.map(Arrangement::titles).orElse(List.of());
        boolean sameShape = before.isPresent() && before.get().ratio() == after.ratio();
        List<Film.Title> titles = new ArrayList<>();
        for (TitleCard card : after.titles()) {
            boolean told = known.stream().anyMatch(other -> other.text().equals(card.text()));
            List<String> missing = told ? List.of() : Lettering.of(card.text()).missing();
            if (!missing.isEmpty()) {
                remarks.add(new Remark.NotShown(card.text(), missing));
            }
            if (!sameShape) {
                card.in(film).ifPresent(titles::add);
            }
        }
        TitleLayout.of(canvas, titles).stream()
                .filter(placed -> !placed.text().fits())
                .forEach(placed -> remarks.add(new Remark.TitleSmall(
                        placed.title().text(), after.ratio().text())));
    }
}
