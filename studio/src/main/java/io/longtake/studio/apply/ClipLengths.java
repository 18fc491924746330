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
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
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

    /** The plan with the requested length; unchanged, with a remark, where that is not possible for one of the clips. */
    Arrangement carriedOut(Wish.SetClipLength it) {
        return changed(it.target(), chosen -> setAll(chosen, at -> it.length()));
    }

    Arrangement carriedOut(Wish.ChangeClipLength it) {
        List<Duration> before = seen();
        return changed(
                it.target(), chosen -> setAll(chosen, at -> before.get(at).plus(it.by())));
    }

    /** By the weight of the clips; where the cuts on the beat leave no room for that, by lengths of their own. */
    Arrangement carriedOut(Wish.ScaleClipLength it) {
        List<Duration> before = seen();
        return changed(it.target(), chosen -> {
            if (!chosen.stream().allMatch(at -> scale(at, it.factor()))) {
                return false;
            }
            List<Duration> after = seen();
            List<Integer> same = chosen.stream()
                    .filter(at -> plan.clips().size() > 1 && before.get(at).equals(after.get(at)))
                    .toList();
            return setAll(same, at -> Arranger.scaled(before.get(at), it.factor()));
        });
    }

    /**
     * From the beginning of the first of these clips to the end of the last.
     *
     * @param notShown said where the film is too short for all of them
     */
    Optional<When.From> time(Wish.Target target, Remark notShown) {
        return clips.every(plan.clips(), target).flatMap(chosen -> {
            List<Director.PlannedShot> shots = new Director(Saliency.THIRDS).plan(plan, media, seed);
            Optional<When.From> time = Director.shown(shots, chosen, Director.length(plan, media));
            if (time.isEmpty()) {
                remarks.add(notShown);
            }
            return time;
        });
    }

    /**
     * The plan with the change; unchanged where it was refused for one of the clips.
     *
     * @param change false where it was refused, with a remark
     */
    private Arrangement changed(Wish.Target target, Predicate<Set<Integer>> change) {
        Arrangement before = plan;
        boolean done = clips.every(plan.clips(), target).map(change::test).orElse(false);
        return done ? plan : before;
    }

    private boolean setAll(Collection<Integer> chosen, Function<Integer, Duration> length) {
        return chosen.stream().allMatch(at -> set(at, length.apply(at)));
    }

    private boolean set(int at, Duration length) {
        if (length.compareTo(SHORTEST) < 0 || length.compareTo(Arranger.LONGEST) > 0) {
            remarks.add(new Remark.OutOfRange(Remark.Quantity.LENGTH, Arranger.seconds(length), "0.5 s", "60 min"));
            return false;
        }
        put(at, plan.clips().get(at).withLength(new Length.Exactly(length)));
        if (Director.length(plan, media).compareTo(Arranger.LONGEST) > 0) {
            plan = plan.withLength(new Length.Exactly(Arranger.LONGEST));
        }
        return true;
    }

    /** A clip with a length of its own has no use for a weight. */
    private boolean scale(int at, double factor) {
        Clip clip = plan.clips().get(at);
        if (clip.length() instanceof Length.Exactly own) {
            return set(at, Arranger.scaled(own.length(), factor));
        }
        put(at, clip.withWeight(Math.max(0.1, Math.min(10, clip.weight() * factor))));
        return true;
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
}
