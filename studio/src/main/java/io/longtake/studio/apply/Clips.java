package io.longtake.studio.apply;

import io.longtake.studio.timeline.Arrangement.Clip;
import io.longtake.studio.timeline.MediaItem;
import io.longtake.studio.understand.Remark;
import io.longtake.studio.understand.Remark.Quantity;
import io.longtake.studio.understand.Scene;
import io.longtake.studio.understand.Wish;
import io.longtake.studio.understand.Wish.Ref;
import io.longtake.studio.understand.Wish.Spot;
import io.longtake.studio.understand.Wish.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * Finds the clips a request refers to and changes their order; empty where that is not possible, with a remark that gives the
 * reason.
 */
final class Clips {
    private static final double SLOWEST = 0.1;
    private static final double FASTEST = 10;

    private final List<MediaItem> media;
    private final Places places;
    private final List<Remark> remarks;

    Clips(List<MediaItem> media, Places places, List<Remark> remarks) {
        this.media = media;
        this.places = places;
        this.remarks = remarks;
    }

    Optional<List<Clip>> changed(List<Clip> clips, Target target, UnaryOperator<Clip> change) {
        return indexes(clips, target).map(chosen -> {
            List<Clip> next = new ArrayList<>(clips);
            chosen.forEach(i -> next.set(i, change.apply(next.get(i))));
            return next;
        });
    }

    /** The indexes of the clips in their new order, as of the other methods that change the order. */
    Optional<List<Integer>> moved(List<Clip> clips, Wish.MoveClip wish) {
        Optional<Integer> from = index(clips, wish.what().clips().get(0));
        Optional<Integer> to = destination(clips, wish.where());
        if (from.isEmpty() || to.isEmpty()) {
            return Optional.empty();
        }
        List<Integer> next = new ArrayList<>(allIndexes(clips));
        next.remove(from.get());
        int spot = to.get();
        if (wish.where().side() != Spot.Side.AT && from.get() < spot) {
            spot--;
        }
        if (wish.where().side() == Spot.Side.AFTER) {
            spot++;
        }
        next.add(Math.min(spot, next.size()), from.get());
        return Optional.of(next);
    }

    /** "To the end" and "to position 2" are places in the film as it will be, "before the third" names a clip. */
    private Optional<Integer> destination(List<Clip> clips, Spot spot) {
        boolean place = spot.side() == Spot.Side.AT && spot.clip() instanceof Ref.Nth;
        Optional<Integer> at = place ? Scene.position(clips, spot.clip()).map(it -> it - 1) : index(clips, spot.clip());
        if (place && at.isEmpty()) {
            remarks.add(new Remark.NoSuchClip(Integer.toString(((Ref.Nth) spot.clip()).position()), clips.size()));
        }
        return at;
    }

    Optional<List<Integer>> swapped(List<Clip> clips, Target both) {
        Optional<Integer> a = index(clips, both.clips().get(0));
        Optional<Integer> b = index(clips, both.clips().get(1));
        if (a.isEmpty() || b.isEmpty()) {
            return Optional.empty();
        }
        List<Integer> next = new ArrayList<>(allIndexes(clips));
        next.set(a.get(), b.get());
        next.set(b.get(), a.get());
        return Optional.of(next);
    }

    Optional<List<Integer>> without(List<Clip> clips, Target target) {
        Optional<Set<Integer>> chosen = indexes(clips, target);
        if (target.isFilm() || (chosen.isPresent() && chosen.get().size() == clips.size())) {
            remarks.add(new Remark.NothingLeft());
            return Optional.empty();
        }
        return chosen.map(gone ->
                allIndexes(clips).stream().filter(i -> !gone.contains(i)).toList());
    }

    Optional<List<Integer>> only(List<Clip> clips, Target target) {
        return indexes(clips, target).map(List::copyOf);
    }

    /** The named clips, repeated if requested; without names, everything that is not yet in the film. */
    List<Clip> more(List<Clip> clips, Target target, boolean again) {
        List<MediaItem> seen = media.stream()
                .filter(item -> item.kind() != MediaItem.Kind.AUDIO)
                .toList();
        List<Clip> next = new ArrayList<>(clips);
        if (target.isFilm()) {
            seen.stream()
                    .filter(item ->
                            clips.stream().noneMatch(clip -> clip.media().equals(item.id())))
                    .forEach(item -> next.add(Clip.of(item)));
            return next;
        }
        List<Clip> uploaded = Clip.ofAll(media);
        for (Ref ref : target.clips()) {
            Optional<MediaItem> item = Scene.position(uploaded, ref).map(at -> seen.get(at - 1));
            item.filter(it -> again || !holds(next, it)).ifPresent(it -> next.add(Clip.of(it)));
            if (item.isEmpty() && ref instanceof Ref.Nth nth) {
                remarks.add(new Remark.NoSuchClip(Integer.toString(nth.position()), seen.size()));
            }
        }
        return next;
    }

    private static boolean holds(List<Clip> clips, MediaItem item) {
        return clips.stream().anyMatch(clip -> clip.media().equals(item.id()));
    }

    Optional<List<Integer>> ordered(List<Clip> clips, Target first) {
        Set<Integer> next = new LinkedHashSet<>();
        for (Ref ref : first.clips()) {
            Optional<Integer> at = index(clips, ref);
            if (at.isEmpty()) {
                return Optional.empty();
            }
            next.add(at.get());
        }
        next.addAll(allIndexes(clips));
        return Optional.of(List.copyOf(next));
    }

    Optional<List<Clip>> muted(List<Clip> clips, Target target) {
        return onVideos(clips, target, Clip::withoutSound);
    }

    Optional<List<Clip>> trimmed(List<Clip> clips, Wish.TrimClip wish) {
        return onVideos(clips, wish.target(), clip -> {
            Duration whole = length(clip);
            Duration end = clip.to().isZero() ? whole : clip.to();
            Duration from = wish.from()
                    .map(it -> wish.to().isPresent() ? it : clip.from().plus(it))
                    .orElse(clip.from());
            Duration to = wish.to().orElse(wish.offEnd().map(end::minus).orElse(end));
            boolean fits = to.compareTo(whole) <= 0 && to.minus(from).toMillis() >= 500;
            if (!fits) {
                remarks.add(new Remark.OutOfRange(
                        Quantity.TRIM,
                        Arranger.seconds(from) + "-" + Arranger.seconds(to),
                        "0 s",
                        Arranger.seconds(whole)));
                return clip;
            }
            return clip.withTrim(from, to);
        });
    }

    Optional<List<Clip>> halved(List<Clip> clips, Wish.KeepHalf wish) {
        return onVideos(clips, wish.target(), clip -> {
            Duration end = clip.to().isZero() ? length(clip) : clip.to();
            Duration middle = clip.from().plus(end).dividedBy(2);
            if (end.minus(middle).toMillis() < 500) {
                remarks.add(new Remark.OutOfRange(
                        Quantity.TRIM,
                        Arranger.seconds(clip.from()) + "-" + Arranger.seconds(middle),
                        "0 s",
                        Arranger.seconds(length(clip))));
                return clip;
            }
            return wish.first() ? clip.withTrim(clip.from(), middle) : clip.withTrim(middle, end);
        });
    }

    Optional<List<Clip>> sped(List<Clip> clips, Wish.SetClipSpeed wish) {
        return onVideos(clips, wish.target(), clip -> {
            double speed = wish.relative() ? clip.speed() * wish.factor() : wish.factor();
            if (speed < SLOWEST || speed > FASTEST) {
                remarks.add(new Remark.OutOfRange(Quantity.SPEED, speed + "x", SLOWEST + "x", FASTEST + "x"));
                return clip;
            }
            return clip.withSpeed(Math.round(speed * 1000) / 1000.0);
        });
    }

    private Optional<List<Clip>> onVideos(List<Clip> clips, Target target, UnaryOperator<Clip> change) {
        Optional<Set<Integer>> chosen =
                target.isFilm() ? Optional.<Set<Integer>>of(new TreeSet<>(allIndexes(clips))) : indexes(clips, target);
        if (chosen.isEmpty()) {
            return Optional.empty();
        }
        List<Clip> next = new ArrayList<>(clips);
        boolean any = false;
        for (int i : chosen.get()) {
            if (clips.get(i).kind() == MediaItem.Kind.VIDEO) {
                next.set(i, change.apply(clips.get(i)));
                any = true;
            }
        }
        if (!any) {
            remarks.add(new Remark.NoVideo());
            return Optional.empty();
        }
        return Optional.of(next);
    }

    private Duration length(Clip clip) {
        return media.stream()
                .filter(item -> item.id().equals(clip.media()))
                .map(MediaItem::length)
                .findFirst()
                .orElse(Duration.ZERO);
    }

    /** The indexes of all clips of a target. */
    Optional<Set<Integer>> every(List<Clip> clips, Target target) {
        return indexes(clips, target);
    }

    private Optional<Set<Integer>> indexes(List<Clip> clips, Target target) {
        Set<Integer> chosen = new TreeSet<>();
        for (Ref ref : target.clips()) {
            if (ref instanceof Ref.AllBut others) {
                Optional<Set<Integer>> not = indexes(clips, new Target(others.clips()));
                if (not.isEmpty()) {
                    return Optional.empty();
                }
                List<Integer> rest = allIndexes(clips).stream()
                        .filter(i -> !not.get().contains(i))
                        .toList();
                if (rest.isEmpty() && clips.size() < places.before().size()) {
                    remarks.add(new Remark.RemovedEarlier());
                    return Optional.empty();
                }
                chosen.addAll(rest);
                continue;
            }
            if (ref instanceof Ref.EveryOther) {
                List<Integer> others = allIndexes(clips).stream()
                        .filter(i -> places.origins().get(i) % 2 == 0)
                        .toList();
                if (others.isEmpty()) {
                    remarks.add(new Remark.RemovedEarlier());
                    return Optional.empty();
                }
                chosen.addAll(others);
                continue;
            }
            Optional<Integer> at = index(clips, ref);
            if (at.isEmpty()) {
                return Optional.empty();
            }
            chosen.add(at.get());
        }
        return Optional.of(chosen);
    }

    private static List<Integer> allIndexes(List<Clip> clips) {
        return java.util.stream.IntStream.range(0, clips.size()).boxed().toList();
    }

    private Optional<Integer> index(List<Clip> clips, Ref ref) {
        if (ref instanceof Ref.EveryOther || ref instanceof Ref.AllBut) {
            // The reference matches several clips where one is needed: use the first.
            return indexes(clips, new Target(List.of(ref)))
                    .flatMap(all -> all.stream().findFirst());
        }
        Optional<Integer> origin = places.origin(ref);
        Optional<Integer> now =
                ref instanceof Ref.Medium ? Scene.position(clips, ref).map(at -> at - 1) : origin.flatMap(places::now);
        if (now.isEmpty() && origin.isPresent()) {
            remarks.add(new Remark.RemovedEarlier());
        } else if (now.isEmpty() && ref instanceof Ref.Medium medium) {
            remarks.add(new Remark.NoSuchClip(name(medium.id()), clips.size()));
        } else if (now.isEmpty() && ref instanceof Ref.Nth nth) {
            remarks.add(new Remark.NoSuchClip(Integer.toString(nth.position()), clips.size()));
        }
        return now;
    }

    private String name(String id) {
        return media.stream()
                .filter(item -> item.id().equals(id))
                .map(MediaItem::name)
                .findFirst()
                .orElse(id);
    }
}
