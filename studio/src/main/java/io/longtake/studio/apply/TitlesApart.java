package io.longtake.studio.apply;

import io.longtake.studio.film.Film;
import io.longtake.studio.film.text.Lettering;
import io.longtake.studio.film.title.PlacedTitle;
import io.longtake.studio.film.title.TitleLayout;
import io.longtake.studio.film.title.TitleText;
import io.longtake.studio.timeline.Arrangement;
import io.longtake.studio.timeline.Arrangement.TitleCard;
import io.longtake.studio.timeline.Arrangement.When;
import io.longtake.studio.understand.Remark;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Sees that no two titles of an edited film cover each other. The layout puts titles of the same time above each other; a title
 * for which this leaves no room is shown after them, or else removed.
 */
final class TitlesApart {
    /** A title that would be shown for a shorter time than this is removed instead. */
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private final Film.Canvas canvas;
    private final Duration film;
    private final List<Remark> remarks;
    private final TitleLayout layout;
    /** Finding the size of a title's letters takes far longer than placing it. */
    private final Map<TitleCard, TitleText> texts = new HashMap<>();

    /**
     * @param captions those of the clips, which keep their place
     * @param remarks receives what was changed, and what is shown otherwise than written
     */
    TitlesApart(Film.Canvas canvas, Duration film, List<Film.Title> captions, List<Remark> remarks) {
        this.canvas = canvas;
        this.film = film;
        this.remarks = remarks;
        this.layout = new TitleLayout(canvas);
        captions.forEach(caption -> layout.add(layout.place(caption, TitleText.of(caption, canvas))));
    }

    /** The titles that are shown. To be called once. */
    List<TitleCard> of(List<TitleCard> cards) {
        List<TitleCard> apart = new ArrayList<>();
        for (TitleCard card : cards) {
            Optional<TitleCard> shown = shown(apart, card);
            shown.ifPresent(apart::add);
            if (shown.isEmpty()) {
                remarks.add(new Remark.NoRoomForTitle(card.text()));
            } else if (!shown.get().equals(card)) {
                remarks.add(
                        new Remark.TitleLater(card.text(), shown.get().when().start(film)));
            }
        }
        return apart;
    }

    private Optional<TitleCard> shown(List<TitleCard> others, TitleCard card) {
        for (TitleCard choice : choices(others, card)) {
            Optional<Film.Title> title = choice.in(film);
            if (title.isEmpty()) {
                return Optional.of(choice);
            }
            TitleText text = text(card, title.get());
            PlacedTitle placed = layout.place(title.get(), text);
            if (placed.free()) {
                layout.add(placed);
                texts.put(choice, text);
                return Optional.of(choice);
            }
        }
        return Optional.empty();
    }

    /** The card, and the same card after each of the others that ends later than it begins. */
    private List<TitleCard> choices(List<TitleCard> others, TitleCard card) {
        if (!(card.when() instanceof When.From from)) {
            return List.of(card);
        }
        Stream<TitleCard> later = others.stream()
                .map(other -> other.when().start(film).plus(other.when().length(film)))
                .filter(end ->
                        end.compareTo(from.start()) > 0 && end.plus(SHORTEST).compareTo(film) <= 0)
                .distinct()
                .sorted()
                .map(end -> card.withWhen(new When.From(end, from.length())));
        return Stream.concat(Stream.of(card), later).toList();
    }

    private TitleText text(TitleCard card, Film.Title title) {
        return texts.computeIfAbsent(card, any -> TitleText.of(title, canvas));
    }

    /** Reports the titles of {@code after} that lack characters or have become too small, unless they did before. */
    void report(Optional<Arrangement> before, Arrangement after) {
        List<TitleCard> known = before.map(Arrangement::titles).orElse(List.of());
        for (TitleCard card : after.titles()) {
            boolean told = known.stream().anyMatch(other -> other.text().equals(card.text()));
            List<String> missing = told ? List.of() : Lettering.of(card.text()).missing();
            if (!missing.isEmpty()) {
                remarks.add(new Remark.NotShown(card.text(), missing));
            }
        }
        if (before.isPresent() && before.get().ratio() == after.ratio()) {
            return;
        }
        for (TitleCard card : after.titles()) {
            boolean small =
                    card.in(film).filter(title -> !text(card, title).readable()).isPresent();
            if (small) {
                remarks.add(new Remark.TitleSmall(card.text(), after.ratio().text()));
            }
        }
    }
}
