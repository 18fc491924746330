package io.longtake.studio.apply;

import io.longtake.studio.direct.Director;
import io.longtake.studio.saliency.Saliency;
import io.longtake.studio.timeline.Arrangement;
import io.longtake.studio.timeline.Arrangement.Clip;
import io.longtake.studio.timeline.Arrangement.Length;
import io.longtake.studio.timeline.Arrangement.When;
import io.longtake.studio.timeline.MediaItem;
import io.longtake.studio.understand.Remark;
import io.longtake.studio.understand.Wish;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** How long single clips are shown, and when. */
final class ClipLengths {
    private static final Duration SHORTEST = Duration.ofMillis(500);

    private final List<MediaItem> media;
    private final long seed;
    private final Clips clips;
    private final List<Remark> remarks;
    private Arrangement plan;

    ClipLengths(Arrangement plan, List<MediaItem> media, long seed, Clips clips, List<Remark> remarks) {
        this.plan = plan;
        this.media = media;
        this.seed = seed;
        this.clips = clips;
        this.remarks = remarks;
    }

    /** The plan with the requested length; unchanged, with a remark, where that is not possible. */
    Arrangement carriedOut(Wish.SetClipLength it) {
        clips.every(plan.clips(), it.target()).ifPresent(chosen -> set(chosen, it.length()));
        return plan;
    }

    Arrangement carriedOut(Wish.ChangeClipLength it) {
        List<Duration> before = seen();
        clips.every(plan.clips(), it.target())
                .ifPresent(chosen ->
                        chosen.forEach(at -> set(Set.of(at), before.get(at).plus(it.by()))));
        return plan;
    }

    /** By the weight of the clips; where the cuts on the beat leave no room for that, by lengths of their own. */
    Arrangement carriedOut(Wish.ScaleClipLength it) {
        Optional<Set<Integer>> chosen = clips.every(plan.clips(), it.target());
        List<Duration> before = seen();
        chosen.ifPresent(all -> all.forEach(at -> put(at, scaled(plan.clips().get(at), it.factor()))));
        List<Duration> after = seen();
        chosen.ifPresent(all -> all.stream()
                .filter(at -> plan.clips().size() > 1 && before.get(at).equals(after.get(at)))
                .forEach(at -> set(Set.of(at), Arranger.scaled(before.get(at), it.factor()))));
        return plan;
    }

    /** From the beginning of the first of these clips to the end of the last; empty where none of them is shown. */
    Optional<When.From> time(Wish.Target target) {
        Optional<Set<Integer>> chosen = clips.every(plan.clips(), target);
        List<Director.PlannedShot> shots = new Director(Saliency.THIRDS).plan(plan, media, seed);
        List<Director.PlannedShot> its = shots.stream()
                .filter(shot -> chosen.map(all -> all.contains(shot.clip())).orElse(false))
                .toList();
        if (its.isEmpty()) {
            return Optional.empty();
        }
        Duration start = its.get(0).start();
        int next = shots.indexOf(its.get(its.size() - 1)) + 1;
        Duration end = next < shots.size() ? shots.get(next).start() : Director.length(plan, media);
        return Optional.of(new When.From(start, end.minus(start)));
    }

    private void set(Set<Integer> chosen, Duration length) {
        if (length.compareTo(SHORTEST) < 0 || length.compareTo(Arranger.LONGEST) > 0) {
            remarks.add(new Remark.OutOfRange(Remark.Quantity.LENGTH, Arranger.seconds(length), "0.5 s", "60 min"));
            return;
        }
        chosen.forEach(at -> put(at, plan.clips().get(at).withLength(new Length.Exactly(length))));
        if (Director.length(plan, media).compareTo(Arranger.LONGEST) > 0) {
            plan = plan.withLength(new Length.Exactly(Arranger.LONGEST));
        }
    }

    private void put(int at, Clip clip) {
        List<Clip> next = new ArrayList<>(plan.clips());
        next.set(at, clip);
        plan = plan.withClips(next);
    }

    /** How long each clip is seen. */
    private List<Duration> seen() {
        List<Director.PlannedShot> shots = new Director(Saliency.THIRDS).plan(plan, media, seed);
        Duration film = Director.length(plan, media);
        return IntStream.range(0, plan.clips().size())
                .mapToObj(at -> Director.seen(shots, at, film))
                .toList();
    }

    /** A clip with a length of its own has no use for a weight. */
    private static Clip scaled(Clip clip, double factor) {
        return clip.length() instanceof Length.Exactly own
                ? clip.withLength(new Length.Exactly(Arranger.scaled(own.length(), factor)))
                : clip.withWeight(Math.max(0.1, Math.min(10, clip.weight() * factor)));
    }
}
