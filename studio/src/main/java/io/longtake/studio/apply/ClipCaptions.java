package io.longtake.studio.apply;

import io.longtake.studio.direct.Captions;
import io.longtake.studio.direct.Director;
import io.longtake.studio.draft.DraftReader;
import io.longtake.studio.film.Film;
import io.longtake.studio.film.text.Lettering;
import io.longtake.studio.film.title.TitleText;
import io.longtake.studio.saliency.Saliency;
import io.longtake.studio.timeline.Arrangement;
import io.longtake.studio.timeline.Arrangement.Clip;
import io.longtake.studio.timeline.Caption;
import io.longtake.studio.timeline.MediaItem;
import io.longtake.studio.understand.Remark;
import io.longtake.studio.understand.Wish;
import io.longtake.studio.understand.Wish.TitleRef;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Sets, changes and removes the captions of clips; rejects those that cannot be drawn in the lower third. */
record ClipCaptions(Arrangement plan, Clips clips, List<Remark> remarks) {
    private static final double SMALLEST = 2;
    private static final double LARGEST = 12;

    /** Empty for a request about something else, and for one about a title that is no caption. */
    Optional<Arrangement> carriedOut(Wish wish) {
        if (wish instanceof Wish.SetCaption it) {
            return Optional.of(changed(it.clips(), clip -> clip.withCaption(retexted(clip, it.text()))));
        } else if (wish instanceof Wish.StyleCaptions it) {
            return Optional.of(changed(it.clips(), clip -> styled(clip, it.rgb(), it.scale())));
        } else if (wish instanceof Wish.RemoveCaptions it) {
            return Optional.of(changed(it.clips(), clip -> clip.withCaption(null)));
        } else if (wish instanceof Wish.RemoveText) {
            return Optional.of(
                    changed(Wish.Target.FILM, clip -> clip.withCaption(null)).withTitles(List.of()));
        } else if (wish instanceof Wish.RemoveTitleOver it) {
            return removedOver(it);
        } else if (wish instanceof Wish.RemoveTitle it) {
            return removed(it);
        } else if (wish instanceof Wish.ChangeTitle it) {
            return changed(it);
        }
        return Optional.empty();
    }

    private static Caption retexted(Clip clip, String text) {
        return clip.ownCaption().map(it -> it.withText(text)).orElse(Caption.of(text));
    }

    private static Clip styled(Clip clip, Optional<Integer> rgb, Optional<Double> scale) {
        return clip.ownCaption()
                .map(it -> it.withRgb(rgb.orElse(it.rgb())))
                .map(it -> it.withSizePercent(Math.max(
                        SMALLEST, Math.min(LARGEST, Math.round(it.sizePercent() * scale.orElse(1.0) * 10) / 10.0))))
                .map(clip::withCaption)
                .orElse(clip);
    }

    private Arrangement changed(Wish.Target target, UnaryOperator<Clip> change) {
        if (target.isFilm()) {
            return changed((Clip any) -> true, change);
        }
        return clips.changed(plan.clips(), target, clip -> shown(clip, change.apply(clip)))
                .map(plan::withClips)
                .orElse(plan);
    }

    private Arrangement changed(Predicate<Clip> which, UnaryOperator<Clip> change) {
        return plan.withClips(plan.clips().stream()
                .map(clip -> which.test(clip) ? shown(clip, change.apply(clip)) : clip)
                .toList());
    }

    /** The changed clip; the old one if the changed caption can't be shown. */
    private Clip shown(Clip old, Clip next) {
        return next.ownCaption()
                        .filter(caption -> !next.ownCaption().equals(old.ownCaption()))
                        .filter(caption -> !isShown(caption, plan.ratio(), false))
                        .isPresent()
                ? old
                : next;
    }

    private Optional<Arrangement> removedOver(Wish.RemoveTitleOver it) {
        boolean any = clips.every(plan.clips(), it.clips()).stream()
                .flatMap(chosen -> chosen.stream())
                .anyMatch(at -> plan.clips().get(at).ownCaption().isPresent());
        return any ? Optional.of(changed(it.clips(), clip -> clip.withCaption(null))) : Optional.empty();
    }

    /** "Remove the title" where the only text is one caption, and "remove “Rome”". */
    private Optional<Arrangement> removed(Wish.RemoveTitle it) {
        boolean onlyText = plan.titles().isEmpty()
                && plan.clips().stream()
                                .filter(clip -> clip.ownCaption().isPresent())
                                .count()
                        == 1;
        Predicate<Clip> which = it.which().isPresent()
                ? clip -> isMeant(clip, it.which().get())
                : clip -> onlyText && clip.ownCaption().isPresent();
        return plan.clips().stream().anyMatch(which)
                ? Optional.of(changed(which, clip -> clip.withCaption(null)))
                : Optional.empty();
    }

    private Optional<Arrangement> changed(Wish.ChangeTitle it) {
        Predicate<Clip> which =
                clip -> it.which().filter(ref -> isMeant(clip, ref)).isPresent();
        if (plan.clips().stream().noneMatch(which)) {
            return Optional.empty();
        }
        return Optional.of(changed(which, clip -> {
            Clip next = it.text()
                    .map(text -> clip.withCaption(retexted(clip, text)))
                    .orElse(clip);
            return styled(next, it.style().rgb(), it.style().scale());
        }));
    }

    /** Whether a title's text names the caption of a clip, and no title has this text. */
    private boolean isMeant(Clip clip, TitleRef which) {
        return which instanceof TitleRef.Text words
                && plan.titles().stream().noneMatch(title -> title.text().equalsIgnoreCase(words.text()))
                && clip.ownCaption()
                        .filter(it -> it.text().equalsIgnoreCase(words.text()))
                        .isPresent();
    }

    /** Whether the caption can be drawn in the lower third; where it cannot, a remark says so. */
    private boolean isShown(Caption caption, Arrangement.Ratio ratio, boolean set) {
        if (caption.text().length() > DraftReader.MAX_TEXT) {
            say(new Remark.OutOfRange(
                    Remark.Quantity.TEXT, caption.text().length() + "", "1", DraftReader.MAX_TEXT + ""));
            return false;
        }
        Lettering lettering = Lettering.of(caption.text());
        if (!lettering.isVisible()) {
            say(new Remark.NothingToShow(lettering.missing()));
            return false;
        }
        Film.Title title = new Film.Title(
                caption.text(),
                Duration.ZERO,
                Duration.ofSeconds(1),
                Film.Title.Place.BOTTOM,
                caption.sizePercent(),
                caption.rgb(),
                Duration.ZERO);
        TitleText text = TitleText.of(title, ratio.canvas());
        int most = text.mostInLowerThird(ratio.canvas());
        boolean fits = text.readable() && text.lines().size() <= most;
        if (!fits) {
            say(new Remark.CaptionTooLong(caption.text(), text.lines().size(), most, ratio.text(), set));
        }
        return fits;
    }

    /** Once, even if it applies to several clips. */
    private void say(Remark remark) {
        if (!remarks.contains(remark)) {
            remarks.add(remark);
        }
    }

    /** Reports the captions that lack characters, or became too high for the lower third, unless they did before. */
    static void report(Optional<Arrangement> before, Arrangement after, List<Remark> remarks) {
        List<Caption> known = before.map(ClipCaptions::all).orElse(List.of());
        boolean reshaped = before.filter(it -> it.ratio() != after.ratio()).isPresent();
        for (Caption caption : all(after)) {
            boolean told = known.stream().anyMatch(other -> other.text().equals(caption.text()));
            List<String> missing =
                    told ? List.of() : Lettering.of(caption.text()).missing();
            if (!missing.isEmpty()) {
                remarks.add(new Remark.NotShown(caption.text(), missing));
            }
            if (reshaped) {
                new ClipCaptions(after, new Clips(List.of(), Places.of(after.clips()), remarks), remarks)
                        .isShown(caption, after.ratio(), true);
            }
        }
    }

    private static List<Caption> all(Arrangement plan) {
        return plan.clips().stream()
                .flatMap(clip -> clip.ownCaption().stream())
                .distinct()
                .toList();
    }

    /** The captions as texts of the film. */
    static List<Film.Title> shown(Arrangement plan, List<MediaItem> media, long seed) {
        return all(plan).isEmpty()
                ? List.of()
                : Captions.of(new Director(Saliency.THIRDS).plan(plan, media, seed), Director.length(plan, media));
    }
}
