package io.longtake.studio.reply;

import io.longtake.studio.direct.Director;
import io.longtake.studio.timeline.Arrangement;
import io.longtake.studio.timeline.Arrangement.Clip;
import io.longtake.studio.timeline.Arrangement.TitleCard;
import io.longtake.studio.timeline.Caption;
import io.longtake.studio.timeline.MediaItem;
import io.longtake.studio.timeline.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What differs between the films that two arrangements come to, in words. Replies are made from this and not from the wishes, so
 * that nothing is ever claimed that did not happen.
 */
public final class Changes {
    private final Arrangement before;
    private final Arrangement after;
    private final ShotPlans plans;
    private final List<MediaItem> media;
    private final boolean chinese;
    private final List<String> said = new ArrayList<>();

    private Changes(Arrangement before, Arrangement after, ShotPlans plans, boolean chinese) {
        this.before = before;
        this.after = after;
        this.plans = plans;
        this.media = plans.media();
        this.chinese = chinese;
    }

    /** In the order a person would name them; empty when nothing changed. */
    public static List<String> between(Arrangement before, Arrangement after, ShotPlans plans, boolean chinese) {
        if (plans.same(before, after)) {
            return List.of();
        }
        Changes changes = new Changes(before, after, plans, chinese);
        changes.clips();
        changes.length();
        changes.rest();
        List<String> notes = new ArrayList<>(plans.notes(after, chinese));
        notes.removeAll(plans.notes(before, chinese));
        notes.stream().filter(note -> !changes.said.contains(note)).forEach(changes.said::add);
        return changes.said;
    }

    private void say(String english, String chineseText) {
        said.add(chinese ? chineseText : english);
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
                say("added " + listed(come), "已加入 " + listed(come));
            }
            if (!gone.isEmpty()) {
                say("removed " + listed(gone), "已移除 " + listed(gone));
            }
            say("order: " + listed(names(after)), "顺序：" + listed(names(after)));
        }
        for (Clip clip : after.clips()) {
            before.clips().stream()
                    .filter(other -> other.media().equals(clip.media()))
                    .findFirst()
                    .ifPresent(other -> clip(other, clip));
        }
    }

    private void clip(Clip old, Clip now) {
        String name = now.name();
        if (now.ownMotion().isPresent() && !now.ownMotion().equals(old.ownMotion())) {
            String motion = plans.motion(after, now, chinese);
            say(name + ": " + motion, name + "：" + motion);
        }
        length(old, now);
        if (now.fit() != old.fit()) {
            say(name + ": " + fit(now.fit()), name + "：" + fit(now.fit()));
        }
        if (!now.from().equals(old.from()) || !now.to().equals(old.to())) {
            Duration end = now.to();
            String range = Words.seconds(now.from()) + "–" + (end.isZero() ? "" : Words.seconds(end))
                    + (chinese ? " 秒" : " s");
            say(name + ": trimmed to " + range, name + "：截取 " + range);
        }
        if (now.muted() && !old.muted()) {
            say(name + ": without its sound", name + "：静音");
        }
        if (now.speed() != old.speed()) {
            String speed = java.math.BigDecimal.valueOf(now.speed())
                    .stripTrailingZeros()
                    .toPlainString();
            say(name + ": speed " + speed + "x", name + "：" + speed + " 倍速");
        }
        caption(old, now);
    }

    private void caption(Clip old, Clip now) {
        if (now.ownCaption().equals(old.ownCaption())) {
            return;
        }
        String name = now.name();
        now.ownCaption()
                .ifPresentOrElse(
                        it -> say(
                                name + ": " + Words.caption(it, false) + captionLook(old, it),
                                name + "：" + Words.caption(it, true) + captionLook(old, it)),
                        () -> say(name + ": caption removed", name + "：字幕已移除"));
    }

    private String captionLook(Clip old, Caption now) {
        Caption before = old.ownCaption().orElse(Caption.of(now.text()));
        return (before.rgb() == now.rgb() ? "" : String.format(", #%06X", now.rgb()))
                + (before.sizePercent() == now.sizePercent() ? "" : size(now.sizePercent()));
    }

    /** How long the clip is seen, where a length or a share of its own was set. */
    private void length(Clip old, Clip now) {
        boolean set = !now.length().equals(old.length()) || now.weight() != old.weight();
        Duration seen = plans.seen(after, after.clips().indexOf(now));
        boolean same = before.clips().contains(old)
                && seen.equals(plans.seen(before, before.clips().indexOf(old)));
        if (set && !same) {
            String length = Words.length(seen, chinese);
            say(now.name() + ": " + length, now.name() + "：" + length);
        }
    }

    private void length() {
        Duration old = Director.length(before, media);
        Duration now = Director.length(after, media);
        if (!old.equals(now)) {
            say("length " + Words.length(now, false), "时长 " + Words.length(now, true));
        }
    }

    private void rest() {
        if (before.ratio() != after.ratio()) {
            say("ratio " + after.ratio().text(), "比例 " + after.ratio().text());
        }
        if (before.pace() != after.pace()) {
            switch (after.pace()) {
                case SLOW -> say("slow pace", "慢节奏");
                case NORMAL -> say("normal pace", "正常节奏");
                case FAST -> say("fast pace", "快节奏");
            }
        }
        if (!before.motion().equals(after.motion())) {
            said.add(plans.motion(after, chinese));
        }
        if (!before.transition().equals(after.transition())) {
            said.add(Words.transition(after.transition(), chinese));
        }
        titles();
        if (!before.music().equals(after.music())) {
            music();
        }
        if (before.look() != after.look()) {
            say("look: " + Words.look(after.look(), false), "色调：" + Words.look(after.look(), true));
        }
        if (before.fit() != after.fit()) {
            said.add(fit(after.fit()));
        }
        if (!before.fades().equals(after.fades())) {
            fade("fade in", "淡入", before.fades().in(), after.fades().in());
            fade("fade out", "淡出", before.fades().out(), after.fades().out());
        }
    }

    private void fade(String english, String chineseName, Duration old, Duration now) {
        if (!old.equals(now)) {
            boolean none = now.isZero();
            say(
                    none ? "no " + english : english + " " + Words.length(now, false),
                    none ? "无" + chineseName : chineseName + " " + Words.length(now, true));
        }
    }

    private void music() {
        Arrangement.MusicWish old = before.music();
        Arrangement.MusicWish now = after.music();
        if (!old.source().equals(now.source()) || old.volume() != now.volume()) {
            said.add(Words.music(now, chinese));
        }
        fade("music fades in over", "音乐淡入", old.fadeIn(), now.fadeIn());
        fade("music fades out over", "音乐淡出", old.fadeOut(), now.fadeOut());
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
            String extra = look(gone.get(0), now);
            say("title changed: " + Words.title(now, false) + extra, "标题已改：" + Words.title(now, true) + extra);
            return;
        }
        gone.forEach(card -> say("title removed: “" + card.text() + "”", "标题已移除：“" + card.text() + "”"));
        come.forEach(card -> {
            String extra = card.rgb() == 0xFFFFFF ? "" : color(card);
            say("title added: " + Words.title(card, false) + extra, "标题已添加：" + Words.title(card, true) + extra);
        });
    }

    /** What is different in a title's look. */
    private String look(TitleCard old, TitleCard now) {
        String extra = old.rgb() == now.rgb() ? "" : color(now);
        extra += old.sizePercent() == now.sizePercent() ? "" : size(now.sizePercent());
        extra += old.fade().equals(now.fade())
                ? ""
                : now.fade().isZero()
                        ? (chinese ? "，不淡入淡出" : ", no fade")
                        : (chinese ? "，淡入淡出 " : ", fade ") + Words.length(now.fade(), chinese);
        return extra;
    }

    private String size(double percent) {
        return ", " + BigSize.of(percent) + (chinese ? " 字号" : " size");
    }

    private static String color(TitleCard card) {
        return String.format(", #%06X", card.rgb());
    }

    /** A size as a person reads it. */
    private record BigSize(double percent) {
        static String of(double percent) {
            return percent == Math.rint(percent) ? (int) percent + "%" : percent + "%";
        }
    }

    private String fit(Arrangement.FitWish fit) {
        return switch (fit) {
            case AUTOMATIC -> chinese ? "自动适配画幅" : "fit chosen per picture";
            case COVER -> chinese ? "裁剪填满画面" : "pictures fill the canvas, cropped";
            case BLUR_FILL -> chinese ? "完整画面，模糊背景填充" : "whole pictures over a blurred background";
        };
    }

    private static List<String> names(Arrangement plan) {
        return plan.clips().stream().map(Clip::name).toList();
    }

    private String listed(List<String> names) {
        String joint = chinese ? "、" : ", ";
        String text = names.stream().limit(8).collect(Collectors.joining(joint));
        int more = names.size() - 8;
        return more <= 0 ? text : text + (chinese ? "等 " + names.size() + " 个" : " and " + more + " more");
    }

    /**
     * The sentence of a project's first edit.
     *
     * @param kept what was asked for and is so by itself
     */
    public static String made(Arrangement plan, ShotPlans plans, List<String> kept, boolean chinese) {
        int shots = plans.of(plan).size();
        Arrangement plain = Arrangement.of(plan.clips())
                .withLength(plan.length())
                .withRatio(plan.ratio())
                .withMotion(plan.motion());
        Changes changes = new Changes(plain, plan, plans, chinese);
        changes.rest();
        // The motion of a lone picture is told with the film.
        plan.clips()
                .forEach(clip -> changes.clip(
                        plan.clips().size() == 1 ? bare(clip).withMotion(clip.motion()) : bare(clip), clip));
        kept.stream().filter(words -> !changes.said.contains(words)).forEach(changes.said::add);
        plans.notes(plan, chinese).stream()
                .filter(note -> !changes.said.contains(note))
                .forEach(changes.said::add);
        List<String> once = names(plan).stream().distinct().toList();
        if (once.size() < plan.clips().size()) {
            String order = changes.listed(names(plan));
            changes.say("order: " + order, "顺序：" + order);
        }
        String names = once.size() < 4 ? changes.listed(once) : counted(plan.clips(), chinese);
        String length = Words.length(Director.length(plan, plans.media()), chinese);
        String ratio =
                plan.ratio() == Arrangement.Ratio.LANDSCAPE ? "" : plan.ratio().text() + " ";
        String motion = plans.motion(plan, chinese);
        String text = chinese
                ? "已用 " + names + " 制作 " + length + "的" + (ratio.isEmpty() ? "" : " " + ratio) + "影片：" + shots + " 个镜头，"
                        + motion
                : "Made a " + length + " " + ratio + "film from " + names + ": " + shots
                        + (shots == 1 ? " shot with " : " shots with ") + motion;
        for (String said : changes.said) {
            text += (chinese ? "；" : "; ") + said;
        }
        return text + (chinese ? "。" : ".");
    }

    /** "4 photos", "3 photos and 1 video". */
    static String counted(List<Clip> clips, boolean chinese) {
        long videos = clips.stream()
                .filter(clip -> clip.kind() == MediaItem.Kind.VIDEO)
                .map(Clip::media)
                .distinct()
                .count();
        long photos = clips.stream().map(Clip::media).distinct().count() - videos;
        List<String> parts = new ArrayList<>();
        if (photos > 0) {
            parts.add(chinese ? photos + " 张照片" : photos + (photos == 1 ? " photo" : " photos"));
        }
        if (videos > 0) {
            parts.add(chinese ? videos + " 段视频" : videos + (videos == 1 ? " video" : " videos"));
        }
        return String.join(chinese ? "和 " : " and ", parts);
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
