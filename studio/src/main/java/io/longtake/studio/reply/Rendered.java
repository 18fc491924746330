package io.longtake.studio.reply;

import io.longtake.studio.direct.Captions;
import io.longtake.studio.direct.Director;
import io.longtake.studio.direct.Director.PlannedShot;
import io.longtake.studio.film.Film;
import io.longtake.studio.timeline.Arrangement;
import io.longtake.studio.timeline.Arrangement.FadeWish;
import io.longtake.studio.timeline.Arrangement.MusicWish;
import io.longtake.studio.timeline.Arrangement.MusicWish.Source;
import io.longtake.studio.timeline.Arrangement.Ratio;
import io.longtake.studio.timeline.Arrangement.TitleCard;
import java.time.Duration;
import java.util.List;

/** What of an arrangement is seen and heard. Two arrangements that differ in something else come to the same film. */
record Rendered(
        Ratio ratio,
        Duration length,
        List<Shot> shots,
        List<TitleCard> titles,
        List<Film.Title> captions,
        MusicWish music,
        Film.Look look,
        FadeWish fades) {

    /** A shot without what only led to it: weights and requested lengths. */
    record Shot(
            String media,
            Duration start,
            Duration length,
            Duration from,
            double speed,
            boolean muted,
            Film.Motion motion,
            Film.Fit fit,
            Film.Transition transition) {
        static Shot of(PlannedShot shot) {
            return new Shot(
                    shot.source().media(),
                    shot.start(),
                    shot.length(),
                    shot.from(),
                    shot.source().speed(),
                    shot.source().muted(),
                    shot.motion(),
                    shot.fit(),
                    shot.transition());
        }
    }

    static Rendered of(Arrangement plan, ShotPlans plans) {
        boolean silent = plan.music().source() instanceof Source.None;
        Duration length = Director.length(plan, plans.media());
        return new Rendered(
                plan.ratio(),
                length,
                plans.of(plan).stream().map(Shot::of).toList(),
                plan.titles(),
                Captions.of(plans.of(plan), length),
                silent ? MusicWish.NONE : plan.music(),
                plan.look(),
                plan.fades());
    }
}
