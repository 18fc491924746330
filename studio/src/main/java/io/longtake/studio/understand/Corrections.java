package io.longtake.studio.understand;

import io.longtake.studio.language.Phrases;
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
import java.util.stream.IntStream;

/** Corrections and repetitions of the last request: "no, the third one", "no, zoom out", "the same for the bridge". */
final class Corrections {
    private static final Pattern END = Pattern.compile("(?i)\\b(?:last|end|back)\\b|最后|结尾|末尾");
    /** What is said of a place and not of a picture: only a bare "first" or "last" may be either. */
    private static final Pattern PUT = Pattern.compile(
            "(?i)\\bput\\b|\\b(?:to|at) the\\b|\\b(?:start|top|beginning|front|end|back)\\b|放|[到在]|[面头]|[结末]尾");

    private static final int MOST_SECONDS = 3600;

    private final Said said;

    Corrections(Said said) {
        this.said = said;
    }

    boolean add(String name, Slots slots, String words) {
        return switch (name) {
            case "correct-clip" -> isCount(slots) ? count(Targets.in(slots)) : clip(Targets.in(slots));
            case "correct-motion" ->
                slots.has("clips")
                        ? motionOf(slots)
                        : motion(moved(slots), words) || motionOfWhich(moved(slots), words);
            case "correct-direction" -> motion(it -> opposite(it), words);
            case "correct-length" -> length(lengthOf(slots));
            case "correct-place" -> place(words);
            case "same-for" -> repeat(Targets.in(slots));
            case "bring-back" -> bringBack();
            default -> false;
        };
    }

    private List<Wish> earlier() {
        return said.earlier().wishes();
    }

    /** Whether the message is nothing but a correction, and the last edit can be undone to be made again. */
    private boolean mayRedo() {
        return said.whole() && hasPast();
    }

    private boolean hasPast() {
        return said.scene().before().map(it -> !it.past().isEmpty()).orElse(false);
    }

    private static boolean isCount(Slots slots) {
        return slots.has("numbers") && Targets.in(slots).clips().size() == 1;
    }

    /** "No, 3": seconds after a length, a picture after a request that named one; after "hold 2 for 5 seconds" it may be both. */
    private boolean count(Target target) {
        if (!said.whole()) {
            return false;
        }
        List<Wish> earlier = earlier();
        boolean named = earlier.stream().map(Targets::of).anyMatch(Optional::isPresent);
        boolean timed = earlier.stream().anyMatch(Lengths::in);
        Ref.Nth number = (Ref.Nth) target.clips().get(0);
        if (named == timed) {
            return false;
        }
        return timed ? length(Optional.of(Duration.ofSeconds(number.position()))) : clip(target);
    }

    /** The last edit again, with another clip. */
    private boolean clip(Target target) {
        if (!mayRedo() || target.clips().isEmpty()) {
            return false;
        }
        List<Wish> earlier = earlier();
        // Of several pictures it is not clear which one was wrong.
        long named =
                earlier.stream().map(Targets::of).filter(Optional::isPresent).count();
        if (named != 1) {
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
        List<Wish.SetMotion> earlier = said.wishes().isEmpty() ? motions(earlier()) : List.of();
        if (earlier.size() > 1) {
            return ask(earlier, change, words);
        }
        if (earlier.isEmpty() || change.apply(earlier.get(0)).moves().isEmpty()) {
            return false;
        }
        said.wishes().add(standing(change.apply(earlier.get(0))));
        return true;
    }

    /** Another motion, but the last edit gave none or is not known: of several photos it is asked which one is meant. */
    private boolean motionOfWhich(UnaryOperator<Wish.SetMotion> change, String words) {
        int clips = said.scene().now().clips().size();
        boolean known = !said.wishes().isEmpty() || !motions(earlier()).isEmpty();
        if (known || said.scene().before().isEmpty() || clips < 2) {
            return false;
        }
        List<Ref> photos = IntStream.rangeClosed(1, clips)
                .<Ref>mapToObj(Ref.Nth::new)
                .filter(ref -> !said.scene().isVideo(ref))
                .toList();
        return ask(List.of(new Wish.SetMotion(new Target(photos), List.of(), Optional.empty())), change, words);
    }

    private static List<Wish.SetMotion> motions(List<Wish> wishes) {
        return wishes.stream()
                .filter(Wish.SetMotion.class::isInstance)
                .map(Wish.SetMotion.class::cast)
                .toList();
    }

    private boolean ask(List<Wish.SetMotion> motions, UnaryOperator<Wish.SetMotion> change, String words) {
        List<Choice> choices = choices(motions, change);
        if (!choices.isEmpty()) {
            said.questions().add(new Clarification.WhichClip(words, choices));
        }
        return !choices.isEmpty();
    }

    /** "No, zoom in on the bridge": another clip, and maybe another motion. */
    private boolean motionOf(Slots slots) {
        if (!mayRedo() || motions(earlier()).size() != 1) {
            return false;
        }
        List<Wish> earlier = earlier();
        again(earlier.stream()
                .map(it -> it instanceof Wish.SetMotion motion
                        ? Targets.with(moved(slots).apply(motion), Targets.in(slots))
                        : it)
                .toList());
        return true;
    }

    private List<Choice> choices(List<Wish.SetMotion> earlier, UnaryOperator<Wish.SetMotion> change) {
        List<Choice> choices = new ArrayList<>();
        for (Wish.SetMotion motion : earlier) {
            for (Ref ref : motion.target().clips()) {
                Optional<Integer> place = said.scene().position(ref);
                List<Move> moves = change.apply(motion).moves();
                if (place.isPresent() && !moves.isEmpty()) {
                    Move move = moves.get(0);
                    Phrases phrases = said.wording().language().phrases();
                    choices.add(new Choice(
                            said.scene().now().clips().get(place.get() - 1).name(),
                            phrases.of("request.move", "move", Words.move(move, phrases), "place", place.get())));
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
        if (!mayRedo()) {
            return false;
        }
        List<Wish> earlier = earlier();
        long moved = earlier.stream().filter(Wish.MoveClip.class::isInstance).count();
        Ref place = new Ref.Nth(END.matcher(words).find() ? -1 : 1);
        if (moved != 1) {
            // "No, last" after another edit is the last picture; "no, put it last" is not.
            return !PUT.matcher(words).find() && clip(new Target(List.of(place)));
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
        if (length.isEmpty() || !said.whole()) {
            return false;
        }
        List<Wish> earlier = earlier();
        long told = earlier.stream().filter(Lengths::in).count();
        if (told != 1) {
            return false;
        }
        List<Wish> next =
                earlier.stream().map(wish -> Lengths.with(wish, length.get())).toList();
        if (hasPast()) {
            again(next);
            return true;
        }
        boolean absolute =
                next.stream().noneMatch(it -> it instanceof Wish.ChangeLength || it instanceof Wish.ChangeClipLength);
        next.stream().filter(it -> absolute && Lengths.in(it)).forEach(said.wishes()::add);
        return absolute;
    }

    /** The last request that named a clip, for other clips. */
    private boolean repeat(Target target) {
        List<Wish> before = said.wishes().isEmpty() ? earlier() : said.wishes();
        List<Wish> named =
                before.stream().filter(it -> Targets.of(it).isPresent()).toList();
        // A title would be moved, and not shown again.
        if (named.size() != 1 || named.get(0) instanceof Wish.KeepOnly || named.get(0) instanceof Wish.TitleOver) {
            return false;
        }
        said.wishes().add(Targets.with(named.get(0), target));
        return true;
    }

    /** What the last edit took out of the film comes back; what else it did stays. */
    private boolean bringBack() {
        if (!mayRedo()) {
            return false;
        }
        List<Wish> rest = earlier().stream().filter(it -> !takesOut(it)).toList();
        if (rest.size() == earlier().size()) {
            return false;
        }
        again(rest);
        return true;
    }

    private static boolean takesOut(Wish wish) {
        return wish instanceof Wish.RemoveClips
                || wish instanceof Wish.KeepOnly
                || wish instanceof Wish.RemoveTitle
                || wish instanceof Wish.RemoveTitleOver
                || wish instanceof Wish.NoMusic;
    }
}
