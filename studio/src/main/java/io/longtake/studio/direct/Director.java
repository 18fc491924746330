package io.longtake.studio.direct;

import io.longtake.studio.film.Film;
import io.longtake.studio.saliency.Saliency;
import io.longtake.studio.timeline.Arrangement;
import io.longtake.studio.timeline.Arrangement.Clip;
import io.longtake.studio.timeline.Arrangement.FitWish;
import io.longtake.studio.timeline.Arrangement.Length;
import io.longtake.studio.timeline.Arrangement.MotionWish;
import io.longtake.studio.timeline.Arrangement.Move;
import io.longtake.studio.timeline.Arrangement.MusicWish.Source;
import io.longtake.studio.timeline.Arrangement.When;
import io.longtake.studio.timeline.MediaItem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Turns an arrangement into a plan of shots. Pure: the same arrangement, media and seed give the same plan.
 *
 * <p>Every boundary lies on a tenth of a second. That is exactly three frames, and a whole number of milliseconds, so a plan
 * neither drifts nor is rounded when it is written to a draft. Only the end of a film that is as long as its music lies on a
 * frame.
 */
public final class Director {
    /** One tenth of a second: three frames. */
    public static final Duration TICK = Duration.ofMillis(100);
    /** The shortest time a clip is shown, in ticks; where a film is too short for all clips, the last ones are left out. */
    public static final int SHORTEST = 5;

    private static final int ONE_PHOTO = 100;
    private static final int EACH_PHOTO = 50;

    private final Saliency saliency;

    public Director(Saliency saliency) {
        this.saliency = saliency;
    }

    /**
     * One shot of the plan.
     *
     * @param clip the index of the arrangement's clip that it shows
     * @param from where in a video it begins; zero for stills
     * @param wished the requested move; empty where the choice was free, and for videos
     */
    public record PlannedShot(
            int clip,
            Clip source,
            Duration start,
            Duration length,
            Duration from,
            Film.Motion motion,
            Film.Fit fit,
            Film.Transition transition,
            Optional<Move> wished) {
        private PlannedShot longer(Duration by) {
            return new PlannedShot(clip, source, start, length.plus(by), from, motion, fit, transition, wished);
        }
    }

    /** The length of the film: the requested one, else the sum of its clips. */
    public static Duration length(Arrangement plan, List<MediaItem> media) {
        if (plan.length() instanceof Length.Exactly exactly) {
            return time(ticks(exactly.length()));
        }
        if (plan.length() instanceof Length.OfMusic && ownMusic(plan, media).isPresent()) {
            return wholeFrames(ownMusic(plan, media).get().length());
        }
        int total = 0;
        List<Clip> clips = visible(plan);
        int still = stillShare(plan, clips);
        for (Clip clip : clips) {
            total += naturalShare(plan, clip, clips.size() == 1, still, media);
        }
        return time(Math.max(total, SHORTEST));
    }

    /**
     * How long a clip is seen: up to where the next one begins. Zero where the film is too short for it.
     *
     * @param shots those of the whole film, in order
     * @param film the length of the film
     */
    public static Duration seen(List<PlannedShot> shots, int clip, Duration film) {
        return shown(shots, Set.of(clip), film).map(When.From::length).orElse(Duration.ZERO);
    }

    /** From the beginning of the first of these clips to where the clip behind the last one begins; empty where none is shown. */
    public static Optional<When.From> shown(List<PlannedShot> shots, Set<Integer> clips, Duration film) {
        List<PlannedShot> its =
                shots.stream().filter(shot -> clips.contains(shot.clip())).toList();
        if (its.isEmpty()) {
            return Optional.empty();
        }
        Duration start = its.get(0).start();
        int next = shots.indexOf(its.get(its.size() - 1)) + 1;
        Duration end = next < shots.size() ? shots.get(next).start() : film;
        return Optional.of(new When.From(start, end.minus(start)));
    }

    /** The uploaded music, if the film uses it. */
    public static Optional<MediaItem> ownMusic(Arrangement plan, List<MediaItem> media) {
        return plan.music().source() instanceof Source.Own own
                ? media.stream().filter(item -> item.id().equals(own.media())).findFirst()
                : Optional.empty();
    }

    /** The shortest whole number of frames that contains {@code length}. */
    private static Duration wholeFrames(Duration length) {
        long frames = (length.toMillis() * Film.FPS + 999) / 1000;
        return Duration.ofMillis(Math.round(frames * 1000.0 / Film.FPS));
    }

    /** The clips that are shown: all, unless the film is too short for them. */
    public static List<Clip> shown(Arrangement plan, List<MediaItem> media) {
        List<Clip> clips = visible(plan);
        int room = Math.max(1, ticks(length(plan, media)) / SHORTEST);
        return clips.size() <= room ? clips : clips.subList(0, room);
    }

    /** The shots in order; each begins where the previous one ends, less the length of its transition. */
    public List<PlannedShot> plan(Arrangement plan, List<MediaItem> media, long seed) {
        List<Clip> clips = shown(plan, media);
        if (clips.isEmpty()) {
            return List.of();
        }
        Duration length = length(plan, media);
        int total = (int) length.dividedBy(TICK);
        int[] shares = shares(plan, clips, total, media);
        List<Slot> slots = new ArrayList<>();
        for (int i = 0; i < clips.size(); i++) {
            slots.addAll(slots(plan, i, clips.get(i), shares[i], media, seed));
        }
        List<PlannedShot> shots = shots(plan, clips, onBeats(plan, clips, slots, media), media, seed);
        // A film as long as its music ends on a frame, not on a tick; so does its last shot.
        PlannedShot last = shots.get(shots.size() - 1);
        shots.set(shots.size() - 1, last.longer(length.minus(time(total))));
        return shots;
    }

    /**
     * The same slots with their boundaries on the beats of the music, where the lengths of their clips are not fixed. The middle
     * of a transition is placed on the beat, because that is where the change is perceived. The first beat of a bar is preferred
     * where it changes no length by more than 15%.
     */
    private static List<Slot> onBeats(Arrangement plan, List<Clip> clips, List<Slot> slots, List<MediaItem> media) {
        Optional<Beats> beats = Beats.of(plan, length(plan, media));
        if (beats.isEmpty()) {
            return slots;
        }
        int[] overlaps = overlaps(plan, clips, slots, media);
        List<Slot> moved = new ArrayList<>(slots);
        int boundary = 0;
        for (int i = 0; i + 1 < moved.size(); i++) {
            Slot before = moved.get(i);
            Slot after = moved.get(i + 1);
            int start = boundary;
            boundary += before.share();
            if (fixed(clips.get(before.clip())) || fixed(clips.get(after.clip()))) {
                continue;
            }
            int shortest = Math.min(slots.get(i).share(), after.share());
            int wanted = beats.get().nearest(boundary, overlaps[i + 1], shortest);
            moved.set(i, before.ofShare(wanted - start));
            moved.set(i + 1, after.ofShare(after.share() + boundary - wanted));
            boundary = wanted;
        }
        return moved;
    }

    private static boolean fixed(Clip clip) {
        return clip.length() instanceof Length.Exactly || clip.kind() == MediaItem.Kind.VIDEO;
    }

    /** A stretch of the film between two boundaries, without transitions. */
    private record Slot(int clip, int share, int number, int of, int from) {
        Slot ofShare(int next) {
            return new Slot(clip, next, number, of, from);
        }
    }

    private static List<Clip> visible(Arrangement plan) {
        return plan.clips().stream()
                .filter(clip -> clip.kind() != MediaItem.Kind.AUDIO)
                .toList();
    }

    private static int stillShare(Arrangement plan, List<Clip> clips) {
        int base = clips.size() == 1 ? ONE_PHOTO : EACH_PHOTO;
        return switch (plan.pace()) {
            case SLOW -> base * 8 / 5;
            case NORMAL -> base;
            case FAST -> base * 3 / 5;
        };
    }

    private static int naturalShare(Arrangement plan, Clip clip, boolean onlyClip, int still, List<MediaItem> media) {
        if (clip.length() instanceof Length.Exactly own) {
            return Math.max(SHORTEST, ticks(own.length()));
        }
        if (clip.kind() == MediaItem.Kind.VIDEO) {
            return Math.max(SHORTEST, playable(clip, media));
        }
        double traverse = Traverse.of(plan, clip, item(clip, media))
                .map(it -> it.naturalSeconds(onlyClip))
                .orElse(0.0);
        double share = Math.max(still, Math.ceil(traverse * 10));
        return Math.max(SHORTEST, (int) Math.round(share * clip.weight()));
    }

    public static MediaItem item(Clip clip, List<MediaItem> media) {
        return media.stream()
                .filter(item -> item.id().equals(clip.media()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown media item: " + clip.media()));
    }

    /** The length in ticks of a video clip played once. */
    private static int playable(Clip clip, List<MediaItem> media) {
        Duration whole = item(clip, media).length();
        Duration end = clip.to().isZero() || clip.to().compareTo(whole) > 0 ? whole : clip.to();
        long millis = Math.max(0, end.minus(clip.from()).toMillis());
        return (int) (millis / clip.speed() / TICK.toMillis());
    }

    /** Divides the film among its clips: fixed lengths first as far as they fit, the rest by weight. */
    private static int[] shares(Arrangement plan, List<Clip> clips, int total, List<MediaItem> media) {
        int still = stillShare(plan, clips);
        double[] wanted = new double[clips.size()];
        boolean[] fixed = new boolean[clips.size()];
        double fixedSum = 0;
        double looseSum = 0;
        for (int i = 0; i < wanted.length; i++) {
            Clip clip = clips.get(i);
            wanted[i] = naturalShare(plan, clip, clips.size() == 1, still, media);
            fixed[i] = fixed(clip);
            if (fixed[i]) {
                fixedSum += wanted[i];
            } else {
                looseSum += wanted[i];
            }
        }
        double least = (double) SHORTEST * clips.size();
        boolean keepFixed = looseSum > 0 && fixedSum + least <= total;
        double scaleFixed = keepFixed ? 1 : total / (fixedSum + looseSum);
        double scaleLoose = keepFixed ? (total - fixedSum) / looseSum : scaleFixed;
        for (int i = 0; i < wanted.length; i++) {
            wanted[i] *= fixed[i] ? scaleFixed : scaleLoose;
        }
        return whole(wanted, total);
    }

    /** Whole numbers near {@code wanted} with exactly the sum {@code total}; none below {@link #SHORTEST} where there is room. */
    private static int[] whole(double[] wanted, int total) {
        int[] result = new int[wanted.length];
        double exact = 0;
        int given = 0;
        for (int i = 0; i < wanted.length; i++) {
            exact += wanted[i];
            result[i] = (int) Math.round(exact) - given;
            given += result[i];
        }
        result[result.length - 1] += total - given;
        int floor = Math.min(SHORTEST, total / wanted.length);
        for (int i = 0; i < result.length; i++) {
            while (result[i] < floor) {
                int richest = 0;
                for (int j = 1; j < result.length; j++) {
                    if (result[j] > result[richest]) {
                        richest = j;
                    }
                }
                result[richest]--;
                result[i]++;
            }
        }
        return result;
    }

    private static List<Slot> slots(
            Arrangement plan, int index, Clip clip, int share, List<MediaItem> media, long seed) {
        if (clip.kind() == MediaItem.Kind.VIDEO) {
            return videoSlots(plan, index, clip, share, media);
        }
        double each =
                switch (plan.pace()) {
                    case SLOW -> 120;
                    case NORMAL -> 85;
                    case FAST -> 50;
                };
        int count = Math.max(1, (int) Math.round(share / each));
        MotionWish wish = clip.ownMotion().orElse(plan.motion());
        boolean inOneClip = clip.ownMotion().isPresent() || plan.clips().size() == 1;
        if (wish.moves().size() > 1 && inOneClip && !wish.isAnyPan()) {
            count = Math.max(count, Math.min(wish.moves().size(), share / 20));
        }
        if (wish.moves().equals(List.of(Move.STILL)) || wish.oneTravel().isPresent()) {
            count = 1;
        }
        int first = Traverse.of(plan, clip, item(clip, media))
                .map(it -> (int) Math.round(10 * it.firstSeconds(share / 10.0)))
                .orElse(0);
        if (first > 0) {
            return traverseSlots(index, share, first, each, wish.moves().isEmpty());
        }
        SplittableRandom random = random(seed, index, 17);
        double[] parts = new double[count];
        double sum = 0;
        for (int i = 0; i < count; i++) {
            parts[i] = 0.85 + 0.3 * random.nextDouble();
            sum += parts[i];
        }
        for (int i = 0; i < count; i++) {
            parts[i] *= share / sum;
        }
        int[] lengths = whole(parts, share);
        List<Slot> slots = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            slots.add(new Slot(index, lengths[i], i, count, 0));
        }
        return slots;
    }

    /** The slots of a traversed picture: the first has the given length, the rest is divided evenly. */
    private static List<Slot> traverseSlots(int index, int share, int first, double each, boolean once) {
        int rest = share - first;
        int others = once ? (int) Math.round(rest / each) : Math.round(rest / (float) first);
        others = rest == 0 ? 0 : Math.max(1, others);
        List<Slot> slots = new ArrayList<>();
        int at = 0;
        for (int i = 0; i <= others; i++) {
            int end = i == others ? share : first + (int) Math.round(rest * (double) i / others);
            slots.add(new Slot(index, end - at, i, others + 1, 0));
            at = end;
        }
        return slots;
    }

    /** A video is played once, or repeated from its beginning until its share is filled. */
    private static List<Slot> videoSlots(Arrangement plan, int index, Clip clip, int share, List<MediaItem> media) {
        int once = playable(clip, media);
        int usable = Math.max(SHORTEST, once - ticks(plan.transition().length()));
        int from = (int) (clip.from().toMillis() / TICK.toMillis());
        List<Slot> slots = new ArrayList<>();
        int plays = share <= once ? 1 : (share + usable - 1) / usable;
        int left = share;
        for (int i = 0; i < plays; i++) {
            int length = i == plays - 1 ? left : Math.min(usable, left);
            slots.add(new Slot(index, length, i, plays, from));
            left -= length;
        }
        return slots;
    }

    private List<PlannedShot> shots(
            Arrangement plan, List<Clip> clips, List<Slot> slots, List<MediaItem> media, long seed) {
        int[] overlaps = overlaps(plan, clips, slots, media);
        ShotMoves moves = new ShotMoves(plan, saliency, seed);
        List<PlannedShot> shots = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < slots.size(); i++) {
            Slot slot = slots.get(i);
            Clip clip = clips.get(slot.clip());
            MediaItem item = item(clip, media);
            int length = slot.share() + (i + 1 < slots.size() ? overlaps[i + 1] : 0);
            ShotMoves.Taken taken = moves.next(clip, item, slot.clip(), slot.number(), slot.of(), length / 10.0);
            Film.Transition transition = overlaps[i] == 0
                    ? Film.Transition.cut()
                    : new Film.Transition(plan.transition().kind(), time(overlaps[i]));
            shots.add(new PlannedShot(
                    slot.clip(),
                    clip,
                    time(start),
                    time(length),
                    time(slot.from()),
                    taken.motion(),
                    taken.fit(),
                    transition,
                    taken.wished()));
            start += slot.share();
        }
        return shots;
    }

    /** How long each shot overlaps the previous one: the requested length, but at most half of either neighbour. */
    private static int[] overlaps(Arrangement plan, List<Clip> clips, List<Slot> slots, List<MediaItem> media) {
        int[] overlaps = new int[slots.size()];
        if (plan.transition().kind() == Film.Transition.Kind.CUT) {
            return overlaps;
        }
        int wish = ticks(plan.transition().length());
        for (int i = 1; i < overlaps.length; i++) {
            Slot before = slots.get(i - 1);
            int longest = Math.min(wish, Math.min(before.share(), slots.get(i).share()) / 2);
            Clip clip = clips.get(before.clip());
            if (clip.kind() == MediaItem.Kind.VIDEO) {
                int spare = playable(clip, media) - before.share();
                longest = Math.min(longest, Math.max(0, spare));
            }
            overlaps[i] = longest;
        }
        return overlaps;
    }

    static SplittableRandom random(long seed, int index, int purpose) {
        return new SplittableRandom(seed * 0x9E3779B97F4A7C15L + index * 1_000_003L + purpose);
    }

    static int ticks(Duration length) {
        return (int) Math.round((double) length.toMillis() / TICK.toMillis());
    }

    static Duration time(int ticks) {
        return TICK.multipliedBy(ticks);
    }

    /** The fit of a clip: its own, else that of the film. */
    static FitWish fit(Arrangement plan, Clip clip) {
        return clip.fit() == FitWish.AUTOMATIC ? plan.fit() : clip.fit();
    }
}
