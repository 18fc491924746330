package io.longtake.studio.reply;

import io.longtake.studio.direct.Director;
import io.longtake.studio.film.Film;
import io.longtake.studio.language.Phrases;
import io.longtake.studio.timeline.Arrangement;
import io.longtake.studio.timeline.Arrangement.MusicWish.Source;
import io.longtake.studio.timeline.Words;
import io.longtake.studio.understand.Wish;
import java.util.Optional;

/** How things stand where a wish was understood and there was nothing to do for it. */
public final class AlreadySo {
    private final Arrangement now;
    private final ShotPlans plans;
    private final Phrases phrases;

    private AlreadySo(Arrangement now, ShotPlans plans, Phrases phrases) {
        this.now = now;
        this.plans = plans;
        this.phrases = phrases;
    }

    /** Empty for a wish that asks for nothing in particular. */
    public static Optional<String> words(Wish wish, Arrangement now, ShotPlans plans, Phrases phrases) {
        String words = new AlreadySo(now, plans, phrases).words(wish);
        return words.isEmpty() ? Optional.empty() : Optional.of(words);
    }

    /** What a film's first sentence doesn't tell by itself. */
    public static Optional<String> ofFirst(Wish wish, Arrangement now, ShotPlans plans, Phrases phrases) {
        boolean untold = wish instanceof Wish.SetTransition && now.clips().size() > 1;
        return untold ? words(wish, now, plans, phrases) : Optional.empty();
    }

    private String words(Wish wish) {
        if (wish instanceof Wish.SetTransition) {
            return Words.transition(now.transition(), phrases);
        } else if (wish instanceof Wish.SetLength
                || wish instanceof Wish.ChangeLength
                || wish instanceof Wish.LengthOfMusic) {
            return phrases.of("change.length", "length", Words.length(Director.length(now, plans.media()), phrases));
        } else if (wish instanceof Wish.SetRatio) {
            return phrases.of("already.ratio", "ratio", now.ratio().text());
        } else if (wish instanceof Wish.SetPace) {
            return phrases.of("pace." + now.pace().name());
        } else if (wish instanceof Wish.SetMotion
                || wish instanceof Wish.SetTravel
                || wish instanceof Wish.ChangeMotionSpeed) {
            return plans.motion(now, phrases);
        } else if (wish instanceof Wish.SetLook) {
            String look = Words.look(now.look(), phrases);
            return now.look() == Film.Look.NONE ? look : phrases.of("change.look", "look", look);
        } else if (wish instanceof Wish.RemoveTitle) {
            return now.titles().isEmpty() ? phrases.of("already.titles") : "";
        } else if (wish instanceof Wish.ChangeTitle) {
            return now.titles().stream()
                    .reduce((first, last) -> last)
                    .map(card -> Words.title(card, phrases))
                    .orElse("");
        } else if (wish instanceof Wish.SetCaption it) {
            return phrases.of("caption", "text", it.text());
        } else if (wish instanceof Wish.RemoveCaptions) {
            return phrases.of("already.captions");
        }
        return sound(wish);
    }

    private String sound(Wish wish) {
        boolean music =
                wish instanceof Wish.SetMusic || wish instanceof Wish.OwnMusic || wish instanceof Wish.ScaleVolume;
        if (music || wish instanceof Wish.NoMusic) {
            return Words.music(now.music(), phrases);
        } else if (wish instanceof Wish.FadeMusic && !(now.music().source() instanceof Source.None)) {
            return phrases.of("already.music-fades");
        } else if (wish instanceof Wish.SetFades) {
            return phrases.of("already.fades");
        } else if (wish instanceof Wish.MoveClip
                || wish instanceof Wish.SetOrder
                || wish instanceof Wish.SwapClips
                || wish instanceof Wish.ReverseOrder) {
            return phrases.of("already.order");
        } else if (wish instanceof Wish.SetEachLength) {
            return phrases.of("already.each-length");
        } else if (wish instanceof Wish.SetFit) {
            return phrases.of("already.fit");
        } else if (wish instanceof Wish.AddClips) {
            return phrases.of("already.clips");
        }
        return "";
    }
}
