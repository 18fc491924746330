package io.longtake.studio.understand;

import io.longtake.studio.understand.Remark.Ability;
import io.longtake.studio.understand.template.Slots;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the templates of each name stand for. */
final class Instructions {
    /** Clauses that go on about the title of the clause before them. */
    private static final Set<String> OF_TITLE =
            Set.of("title-color", "title-fades", "title-place", "title-size", "title-only-first");

    private static final Set<String> OF_MOTION = Set.of("clip-motion", "motion-goes-on", "motion-speed");

    /** Clauses about one clip, behind which a bare motion is that clip's: "hold the cat for 5 seconds and pan left". */
    private static final Set<String> OF_CLIP = Set.of(
            "avoid-motion",
            "clip-length",
            "clip-longer",
            "clip-longer-by",
            "clip-shorter",
            "clip-shorter-by",
            "length-exactly");

    private static final Set<String> CLIP_LENGTHS =
            Set.of("clip-length", "clip-longer", "clip-longer-by", "clip-shorter", "clip-shorter-by");

    private static final String MOTION_OF_SAME = "motion-of-same";
    private static final String MOTION_GOES_ON = "motion-goes-on";
    private static final String MOTION_SPEED = "motion-speed";
    private static final String EXACT_LENGTH = "length-exactly";
    private static final String NOT_ALIVE =
            "(?i).*\\b(?:this|these|those|everything|all|camera|film|video|movie|photos?|pictures?|images?|pics?|titles?|text|music|song|slides?|it|them|clips?|transitions?|shots?)\\b.*"
                    + "|.*(?:画面|镜头|照片|图片|图|影片|视频|标题|字幕|文字|音乐|它).*";

    private final Said said;
    private final ClipInstructions clips;
    private final OrderInstructions order;
    private final LengthInstructions length;
    private final MotionInstructions motion;
    private final TitleInstructions title;
    private final CaptionInstructions captions;
    private final Corrections corrections;
    private final FilmInstructions film;

    Instructions(Said said) {
        this.said = said;
        this.clips = new ClipInstructions(said);
        this.order = new OrderInstructions(said);
        this.length = new LengthInstructions(said);
        this.motion = new MotionInstructions(said);
        this.title = new TitleInstructions(said);
        this.captions = new CaptionInstructions(said);
        this.corrections = new Corrections(said);
        this.film = new FilmInstructions(said);
    }

    /**
     * Whether a clause of this name may stand behind one of that name; most may stand behind any.
     *
     * @param whole whether the clause is all that the message says
     */
    static boolean mayFollow(String name, String before, boolean whole) {
        if (name.equals(MOTION_SPEED) || name.equals(MOTION_GOES_ON)) {
            return OF_MOTION.contains(before);
        }
        if (name.equals(MOTION_OF_SAME)) {
            return OF_CLIP.contains(before);
        }
        if (name.equals(EXACT_LENGTH)) {
            return before.equals("clip-longer") || before.equals("clip-shorter");
        }
        if (name.equals(CaptionInstructions.GOES_ON)) {
            return before.startsWith("caption");
        }
        if (name.equals("too-long") || name.equals("too-short")) {
            return whole || CLIP_LENGTHS.contains(before);
        }
        return !OF_TITLE.contains(name) || before.startsWith("title") || before.startsWith("caption") || whole;
    }

    /** Whether a clause of this name says how a title looks, and not which. */
    static boolean isOfTitle(String name) {
        return OF_TITLE.contains(name);
    }

    /**
     * Adds what a clause says.
     *
     * @param words the clause as written
     * @return false where, in this scene, the clause means something else than the template
     */
    boolean add(String name, Slots slots, String words) {
        Optional<Integer> some = Targets.some(slots);
        int clips = said.scene().now().clips().size();
        if (some.isPresent() && some.get() != clips) {
            said.remarks()
                    .add(
                            some.get() > clips
                                    ? new Remark.NoSuchClip(some.get().toString(), clips)
                                    : new Remark.WhichClips(words, some.get()));
            return true;
        }
        return understood(name, some.isPresent() ? Targets.all(slots, clips) : slots, words);
    }

    private boolean understood(String name, Slots slots, String words) {
        return this.clips.add(name, slots)
                || order.add(name, slots)
                || length.add(name, slots)
                || motion.add(name, slots, words)
                || title.add(name, slots, words)
                || captions.add(name, slots)
                || corrections.add(name, slots, words)
                || film.add(name, slots)
                || sound(name)
                || refused(name, slots, words);
    }

    private boolean sound(String name) {
        switch (name) {
            case "tempo-up" -> said.wishes().add(new Wish.ChangeTempo(1));
            case "tempo-down" -> said.wishes().add(new Wish.ChangeTempo(-1));
            case "on-the-beat" -> said.remarks().add(new Remark.OnTheBeat());
            default -> {
                return false;
            }
        }
        return true;
    }

    /** What a picture shows can't be changed: who or what is to move, smile or speak; nor does anything translate. */
    private boolean refused(String name, Slots slots, String words) {
        @Nullable
        Ability ability =
                switch (name) {
                    case "bring-to-life" -> Ability.GENERATE;
                    case "retouch" -> Ability.RETOUCH;
                    case "subtitles" -> Ability.TRANSCRIBE;
                    default -> null;
                };
        boolean other = slots.find("words", String.class)
                .map(it -> it.matches(NOT_ALIVE))
                .orElse(false);
        if (ability == null || other) {
            return false;
        }
        said.remarks().add(new Remark.Cannot(ability, words));
        return true;
    }
}
