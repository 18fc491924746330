package io.longtake.studio.understand;

import io.longtake.studio.film.Film;
import io.longtake.studio.timeline.Arrangement;
import io.longtake.studio.understand.span.Token;
import io.longtake.studio.understand.span.Token.Kind;
import java.util.List;
import java.util.Optional;

/** What a film is for: "a wedding video" has a mood and a pace. */
final class StyleRules {
    private final List<Wish> wishes;
    /** Whether there is no film yet. */
    private final boolean firstMessage;
    /** The mood and the pace, such as {@code ROMANTIC/SLOW}. */
    private Optional<String> style = Optional.empty();

    StyleRules(List<Wish> wishes, boolean firstMessage) {
        this.wishes = wishes;
        this.firstMessage = firstMessage;
    }

    /** "A wedding video" sets the style of a new film; of a film that exists, only if the clause says nothing else. */
    void style(Segment segment) {
        List<Token> told = segment.takeAll(Kind.STYLE);
        if (told.isEmpty()) {
            return;
        }
        boolean nothingElse = true;
        for (int i = 0; i < segment.size(); i++) {
            nothingElse &= segment.is(i, Kind.STYLE, Kind.FILLER, Kind.JOIN, Kind.MAKE, Kind.FILM, Kind.FOR, Kind.ADD);
        }
        if (style.isEmpty() && (firstMessage || nothingElse)) {
            style = Optional.of(told.get(0).value());
        }
        wishes.add(new Wish.Make());
    }

    /** Pace and music of the style, where the message does not tell them. */
    void applyStyle() {
        if (style.isEmpty()) {
            return;
        }
        String[] moodAndPace = style.get().split("/", -1);
        boolean music = wishes.stream().anyMatch(wish -> Topic.of(wish) == Topic.MUSIC || wish instanceof Wish.NoMusic);
        boolean pace = wishes.stream()
                .anyMatch(wish -> wish instanceof Wish.SetPace
                        || wish instanceof Wish.SetEachLength
                        || wish instanceof Wish.StagedMotion);
        if (!music) {
            wishes.add(new Wish.SetMusic(
                    Optional.of(Film.Mood.valueOf(moodAndPace[0])),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()));
        }
        if (!pace) {
            wishes.add(new Wish.SetPace(Arrangement.Pace.valueOf(moodAndPace[1])));
        }
    }
}
