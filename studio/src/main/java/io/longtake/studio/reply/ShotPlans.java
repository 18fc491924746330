package io.longtake.studio.reply;

import io.longtake.studio.direct.Director;
import io.longtake.studio.direct.Director.PlannedShot;
import io.longtake.studio.direct.ShotMotion;
import io.longtake.studio.direct.Traverse;
import io.longtake.studio.saliency.Saliency;
import io.longtake.studio.timeline.Arrangement;
import io.longtake.studio.timeline.Arrangement.Clip;
import io.longtake.studio.timeline.Arrangement.MotionWish;
import io.longtake.studio.timeline.Arrangement.Move;
import io.longtake.studio.timeline.MediaItem;
import io.longtake.studio.timeline.Travel;
import io.longtake.studio.timeline.Words;
import io.longtake.studio.understand.Remark;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The shots that a project's arrangements come to, and what is said of their motion. Whatever is told of motion is read off the
 * shots: a wish may ask for a pan where there is no room for one. Not safe for use by several threads.
 */
public final class ShotPlans {
    private static final int MOST_NOTES = 4;

    private final List<MediaItem> media;
    private final Saliency saliency;
    private final long seed;
    private final Map<Arrangement, List<PlannedShot>> known = new HashMap<>();

    public ShotPlans(List<MediaItem> media, Saliency saliency, long seed) {
        this.media = media;
        this.saliency = saliency;
        this.seed = seed;
    }

    public List<MediaItem> media() {
        return media;
    }

    List<PlannedShot> of(Arrangement plan) {
        return known.computeIfAbsent(plan, it -> {
            saliency.prepare(media);
            return new Director(saliency).plan(it, media, seed);
        });
    }

    /** How long a clip is seen: up to where the next one begins. Zero where the film is too short for it. */
    Duration seen(Arrangement plan, int clip) {
        return Director.seen(of(plan), clip, Director.length(plan, media));
    }

    /** Whether two arrangements come to the same film: the same shots, words and sounds. */
    public boolean same(Arrangement one, Arrangement other) {
        return one.equals(other) || Rendered.of(one, this).equals(Rendered.of(other, this));
    }

    /** How the camera moves over the stills that have no motion of their own; over all of them where each has one. */
    String motion(Arrangement plan, boolean chinese) {
        List<PlannedShot> plain = stills(plan, clip -> clip.ownMotion().isEmpty());
        List<PlannedShot> all = stills(plan, clip -> true);
        if (plain.isEmpty() && !all.isEmpty()) {
            boolean one = all.stream().map(PlannedShot::clip).distinct().count() == 1;
            return one
                    ? motion(plan, all.get(0).source(), chinese)
                    : chinese ? "各有各的运镜" : "a motion of its own for each picture";
        }
        return words(plan, plan.motion(), plain, chinese);
    }

    /** How the camera moves over one clip. */
    String motion(Arrangement plan, Clip clip, boolean chinese) {
        return words(plan, clip.ownMotion().orElse(plan.motion()), stills(plan, clip::equals), chinese);
    }

    private interface Which {
        boolean are(Clip clip);
    }

    private List<PlannedShot> stills(Arrangement plan, Which which) {
        return of(plan).stream()
                .filter(shot -> shot.source().kind() == MediaItem.Kind.IMAGE)
                .filter(shot -> which.are(shot.source()))
                .toList();
    }

    private String words(Arrangement plan, MotionWish wish, List<PlannedShot> shots, boolean chinese) {
        if (shots.isEmpty() && onlyVideos(plan)) {
            return chinese ? "视频自身的画面" : plan.clips().size() == 1 ? "its own motion" : "their own motion";
        }
        if (wish.moves().isEmpty() || wish.oneTravel().isPresent() || shots.isEmpty()) {
            return Words.motion(wish, chinese);
        }
        if (shots.size() == 1) {
            ShotMotion only = motion(plan, shots.get(0));
            return only.move() == Move.STILL
                    ? Words.motion(new MotionWish(List.of(Move.STILL), wish.without(), wish.speed()), chinese)
                    : only.words(wish.speed(), chinese) + Words.without(wish, chinese);
        }
        List<Move> done =
                shots.stream().map(shot -> motion(plan, shot).move()).distinct().toList();
        return Words.motion(new MotionWish(done, wish.without(), wish.speed()), chinese);
    }

    private static boolean onlyVideos(Arrangement plan) {
        return plan.clips().stream().allMatch(clip -> clip.kind() == MediaItem.Kind.VIDEO);
    }

    private ShotMotion motion(Arrangement plan, PlannedShot shot) {
        return ShotMotion.of(
                shot, Director.item(shot.source(), media), plan.ratio().canvas());
    }

    /**
     * How much of each picture longer than the frame is seen, where a pan goes along it: {@code panorama: pan right over the whole
     * picture}. Not for a lone shot, whose motion says so itself.
     */
    List<String> notes(Arrangement plan, boolean chinese) {
        List<PlannedShot> stills = stills(plan, clip -> true);
        if (stills.size() == 1 && !wish(plan, stills.get(0)).moves().isEmpty()) {
            return List.of();
        }
        Map<String, String> notes = new LinkedHashMap<>();
        for (PlannedShot shot : stills) {
            ShotMotion motion = motion(plan, shot);
            if (traverse(plan, shot, motion)
                    && (motion.seesAll() || shot.wished().isPresent())) {
                String words = motion.words(wish(plan, shot).speed(), chinese);
                notes.putIfAbsent(shot.source().name(), shot.source().name() + (chinese ? "：" : ": ") + words);
            }
        }
        return notes.values().stream().limit(MOST_NOTES).toList();
    }

    /** Whether the picture is longer than the frame and the shot pans, on its long way or across it. */
    private boolean traverse(Arrangement plan, PlannedShot shot, ShotMotion motion) {
        boolean along = Traverse.of(plan, shot.source(), Director.item(shot.source(), media))
                .map(it -> it.isAlong(motion.move()))
                .orElse(false);
        return along || motion.inSight() < Traverse.LEAST_IN_SIGHT;
    }

    private static MotionWish wish(Arrangement plan, PlannedShot shot) {
        return shot.source().ownMotion().orElse(plan.motion());
    }

    /** What a person should know about the motion: moves that were asked for and can't be, and pans that have to hurry. */
    public List<Remark> remarks(Arrangement plan) {
        List<Remark> remarks = new ArrayList<>();
        instead(plan)
                .forEach((change, names) -> remarks.add(
                        new Remark.MovedInstead(names.stream().distinct().toList(), change.wished(), change.done())));
        for (PlannedShot shot : stills(plan, clip -> true)) {
            hurried(plan, shot).ifPresent(remarks::add);
        }
        leftOut(plan).ifPresent(remarks::add);
        noFace(plan).ifPresent(remarks::add);
        boolean moves = plan.motion().moves().stream().anyMatch(move -> move != Move.STILL);
        if (moves && onlyVideos(plan)) {
            remarks.add(new Remark.VideosKeepTheirMotion(Optional.empty()));
        }
        plan.clips().stream()
                .filter(clip -> clip.kind() == MediaItem.Kind.VIDEO)
                .filter(clip -> clip.ownMotion().map(MotionWish::moves).orElse(List.of()).stream()
                        .anyMatch(move -> move != Move.STILL))
                .forEach(clip -> remarks.add(new Remark.VideosKeepTheirMotion(Optional.of(clip.name()))));
        return remarks;
    }

    private record Change(Move wished, Move done) {}

    private Map<Change, List<String>> instead(Arrangement plan) {
        return stills(plan, clip -> true).stream()
                .filter(shot -> shot.wished().isPresent())
                .filter(shot -> motion(plan, shot).move() != shot.wished().get())
                .collect(Collectors.groupingBy(
                        shot -> new Change(
                                shot.wished().get(), motion(plan, shot).move()),
                        LinkedHashMap::new,
                        Collectors.mapping(shot -> shot.source().name(), Collectors.toList())));
    }

    /** The photos without a face among those where the camera is to move from or to one. */
    private Optional<Remark> noFace(Arrangement plan) {
        List<String> names = stills(plan, clip -> true).stream()
                .filter(shot ->
                        wish(plan, shot).oneTravel().filter(Travel::namesFace).isPresent())
                .map(shot -> Director.item(shot.source(), media))
                .filter(item -> saliency.of(item).faces().isEmpty())
                .map(MediaItem::name)
                .distinct()
                .toList();
        return names.isEmpty() ? Optional.empty() : Optional.of(new Remark.NoFace(names));
    }

    private Optional<Remark> leftOut(Arrangement plan) {
        List<PlannedShot> shots = stills(plan, clip -> clip.ownMotion().isEmpty());
        List<Move> moves = new ArrayList<>(
                plan.motion().oneTravel().isPresent()
                        ? List.of()
                        : plan.motion().moves());
        shots.forEach(shot -> shot.wished().ifPresent(moves::remove));
        boolean told = moves.isEmpty() || shots.isEmpty() || plan.motion().isAnyPan();
        return told ? Optional.empty() : Optional.of(new Remark.MovesLeftOut(moves));
    }

    private Optional<Remark> hurried(Arrangement plan, PlannedShot shot) {
        ShotMotion motion = motion(plan, shot);
        Optional<Traverse> traverse = Traverse.of(plan, shot.source(), Director.item(shot.source(), media));
        boolean fast = motion.isLong() && motion.framesPerSecond() > Traverse.HURRIED;
        if (traverse.isEmpty() || shot.wished().isEmpty() || !traverse(plan, shot, motion) || !fast) {
            return Optional.empty();
        }
        Duration comfortable =
                Duration.ofSeconds((long) Math.ceil(traverse.get().comfortableSeconds()));
        return Optional.of(new Remark.HurriedPan(
                shot.source().name(),
                shot.length(),
                motion.seesAll() ? Optional.empty() : Optional.of(motion),
                comfortable));
    }
}
