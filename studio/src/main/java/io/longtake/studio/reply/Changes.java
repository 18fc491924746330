package io.longtake.studio.reply;

import io.longtake.studio.direct.Director;
import io.longtake.studio.language.Phrases;
import io.longtake.studio.timeline.Arrangement;
import io.longtake.studio.timeline.Arrangement.Clip;
import io.longtake.studio.timeline.Arrangement.TitleCard;
import io.longtake.studio.timeline.Caption;
import io.longtake.studio.timeline.MediaItem;
import io.longtake.studio.timeline.Words;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What differs between the films that two arrangements come to, in words. Replies are made from this and not from the wishes, so
 * that nothing is ever claimed that did not happen.
 */
public final class Changes {
    private static final int MOST = 8;
    /** Fewer pictures than these are named in the first reply. */
    private static final int FEW = 4;

    private final Arrangement before;
    private final Arrangement after;
    private final ShotPlans plans;
    private final List<MediaItem> media;
    private final Phrases phrases;
    private final List<String> said = new ArrayList<>();

    private Changes(Arrangement before, Arrangement after, ShotPlans plans, Phrases phrases) {
        this.before = before;
        this.after = after;
        this.plans = plans;
        this.media = plans.media();
        this.phrases = phrases;
    }

    /** In the order a person would name them; empty when nothing changed. */
    public static List<String> between(Arrangement before, Arrangement after, ShotPlans plans, Phrases phrases) {
        if (plans.same(before, after)) {
            return List.of();
        }
        Changes changes = new Changes(before, after, plans, phrases);
        changes.clips();
        changes.length();
        changes.rest();
        List<String> notes = new ArrayList<>(plans.notes(after, phrases));
        notes.removeAll(plans.notes(before, phrases));
        notes.stream().filter(note -> !changes.said.contains(note)).forEach(changes.said::add);
        return changes.said;
    }

    private void say(String key, Object... namesAndValues) {
        said.add(phrases.of("change." + key, namesAndValues));
    }

    private void sayOf(Clip clip, String what) {
        say("clip", "name", clip.name(), "what", what);
    }

    private void clips() {
        List<String> old = before.clips().stream().map(Clip::media).toList();
        List<String> now = after.clips().stream().map(Clip::media).toList();
        if (!old.equals(now)) {
            List<String> gone = new ArrayList<>(names(before));
            names(after).forEach(gone::remove);
            List<String> come = new ArrayList<>(names(after));
            names(before).forEach(come::remove);
            if (!come.isEmpty()) {
                say("added", "names", listed(come));
            }
            if (!gone.isEmpty()) {
                say("removed", "names", listed(gone));
            }
            say("order", "names", listed(names(after)));
        }
        for (Clip clip : after.clips()) {
            before.clips().stream()
                    .filter(other -> other.media().equals(clip.media()))
                    .findFirst()
                    .ifPresent(other -> clip(other, clip));
        }
    }

    private void clip(Clip old, Clip now) {
        if (now.ownMotion().isPresent() && !now.ownMotion().equals(old.ownMotion())) {
            sayOf(now, plans.motion(after, now, phrases));
        }
        length(old, now);
        if (now.fit() != old.fit()) {
            sayOf(now, fit(now.fit()));
        }
        if (!now.from().equals(old.from()) || !now.to().equals(old.to())) {
            Duration end = now.to();
            sayOf(
                    now,
                    phrases.of(
                            "change.trim",
                            "from",
                            Words.seconds(now.from(), phrases),
                            "to",
                            end.isZero() ? "" : Words.seconds(end, phrases)));
        }
        if (now.muted() && !old.muted()) {
            sayOf(now, phrases.of("change.muted"));
        }
        if (now.speed() != old.speed()) {
            String speed = BigDecimal.valueOf(now.speed()).stripTrailingZeros().toPlainString();
            sayOf(now, phrases.of("change.speed", "speed", speed.replace(".", phrases.of("decimal"))));
        }
        caption(old, now);
    }

    private void caption(Clip old, Clip now) {
        if (now.ownCaption().equals(old.ownCaption())) {
            return;
        }
        now.ownCaption()
                .ifPresentOrElse(
                        it -> sayOf(now, with(Words.caption(it, phrases), captionLook(old, it))),
                        () -> sayOf(now, phrases.of("change.caption-removed")));
    }

    private List<String> captionLook(Clip old, Caption now) {
        Caption before = old.ownCaption().orElse(Caption.of(now.text()));
        List<String> extra = new ArrayList<>();
        if (before.rgb() != now.rgb()) {
            extra.add(color(now.rgb()));
        }
        if (before.sizePercent() != now.sizePercent()) {
            extra.add(size(now.sizePercent()));
        }
        return extra;
    }

    /** How long the clip is seen, where a length or a share of its own was set. */
    private void length(Clip old, Clip now) {
        boolean set = !now.length().equals(old.length()) || now.weight() != old.weight();
        Duration seen = plans.seen(after, after.clips().indexOf(now));
        boolean same = before.clips().contains(old)
                && seen.equals(plans.seen(before, before.clips().indexOf(old)));
        if (set && !same) {
            sayOf(now, Words.length(seen, phrases));
        }
    }

    private void length() {
        Duration old = Director.length(before, media);
        Duration now = Director.length(after, media);
        if (!old.equals(now)) {
            say("length", "length", Words.length(now, phrases));
        }
    }

    private void rest() {
        if (before.ratio() != after.ratio()) {
            say("ratio", "ratio", after.ratio().text());
        }
        if (before.pace() != after.pace()) {
            said.add(phrases.of("pace." + after.pace().name()));
        }
        if (!before.motion().equals(after.motion())) {
            said.add(plans.motion(after, phrases));
        }
        if (!before.transition().equals(after.transition())) {
            said.add(Words.transition(after.transition(), phrases));
        }
        titles();
        if (!before.music().equals(after.music())) {
            music();
        }
        if (before.look() != after.look()) {
            say("look", "look", Words.look(after.look(), phrases));
        }
        if (before.fit() != after.fit()) {
            said.add(fit(after.fit()));
        }
        if (!before.fades().equals(after.fades())) {
            fade("fade-in", before.fades().in(), after.fades().in());
            fade("fade-out", before.fades().out(), after.fades().out());
        }
    }

    private void fade(String which, Duration old, Duration now) {
        if (!old.equals(now)) {
            if (now.isZero()) {
                say("no-" + which);
            } else {
                say(which, "length", Words.length(now, phrases));
            }
        }
    }

    private void music() {
        Arrangement.MusicWish old = before.music();
        Arrangement.MusicWish now = after.music();
        if (!old.source().equals(now.source()) || old.volume() != now.volume()) {
            said.add(Words.music(now, phrases));
        }
        fade("music-fade-in", old.fadeIn(), now.fadeIn());
        fade("music-fade-out", old.fadeOut(), now.fadeOut());
    }

    private void titles() {
        List<TitleCard> gone = new ArrayList<>(before.titles());
        after.titles().forEach(gone::remove);
        List<TitleCard> come = new ArrayList<>(after.titles());
        before.titles().forEach(come::remove);
        if (gone.size() == 1
                && come.size() == 1
                && before.titles().size() == after.titles().size()) {
            TitleCard now = come.get(0);
            say("title-changed", "title", with(Words.title(now, phrases), look(gone.get(0), now)));
            return;
        }
        gone.forEach(card -> say("title-removed", "text", card.text()));
        come.forEach(card -> {
            List<String> extra = card.rgb() == 0xFFFFFF ? List.of() : List.of(color(card.rgb()));
            say("title-added", "title", with(Words.title(card, phrases), extra));
        });
    }

    private String with(String title, List<String> extra) {
        List<String> parts = new ArrayList<>(List.of(title));
        parts.addAll(extra);
        return phrases.joined("comma", parts);
    }

    /** What is different in a title's look. */
    private List<String> look(TitleCard old, TitleCard now) {
        List<String> extra = new ArrayList<>();
        if (old.rgb() != now.rgb()) {
            extra.add(color(now.rgb()));
        }
        if (old.sizePercent() != now.sizePercent()) {
            extra.add(size(now.sizePercent()));
        }
        if (!old.fade().equals(now.fade())) {
            extra.add(
                    now.fade().isZero()
                            ? phrases.of("change.no-title-fade")
                            : phrases.of("change.title-fade", "length", Words.length(now.fade(), phrases)));
        }
        return extra;
    }

    private String size(double percent) {
        return phrases.of("change.title-size", "percent", percent(percent).replace(".", phrases.of("decimal")));
    }

    private static String color(int rgb) {
        return String.format("#%06X", rgb);
    }

    /** A size as a person reads it. */
    private static String percent(double percent) {
        return percent == Math.rint(percent) ? (int) percent + "%" : percent + "%";
    }

    private String fit(Arrangement.FitWish fit) {
        return phrases.of("fit." + fit.name());
    }

    private static List<String> names(Arrangement plan) {
        return plan.clips().stream().map(Clip::name).toList();
    }

    private String listed(List<String> names) {
        String text = phrases.joined("enumeration", names.stream().limit(MOST).toList());
        int more = names.size() - MOST;
        return more <= 0 ? text : phrases.of("and-more", "names", text, "more", more);
    }

    /**
     * The sentence of a project's first edit.
     *
     * @param kept what was asked for and is so by itself
     */
    public static String made(Arrangement plan, ShotPlans plans, List<String> kept, Phrases phrases) {
        int shots = plans.of(plan).size();
        Arrangement plain = Arrangement.of(plan.clips())
                .withLength(plan.length())
                .withRatio(plan.ratio())
                .withMotion(plan.motion());
        Changes changes = new Changes(plain, plan, plans, phrases);
        changes.rest();
        // The motion of a lone picture is told with the film.
        plan.clips()
                .forEach(clip -> changes.clip(
                        plan.clips().size() == 1 ? bare(clip).withMotion(clip.motion()) : bare(clip), clip));
        kept.stream().filter(words -> !changes.said.contains(words)).forEach(changes.said::add);
        plans.notes(plan, phrases).stream()
                .filter(note -> !changes.said.contains(note))
                .forEach(changes.said::add);
        List<String> once = names(plan).stream().distinct().toList();
        if (once.size() < plan.clips().size()) {
            changes.say("order", "names", changes.listed(names(plan)));
        }
        String text = phrases.of(
                plan.ratio() == Arrangement.Ratio.LANDSCAPE ? "made" : "made.ratio",
                "length",
                Words.length(Director.length(plan, plans.media()), phrases),
                "ratio",
                plan.ratio().text(),
                "names",
                once.size() < FEW ? changes.listed(once) : counted(plan.clips(), phrases),
                "shots",
                shots,
                "motion",
                plans.motion(plan, phrases));
        List<String> parts = new ArrayList<>(List.of(text));
        parts.addAll(changes.said);
        return phrases.of("sentence", "text", phrases.joined("semicolon", parts));
    }

    /** "4 photos", "3 photos and 1 video". */
    static String counted(List<Clip> clips, Phrases phrases) {
        long videos = clips.stream()
                .filter(clip -> clip.kind() == MediaItem.Kind.VIDEO)
                .map(Clip::media)
                .distinct()
                .count();
        long photos = clips.stream().map(Clip::media).distinct().count() - videos;
        List<String> parts = new ArrayList<>();
        if (photos > 0) {
            parts.add(phrases.of("photos", "count", photos));
        }
        if (videos > 0) {
            parts.add(phrases.of("videos", "count", videos));
        }
        return phrases.joined("and", parts);
    }

    private static Clip bare(Clip clip) {
        return new Clip(
                clip.media(),
                clip.name(),
                clip.kind(),
                new Arrangement.Length.Automatic(),
                1,
                null,
                Arrangement.FitWish.AUTOMATIC,
                Duration.ZERO,
                Duration.ZERO,
                1,
                false,
                null);
    }
}
