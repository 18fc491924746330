package io.longtake.studio.apply;

import io.longtake.studio.direct.Director;
import io.longtake.studio.timeline.Arrangement;
import io.longtake.studio.timeline.Arrangement.Clip;
import io.longtake.studio.timeline.Arrangement.Length;
import io.longtake.studio.timeline.Arrangement.MotionWish;
import io.longtake.studio.timeline.Arrangement.Speed;
import io.longtake.studio.timeline.MediaItem;
import io.longtake.studio.understand.Remark;
import io.longtake.studio.understand.Wish;
import io.longtake.studio.understand.Wish.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Cuts a film into stretches of time, each with its own motion: "0-2s static, 2-4s push in".
 *
 * <p>With as many pictures as stretches, each stretch shows one. With fewer pictures, a picture is shown again with another
 * motion. With more, the longer stretches show several. A stretch that the message does not mention moves like the rest of the
 * film.
 */
final class StagedMotions {
    private final Arrangement plan;
    private final List<MediaItem> media;
    private final Clips clips;
    private final List<Remark> remarks;

    StagedMotions(Arrangement plan, List<MediaItem> media, Clips clips, List<Remark> remarks) {
        this.plan = plan;
        this.media = media;
        this.clips = clips;
        this.remarks = remarks;
    }

    /** The plan with its stretches; empty when they cannot be applied. */
    Optional<Arrangement> carriedOut(Wish.StagedMotion wish) {
        List<Stage> told = wish.stages();
        if (plan.clips().isEmpty()) {
            return Optional.empty();
        }
        if (told.stream().anyMatch(stage -> !stage.clip().isFilm())) {
            return ofNamed(told);
        }
        Duration last = told.get(told.size() - 1).to();
        Duration whole = Director.length(plan, media);
        Duration end = wish.wholeFilm() || last.compareTo(whole) > 0 ? last : whole;
        if (end.compareTo(Arranger.LONGEST) > 0) {
            remarks.add(new Remark.OutOfRange(Remark.Quantity.LENGTH, Arranger.seconds(end), "1 s", "60 min"));
            return Optional.empty();
        }
        List<Stage> all = withoutGaps(told, end);
        Optional<List<List<Clip>>> shown = shown(all);
        return shown.map(stages -> {
            List<Clip> next = new ArrayList<>();
            for (int i = 0; i < all.size(); i++) {
                next.addAll(cut(all.get(i), stages.get(i)));
            }
            return plan.withClips(next).withLength(new Length.Exactly(end));
        });
    }

    /** "0-2s photo 1 static": sets the length and motion of the named clips; the others stay as they are. */
    private Optional<Arrangement> ofNamed(List<Stage> told) {
        List<Clip> next = new ArrayList<>(plan.clips());
        for (Stage stage : told) {
            Optional<Set<Integer>> named =
                    stage.clip().isFilm() ? Optional.empty() : clips.every(plan.clips(), stage.clip());
            if (stage.clip().isFilm()) {
                remarks.add(new Remark.BadStretch(stage.words()));
            }
            named.ifPresent(its -> {
                List<Clip> cut = cut(stage, its.stream().map(next::get).toList());
                int i = 0;
                for (int clip : its) {
                    next.set(clip, cut.get(i));
                    i++;
                }
            });
        }
        return Optional.of(plan.withClips(next));
    }

    /** Fills the gaps between stretches. A gap too short to be shown joins the stretch after it; at the end, the last stretch. */
    private static List<Stage> withoutGaps(List<Stage> told, Duration end) {
        List<Stage> all = new ArrayList<>();
        Duration at = Duration.ZERO;
        for (Stage stage : told) {
            boolean gap = stage.from().minus(at).compareTo(Stage.SHORTEST) >= 0;
            if (gap) {
                all.add(untold(at, stage.from()));
            }
            all.add(new Stage(
                    gap ? stage.from() : at, stage.to(), stage.clip(), stage.moves(), stage.speed(), stage.words()));
            at = stage.to();
        }
        if (end.minus(at).compareTo(Stage.SHORTEST) >= 0) {
            all.add(untold(at, end));
        }
        return all;
    }

    private static Stage untold(Duration from, Duration to) {
        return new Stage(from, to, Wish.Target.FILM, List.of(), Optional.empty(), "");
    }

    /** Which clips each stretch shows; empty when one of them would be shown too briefly. */
    private Optional<List<List<Clip>>> shown(List<Stage> stages) {
        List<List<Clip>> shown = new ArrayList<>();
        List<Clip> now = plan.clips();
        int[] counts = counts(stages, now.size());
        int next = 0;
        for (int i = 0; i < stages.size(); i++) {
            Stage stage = stages.get(i);
            List<Clip> its = new ArrayList<>();
            if (now.size() < stages.size()) {
                its.add(now.get(i * now.size() / stages.size()));
            } else {
                its.addAll(now.subList(next, next + counts[i]));
                next += counts[i];
            }
            if (stage.to().minus(stage.from()).dividedBy(its.size()).compareTo(Stage.SHORTEST) < 0) {
                remarks.add(new Remark.BadStretch(stage.words()));
                return Optional.empty();
            }
            shown.add(its);
        }
        return Optional.of(shown);
    }

    /** How many clips each stretch shows: at least one; further clips go to the stretch with the longest time per clip. */
    private static int[] counts(List<Stage> stages, int clips) {
        int[] counts = new int[stages.size()];
        java.util.Arrays.fill(counts, 1);
        for (int more = stages.size(); more < clips; more++) {
            int longest = 0;
            for (int i = 1; i < counts.length; i++) {
                if (perClip(stages.get(i), counts[i]) > perClip(stages.get(longest), counts[longest])) {
                    longest = i;
                }
            }
            counts[longest]++;
        }
        return counts;
    }

    private static double perClip(Stage stage, int clips) {
        return stage.to().minus(stage.from()).toMillis() / (clips + 1.0);
    }

    private List<Clip> cut(Stage stage, List<Clip> shown) {
        long ticks = stage.to().minus(stage.from()).toMillis() / Director.TICK.toMillis();
        List<Clip> cut = new ArrayList<>();
        for (int i = 0; i < shown.size(); i++) {
            long begin = ticks * i / shown.size();
            long end = ticks * (i + 1) / shown.size();
            Clip clip = shown.get(i).withLength(new Length.Exactly(Director.TICK.multipliedBy(end - begin)));
            cut.add(
                    stage.words().isEmpty()
                            ? clip
                            : clip.withMotion(new MotionWish(
                                    stage.moves(), List.of(), stage.speed().orElse(Speed.NORMAL))));
        }
        return cut;
    }
}
