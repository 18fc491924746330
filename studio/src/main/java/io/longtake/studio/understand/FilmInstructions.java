package io.longtake.studio.understand;

import io.longtake.studio.film.Film;
import io.longtake.studio.timeline.Arrangement.Move;
import io.longtake.studio.timeline.Arrangement.Pace;
import io.longtake.studio.timeline.Arrangement.Ratio;
import io.longtake.studio.timeline.Arrangement.When;
import io.longtake.studio.understand.Wish.Target;
import io.longtake.studio.understand.Wish.TitleKind;
import io.longtake.studio.understand.Wish.TitleStyle;
import io.longtake.studio.understand.template.Slots;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The film as a whole. In English and Chinese, {@link WishReader} reads these requests. */
final class FilmInstructions {
    private static final String QUESTION = "ask-";
    private static final double LOUDER = 1.3;
    private static final double SOFTER = 0.7;
    private static final double BIGGER = 1.4;
    private static final double SMALLER = 0.7;

    private final Said said;

    FilmInstructions(Said said) {
        this.said = said;
    }

    boolean add(String name, Slots slots) {
        if (name.startsWith(QUESTION)) {
            said.asked()
                    .add(Question.valueOf(name.substring(QUESTION.length())
                            .toUpperCase(Locale.ROOT)
                            .replace('-', '_')));
            return true;
        }
        return film(name, slots)
                || look(name, slots)
                || music(name, slots)
                || title(name, slots)
                || titleStyle(name, slots)
                || step(name);
    }

    private boolean film(String name, Slots slots) {
        switch (name) {
            case "make-film" -> {
                said.wishes().add(new Wish.Make());
                slots.find("duration", Duration.class).map(Wish.SetLength::new).ifPresent(said.wishes()::add);
                ratio(slots).map(Wish.SetRatio::new).ifPresent(said.wishes()::add);
            }
            case "set-ratio" -> said.wishes().add(new Wish.SetRatio(ratio(slots).orElseThrow()));
            case "film-faster" -> said.wishes().add(new Wish.SetPace(Pace.FAST));
            case "film-slower" -> said.wishes().add(new Wish.SetPace(Pace.SLOW));
            case "film-motion" ->
                said.wishes()
                        .add(new Wish.SetMotion(
                                Target.FILM,
                                MotionInstructions.moves(slots.get("move", String.class)),
                                MotionInstructions.speed(slots)));
            case "film-still" ->
                said.wishes().add(new Wish.SetMotion(Target.FILM, List.of(Move.STILL), Optional.empty()));
            case "help" -> said.remarks().add(new Remark.Help());
            default -> {
                return false;
            }
        }
        return true;
    }

    private static Optional<Ratio> ratio(Slots slots) {
        return slots.find("ratio", String.class).map(Ratio::valueOf);
    }

    private boolean look(String name, Slots slots) {
        Optional<Duration> length = slots.find("duration", Duration.class);
        switch (name) {
            case "set-look" -> said.wishes().add(new Wish.SetLook(Film.Look.valueOf(slots.get("look", String.class))));
            case "no-look" -> said.wishes().add(new Wish.SetLook(Film.Look.NONE));
            case "set-transition" ->
                said.wishes()
                        .add(new Wish.SetTransition(
                                Optional.of(Film.Transition.Kind.valueOf(slots.get("transition-kind", String.class))),
                                length));
            case "fade-in" ->
                said.wishes()
                        .add(new Wish.SetFades(Optional.of(length.orElse(PictureRules.USUAL_FADE)), Optional.empty()));
            case "fade-out" ->
                said.wishes()
                        .add(new Wish.SetFades(Optional.empty(), Optional.of(length.orElse(PictureRules.USUAL_FADE))));
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean music(String name, Slots slots) {
        Optional<Double> volume =
                slots.find("percent", String.class).map(Double::parseDouble).map(it -> it / 100);
        switch (name) {
            case "add-music" ->
                said.wishes()
                        .add(new Wish.SetMusic(
                                slots.find("mood", String.class).map(Film.Mood::valueOf),
                                slots.find("instrument", String.class).map(Film.Instrument::valueOf),
                                Optional.empty(),
                                volume));
            case "no-music" -> said.wishes().add(new Wish.NoMusic());
            case "own-music" -> said.wishes().add(new Wish.OwnMusic(Optional.empty(), volume));
            case "music-volume" ->
                said.wishes()
                        .add(new Wish.SetMusic(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(volume.orElseThrow())));
            case "music-louder" ->
                said.wishes().add(new Wish.ScaleVolume(volume.map(it -> 1 + it).orElse(LOUDER)));
            case "music-softer" ->
                said.wishes()
                        .add(new Wish.ScaleVolume(
                                volume.map(it -> Math.max(0, 1 - it)).orElse(SOFTER)));
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean title(String name, Slots slots) {
        switch (name) {
            case "add-title" ->
                said.wishes().add(new Wish.AddTitle(slots.get("quote", String.class), TitleKind.TITLE, style(slots)));
            case "title-text" ->
                said.wishes()
                        .add(new Wish.ChangeTitle(
                                Optional.empty(), Optional.of(slots.get("quote", String.class)), TitleStyle.NONE));
            case "remove-title" ->
                said.wishes()
                        .add(new Wish.RemoveTitle(
                                slots.find("quote", String.class).map(Wish.TitleRef.Text::new)));
            default -> {
                return false;
            }
        }
        return true;
    }

    /** How the last title looks: that of this message, else of the film. */
    private boolean titleStyle(String name, Slots slots) {
        boolean any =
                !said.scene().titles().isEmpty() || said.wishes().stream().anyMatch(Wish.AddTitle.class::isInstance);
        TitleStyle style =
                switch (name) {
                    case "title-in-color", "title-at-place" -> style(slots);
                    case "title-in-size" -> TitleStyle.scale(slots.has("small") ? SMALLER : BIGGER);
                    default -> TitleStyle.NONE;
                };
        if (style.isEmpty() || !any) {
            return false;
        }
        said.wishes().add(new Wish.ChangeTitle(Optional.empty(), Optional.empty(), style));
        return true;
    }

    private static TitleStyle style(Slots slots) {
        TitleStyle style = TitleStyle.NONE;
        if (slots.has("place")) {
            style = style.and(TitleStyle.place(Film.Title.Place.valueOf(slots.get("place", String.class))));
        }
        if (slots.has("color")) {
            style = style.and(TitleStyle.color(Integer.parseInt(slots.get("color", String.class), 16)));
        }
        if (slots.has("first")) {
            style = style.and(TitleStyle.when(new When.From(Duration.ZERO, slots.get("first", Duration.class))));
        }
        return slots.has("last") ? style.and(TitleStyle.when(new When.Last(slots.get("last", Duration.class)))) : style;
    }

    private boolean step(String name) {
        switch (name) {
            case "undo" -> said.wishes().add(new Wish.Undo());
            case "redo" -> said.wishes().add(new Wish.Redo());
            case "start-over" -> said.wishes().add(new Wish.StartOver());
            default -> {
                return false;
            }
        }
        return true;
    }
}
