package io.longtake.studio.reply;

import io.longtake.studio.direct.Director;
import io.longtake.studio.film.Film;
import io.longtake.studio.timeline.Arrangement;
import io.longtake.studio.timeline.Arrangement.MusicWish.Source;
import io.longtake.studio.timeline.Words;
import io.longtake.studio.understand.Wish;
import java.util.Optional;

/** How things stand where a wish was understood and there was nothing to do for it. */
public final class AlreadySo {
    private final Arrangement now;
    private final ShotPlans plans;
    private final boolean chinese;

    private AlreadySo(Arrangement now, ShotPlans plans, boolean chinese) {
        this.now = now;
        this.plans = plans;
        this.chinese = chinese;
    }

    /** Empty for a wish that asks for nothing in particular. */
    public static Optional<String> words(Wish wish, Arrangement now, ShotPlans plans, boolean chinese) {
        String words = new AlreadySo(now, plans, chinese).words(wish);
        return words.isEmpty() ? Optional.empty() : Optional.of(words);
    }

    /** What a film's first sentence doesn't tell by itself. */
    public static Optional<String> ofFirst(Wish wish, Arrangement now, ShotPlans plans, boolean chinese) {
        boolean untold = wish instanceof Wish.SetTransition && now.clips().size() > 1;
        return untold ? words(wish, now, plans, chinese) : Optional.empty();
    }

    private String words(Wish wish) {
        if (wish instanceof Wish.SetTransition) {
            return Words.transition(now.transition(), chinese);
        } else if (wish instanceof Wish.SetLength
                || wish instanceof Wish.ChangeLength
                || wish instanceof Wish.LengthOfMusic) {
            String length = Words.length(Director.length(now, plans.media()), chinese);
            return chinese ? "时长 " + length : "length " + length;
        } else if (wish instanceof Wish.SetRatio) {
            return chinese ? "画幅 " + now.ratio().text() : "ratio " + now.ratio().text();
        } else if (wish instanceof Wish.SetPace) {
            return pace();
        } else if (wish instanceof Wish.SetMotion
                || wish instanceof Wish.SetTravel
                || wish instanceof Wish.ChangeMotionSpeed) {
            return plans.motion(now, chinese);
        } else if (wish instanceof Wish.SetLook) {
            return now.look() == Film.Look.NONE
                    ? Words.look(now.look(), chinese)
                    : (chinese ? "色调：" : "look: ") + Words.look(now.look(), chinese);
        } else if (wish instanceof Wish.RemoveTitle) {
            return now.titles().isEmpty() ? (chinese ? "没有标题" : "no titles") : "";
        } else if (wish instanceof Wish.ChangeTitle) {
            return now.titles().stream()
                    .reduce((first, last) -> last)
                    .map(card -> Words.title(card, chinese))
                    .orElse("");
        } else if (wish instanceof Wish.SetCaption it) {
            return (chinese ? "字幕“" : "caption “") + it.text() + "”";
        } else if (wish instanceof Wish.RemoveCaptions) {
            return chinese ? "没有字幕" : "no captions";
        }
        return sound(wish);
    }

    private String sound(Wish wish) {
        boolean music =
                wish instanceof Wish.SetMusic || wish instanceof Wish.OwnMusic || wish instanceof Wish.ScaleVolume;
        if (music || wish instanceof Wish.NoMusic) {
            return Words.music(now.music(), chinese);
        } else if (wish instanceof Wish.FadeMusic && !(now.music().source() instanceof Source.None)) {
            return chinese ? "音乐的淡入淡出" : "the music's fades";
        } else if (wish instanceof Wish.SetFades) {
            return chinese ? "淡入淡出" : "the fades";
        } else if (wish instanceof Wish.MoveClip
                || wish instanceof Wish.SetOrder
                || wish instanceof Wish.SwapClips
                || wish instanceof Wish.ReverseOrder) {
            return chinese ? "顺序" : "the order";
        } else if (wish instanceof Wish.SetEachLength) {
            return chinese ? "每张的时长" : "each photo's length";
        } else if (wish instanceof Wish.SetFit) {
            return chinese ? "画面适配" : "how pictures fill the canvas";
        } else if (wish instanceof Wish.AddClips) {
            return chinese ? "素材都在影片里" : "what is in the film";
        }
        return "";
    }

    private String pace() {
        return switch (now.pace()) {
            case SLOW -> chinese ? "慢节奏" : "slow pace";
            case NORMAL -> chinese ? "正常节奏" : "normal pace";
            case FAST -> chinese ? "快节奏" : "fast pace";
        };
    }
}
