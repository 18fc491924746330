package io.longtake.studio.understand;

import io.longtake.studio.timeline.Arrangement.Move;
import io.longtake.studio.timeline.Arrangement.Speed;
import io.longtake.studio.timeline.Choice;
import io.longtake.studio.timeline.Words;
import io.longtake.studio.understand.Wish.Ref;
import io.longtake.studio.understand.Wish.Spot;
import io.longtake.studio.understand.Wish.Target;
import io.longtake.studio.understand.template.Slots;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Corrections and repetitions of the last request: "no, the third one", "no, zoom out", "the same for the bridge". */
final class Corrections {
    private static final Pattern END = Pattern.compile("(?i)\\b(?:last|end|back)\\b|最后|结尾|末尾");
    private static final int MOST_SECONDS = 3600;

    private final Said said;

    Corrections(Said said) {
        this.said = said;
    }

    boolean add(String name, Slots slots, String words) {
        return switch (name) {
            case "correct-clip" -> isCount(slots) ? count(Targets.in(slots)) : clip(Targets.in(slots));
            case "correct-motion" -> slots.has("clips") ? motionOf(slots) : motion(moved(slots), words);
            case "correct-direction" -> motion(it -> opposite(it), words);
            case "correct-length" -> length(lengthOf(slots));
            case "correct-place" -> place(words);
            case "same-for" -> repeat(Targets.in(slots));
            case "bring-back" -> bringBack();
            default -> false;
        };
    }

    /** What the last edit was asked for, in the scene of that time; empty where that is not known. */
    private List<Wish> earlier() {
        return said.scene()
                .earlier()
                .map(scene -> Understanding.read(
                                said.scene().before().orElseThrow().said(), scene)
                        .instructions())
                .orElse(List.of());
    }

    private boolean hasPast() {
        return said.scene().before().map(it -> !it.past().isEmpty()).orElse(false);
    }

    private static boolean isCount(Slots slots) {
        return slots.has("numbers") && Targets.in(slots).clips().size() == 1;
    }

    /** "No, 3": seconds after a length, a picture after a request that named one; after "hold 2 for 5 seconds" it may be both. */
    private boolean count(Target target) {
        List<Wish> earlier = earlier();
        boolean named = earlier.stream().map(Targets::of).anyMatch(Optional::isPresent);
        boolean timed = earlier.stream().anyMatch(Corrections::hasLength);
        Ref.Nth number = (Ref.Nth) target.clips().get(0);
        if (named == timed) {
            return false;
        }
        return timed ? length(Optional.of(Duration.ofSeconds(number.position()))) : clip(target);
    }

    /** The last edit again, with another clip. */
    private boolean clip(Target target) {
        List<Wish> earlier = earlier();
        // Of several pictures it is not clear which one was wrong.
        long named =
                earlier.stream().map(Targets::of).filter(Optional::isPresent).count();
        if (!said.whole() || !hasPast() || named != 1 || target.clips().isEmpty()) {
            return false;
        }
        again(earlier.stream()
                .map(wish -> Targets.of(wish).isPresent() ? Targets.with(wish, target) : wish)
                .toList());
        return true;
    }

    private void again(List<Wish> wishes) {
        said.wishes().add(new Wish.Undo());
        said.wishes().addAll(wishes);
    }

    /** Another motion for the clips of the last edit; where those had different motions, that is asked. */
    private boolean motion(UnaryOperator<Wish.SetMotion> change, String words) {
        List<Wish.SetMotion> earlier = earlier().stream()
                .filter(Wish.SetMotion.class::isInstance)
                .map(Wish.SetMotion.class::cast)
                .toList();
        if (!said.wishes().isEmpty() || earlier.isEmpty()) {
            return false;
        }
        if (earlier.size() > 1) {
            said.questions().add(new Clarification.WhichClip(words, choices(earlier, change, words)));
            return true;
        }
        said.wishes().add(standing(change.apply(earlier.get(0))));
        return true;
    }

    /** "No, zoom in on the bridge": another clip, and maybe another motion. */
    private boolean motionOf(Slots slots) {
        List<Wish> earlier = earlier();
        long moved = earlier.stream().filter(Wish.SetMotion.class::isInstance).count();
        if (!said.whole() || !hasPast() || moved != 1) {
            return false;
        }
        again(earlier.stream()
                .map(it -> it instanceof Wish.SetMotion motion
                        ? Targets.with(moved(slots).apply(motion), Targets.in(slots))
                        : it)
                .toList());
        return true;
    }

    private List<Choice> choices(List<Wish.SetMotion> earlier, UnaryOperator<Wish.SetMotion> change, String words) {
        List<Choice> choices = new ArrayList<>();
        for (Wish.SetMotion motion : earlier) {
            for (Ref ref : motion.target().clips()) {
                Optional<Integer> place = said.scene().position(ref);
                if (place.isPresent()) {
                    Move move = change.apply(motion).moves().get(0);
                    choices.add(new Choice(
                            said.scene().now().clips().get(place.get() - 1).name(),
                            Languages.isChinese(words)
                                    ? "第" + place.get() + "张" + Words.move(move, true)
                                    : Words.move(move, false) + " on photo " + place.get()));
                }
            }
        }
        return choices;
    }

    private static UnaryOperator<Wish.SetMotion> moved(Slots slots) {
        List<Move> moves = MotionInstructions.moves(slots.get("move", String.class));
        Optional<Speed> told = MotionInstructions.speed(slots);
        return it -> new Wish.SetMotion(it.target(), moves, told.or(it::speed));
    }

    private static Wish.SetMotion opposite(Wish.SetMotion motion) {
        return new Wish.SetMotion(
                motion.target(),
                motion.moves().stream().map(Corrections::opposite).toList(),
                motion.speed());
    }

    private static Move opposite(Move move) {
        return switch (move) {
            case ZOOM_IN -> Move.ZOOM_OUT;
            case ZOOM_OUT -> Move.ZOOM_IN;
            case PAN_LEFT -> Move.PAN_RIGHT;
            case PAN_RIGHT -> Move.PAN_LEFT;
            case PAN_UP -> Move.PAN_DOWN;
            case PAN_DOWN -> Move.PAN_UP;
            default -> move;
        };
    }

    /** The same clips, although the last edit may have moved them. */
    private Wish standing(Wish.SetMotion motion) {
        Scene earlier = said.scene().earlier().orElseThrow();
        List<Ref> refs = new ArrayList<>();
        for (Ref ref : motion.target().clips()) {
            String medium = earlier.position(ref)
                    .map(at -> earlier.now().clips().get(at - 1).media())
                    .orElse("");
            long uses = said.scene().now().clips().stream()
                    .filter(clip -> clip.media().equals(medium))
                    .count();
            refs.add(uses == 1 ? new Ref.Medium(medium) : ref);
        }
        return motion.target().isFilm() ? motion : Targets.with(motion, new Target(refs));
    }

    /** "No, last": the clip that was moved, to another place. */
    private boolean place(String words) {
        List<Wish> earlier = earlier();
        long moved = earlier.stream().filter(Wish.MoveClip.class::isInstance).count();
        Ref place = new Ref.Nth(END.matcher(words).find() ? -1 : 1);
        if (moved != 1) {
            // "No, last" after another edit is the last picture.
            return clip(new Target(List.of(place)));
        }
        if (!said.whole() || !hasPast()) {
            return false;
        }
        Spot spot = new Spot(Spot.Side.AT, place);
        again(earlier.stream()
                .map(it -> it instanceof Wish.MoveClip move ? new Wish.MoveClip(move.what(), spot) : it)
                .toList());
        return true;
    }

    private static Optional<Duration> lengthOf(Slots slots) {
        return slots.find("duration", Duration.class).or(() -> slots.find("number", String.class)
                .map(Double::parseDouble)
                .filter(it -> it > 0 && it <= MOST_SECONDS)
                .map(it -> Duration.ofMillis(Math.round(it * 1000))));
    }

    /** The last edit again, with another length, where it had one. */
    private boolean length(Optional<Duration> length) {
        List<Wish> earlier = earlier();
        long told = earlier.stream().filter(Corrections::hasLength).count();
        if (length.isEmpty() || !said.whole() || told != 1) {
            return false;
        }
        List<Wish> next = earlier.stream().map(wish -> with(wish, length.get())).toList();
        if (hasPast()) {
            again(next);
            return true;
        }
        boolean absolute =
                next.stream().noneMatch(it -> it instanceof Wish.ChangeLength || it instanceof Wish.ChangeClipLength);
        next.stream().filter(it -> absolute && hasLength(it)).forEach(said.wishes()::add);
        return absolute;
    }

    private static boolean hasLength(Wish wish) {
        return wish instanceof Wish.SetLength
                || wish instanceof Wish.SetEachLength
                || wish instanceof Wish.SetClipLength
                || wish instanceof Wish.ChangeLength
                || wish instanceof Wish.ChangeClipLength;
    }

    private static Wish with(Wish wish, Duration length) {
        if (wish instanceof Wish.SetLength) {
            return new Wish.SetLength(length);
        } else if (wish instanceof Wish.SetEachLength) {
            return new Wish.SetEachLength(length);
        } else if (wish instanceof Wish.SetClipLength it) {
            return new Wish.SetClipLength(it.target(), length);
        } else if (wish instanceof Wish.ChangeLength it) {
            return new Wish.ChangeLength(it.by().isNegative() ? length.negated() : length);
        } else if (wish instanceof Wish.ChangeClipLength it) {
            return new Wish.ChangeClipLength(it.target(), it.by().isNegative() ? length.negated() : length);
        }
        return wish;
    }

    /** Whether the last edit was about a title: "and red", said alone, goes on about it. */
    boolean isOfTitle() {
        return earlier().stream()
                .reduce((one, other) -> other)
                .filter(it -> it instanceof Wish.AddTitle || it instanceof Wish.ChangeTitle)
                .isPresent();
    }

    /** The last request that named a clip, for other clips. */
    private boolean repeat(Target target) {
        List<Wish> before = said.wishes().isEmpty() ? earlier() : said.wishes();
        List<Wish> named =
                before.stream().filter(it -> Targets.of(it).isPresent()).toList();
        if (named.size() != 1 || named.get(0) instanceof Wish.KeepOnly) {
            return false;
        }
        said.wishes().add(Targets.with(named.get(0), target));
        return true;
    }

    /** What the last edit took out of the film comes back. */
    private boolean bringBack() {
        boolean removed = earlier().stream()
                .anyMatch(it -> it instanceof Wish.RemoveClips
                        || it instanceof Wish.KeepOnly
                        || it instanceof Wish.RemoveTitle
                        || it instanceof Wish.RemoveTitleOver
                        || it instanceof Wish.NoMusic);
        if (!removed || !said.whole() || !hasPast()) {
            return false;
        }
        said.wishes().add(new Wish.Undo());
        return true;
    }
}
