package io.longtake.studio.understand;

import io.longtake.studio.film.Film;
import io.longtake.studio.timeline.Arrangement.When;
import io.longtake.studio.timeline.MediaItem;
import io.longtake.studio.understand.Wish.TitleKind;
import io.longtake.studio.understand.Wish.TitleRef;
import io.longtake.studio.understand.Wish.TitleStyle;
import io.longtake.studio.understand.template.Slots;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Words over the picture. */
final class TitleInstructions {
    private final Said said;

    TitleInstructions(Said said) {
        this.said = said;
    }

    boolean add(String name, Slots slots, String words) {
        if (name.equals("title-only-first")) {
            return onlyFirst(slots.get("duration", Duration.class), words);
        }
        if (Instructions.isOfTitle(name) && title().isEmpty()) {
            return false;
        }
        switch (name) {
            case "title-over" -> {
                String text = slots.get("quote", String.class);
                said.wishes().add(new Wish.AddTitle(text, TitleKind.TITLE, TitleStyle.NONE));
                said.last().add(new Wish.TitleOver(text, Targets.in(slots), false));
                return !slots.has("color") || add("title-color", slots, "");
            }
            case "remove-title-over" -> {
                said.wishes().add(new Wish.RemoveTitleOver(Targets.in(slots)));
                return true;
            }
            case "titles-in-turn" -> {
                return inTurn(slots);
            }
            case "title-in-last" -> {
                return changeTitle(TitleStyle.when(new When.Last(slots.get("duration", Duration.class))));
            }
            case "title-in-first" -> {
                return changeTitle(
                        TitleStyle.when(new When.From(Duration.ZERO, slots.get("duration", Duration.class))));
            }
            case "title-from" -> {
                return changeTitle(TitleStyle.start(slots.get("duration", Duration.class)));
            }
            case "title-at-end" -> {
                TitleStyle end = TitleStyle.when(new When.Last(TitleRules.USUAL));
                return added(slots, slots.has("big") ? end.and(TitleStyle.scale(1.4)) : end);
            }
            case "title-at-start" -> {
                return added(slots, TitleStyle.NONE);
            }
            case "change-title" -> {
                said.wishes()
                        .add(new Wish.ChangeTitle(
                                Optional.of(new TitleRef.Text(slots.get("old", String.class))),
                                Optional.of(slots.get("new", String.class)),
                                TitleStyle.NONE));
                return true;
            }
            case "title-color" -> {
                return changeTitle(TitleStyle.color(Integer.parseInt(slots.get("color", String.class), 16)));
            }
            case "title-place" -> {
                return changeTitle(TitleStyle.place(Film.Title.Place.valueOf(slots.get("place", String.class))));
            }
            case "title-size" -> {
                return changeTitle(TitleStyle.scale(slots.has("big") ? 1.4 : 0.7));
            }
            case "title-fades" -> {
                return changeTitle(
                        TitleStyle.fade(slots.find("duration", Duration.class).orElse(Duration.ofMillis(800))));
            }
            default -> {
                return false;
            }
        }
    }

    /** "Only for the first 3 seconds" is a title's time; where no title was spoken of, it is not guessed that the film is to be cut. */
    private boolean onlyFirst(Duration length, String words) {
        boolean videos = said.scene().now().clips().stream().anyMatch(clip -> clip.kind() == MediaItem.Kind.VIDEO);
        if (title().isPresent()) {
            return changeTitle(TitleStyle.when(new When.From(Duration.ZERO, length)));
        }
        if (!videos) {
            said.remarks().add(new Remark.NotUnderstood(words));
        }
        return !videos;
    }

    private boolean added(Slots slots, TitleStyle style) {
        said.wishes().add(new Wish.AddTitle(slots.get("quote", String.class), TitleKind.TITLE, style));
        return !slots.has("color") || add("title-color", slots, "");
    }

    /** The title of the clauses before; where there are none, that of the last edit, if its last request was about one. */
    private Optional<TitleRef> title() {
        if (!said.wishes().isEmpty()) {
            return titleOf(said.wishes());
        }
        List<Wish> earlier = said.earlier().wishes();
        return titleOf(earlier.subList(Math.max(0, earlier.size() - 1), earlier.size()));
    }

    private static Optional<TitleRef> titleOf(List<Wish> wishes) {
        return wishes.stream()
                .map(TitleInstructions::titleOf)
                .flatMap(Optional::stream)
                .reduce((one, other) -> other);
    }

    private static Optional<TitleRef> titleOf(Wish wish) {
        if (wish instanceof Wish.AddTitle it) {
            return Optional.of(new TitleRef.Text(it.text()));
        } else if (wish instanceof Wish.TitleOver it) {
            return Optional.of(new TitleRef.Text(it.text()));
        } else if (wish instanceof Wish.SetCaption it) {
            return Optional.of(new TitleRef.Text(it.text()));
        } else if (wish instanceof Wish.ChangeTitle it) {
            return it.text()
                    .<TitleRef>map(TitleRef.Text::new)
                    .or(it::which)
                    .or(() -> Optional.of(new TitleRef.Nth(-1)));
        }
        return Optional.empty();
    }

    /** The title of the clauses before or of the last edit, else the last one that the film has. */
    private boolean changeTitle(TitleStyle style) {
        Optional<TitleRef> title = title();
        if (title.isEmpty() && said.scene().titles().isEmpty()) {
            return false;
        }
        said.wishes().add(new Wish.ChangeTitle(title, Optional.empty(), style));
        return true;
    }

    /** Each title begins where the one before it ends. */
    private boolean inTurn(Slots slots) {
        Duration at = Duration.ZERO;
        for (Object one : (List<?>) slots.get("titles", Object.class)) {
            MessageSpans.TimedTitle title = (MessageSpans.TimedTitle) one;
            Duration rest = said.scene().length().minus(at);
            Duration stays = title.stays().orElse(rest);
            if (stays.isNegative() || stays.isZero()) {
                said.remarks().add(new Remark.TitleTooLate(title.text()));
                continue;
            }
            said.wishes()
                    .add(new Wish.AddTitle(title.text(), TitleKind.TITLE, TitleStyle.when(new When.From(at, stays))));
            at = at.plus(stays);
        }
        return true;
    }
}
