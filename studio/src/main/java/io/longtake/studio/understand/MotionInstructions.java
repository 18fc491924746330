package io.longtake.studio.understand;

import io.longtake.studio.language.Phrases;
import io.longtake.studio.timeline.Arrangement;
import io.longtake.studio.timeline.Arrangement.Move;
import io.longtake.studio.timeline.Arrangement.Speed;
import io.longtake.studio.timeline.Choice;
import io.longtake.studio.timeline.Travel;
import io.longtake.studio.timeline.Travel.Part;
import io.longtake.studio.timeline.Words;
import io.longtake.studio.understand.Wish.Ref;
import io.longtake.studio.understand.Wish.Target;
import io.longtake.studio.understand.template.Slots;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** How the camera moves. */
final class MotionInstructions {
    private static final Pattern PRONOUN = Pattern.compile(
            "(?i)(?<=\\bon |\\bfor |\\bover |\\bacross )(?:it|(?:that|this)(?: (?:one|photo|picture|image))?)\\b|它|[这那]一?张");

    /** The direction of a clause that goes on: in front in English, the last one in Chinese. Elsewhere it may belong to a name. */
    private static final Pattern DIRECTION =
            Pattern.compile("(?i)^\\s*(?:also\\s+)?(?<en>in|out|left|right|up|down)\\b|(?<zh>[左右上下])(?!.*[左右上下])");

    static final Map<String, Move> DIRECTIONS = Map.ofEntries(
            Map.entry("in", Move.ZOOM_IN),
            Map.entry("out", Move.ZOOM_OUT),
            Map.entry("left", Move.PAN_LEFT),
            Map.entry("right", Move.PAN_RIGHT),
            Map.entry("up", Move.PAN_UP),
            Map.entry("down", Move.PAN_DOWN),
            Map.entry("左", Move.PAN_LEFT),
            Map.entry("右", Move.PAN_RIGHT),
            Map.entry("上", Move.PAN_UP),
            Map.entry("下", Move.PAN_DOWN));

    private final Said said;

    MotionInstructions(Said said) {
        this.said = said;
    }

    boolean add(String name, Slots slots, String words) {
        switch (name) {
            case "clip-still" -> {
                return still(slots);
            }
            case "clip-motion" -> {
                boolean named = slots.has("clips") || slots.has("numbers");
                if (!named && said.scene().before().isEmpty()) {
                    return false;
                }
                return named ? onClips(slots) : onIt(slots, words);
            }
            case "motion-of-same" -> {
                return ofSame(slots);
            }
            case "motion-speed" -> {
                return speedOfLast(slots);
            }
            case "motion-goes-on" -> {
                return goesOn(slots, words);
            }
            case "others-motion" -> {
                return others(slots);
            }
            case "avoid-motion" -> {
                return avoid(slots, words);
            }
            case "still-there" -> {
                return !said.wishes().isEmpty()
                        && said.wishes().get(said.wishes().size() - 1) instanceof Wish.SetMotion motion
                        && motion.moves().equals(List.of(Move.STILL));
            }
            case "travel" -> {
                return travel(slots);
            }
            case "close-to-whole" -> {
                return zoom(Move.ZOOM_OUT, slots);
            }
            case "whole-to-close" -> {
                return zoom(Move.ZOOM_IN, slots);
            }
            default -> {
                return false;
            }
        }
    }

    /** From the aim to the whole picture, or from the whole picture to the aim. */
    private boolean zoom(Move move, Slots slots) {
        Optional<Speed> speed = slots.has("slow") ? Optional.of(Speed.SLOW) : Optional.empty();
        said.wishes().add(new Wish.SetMotion(Target.FILM, List.of(move), speed));
        slots.find("words", String.class).ifPresent(it -> said.remarks().add(new Remark.Aim(it)));
        return true;
    }

    /** From one part of a picture to another; to all of it where nothing else is named. */
    private boolean travel(Slots slots) {
        Part from = slots.get("from", Part.class);
        Part to = slots.find("to", Part.class).orElse(Part.WHOLE);
        boolean sides = from.across() == -to.across() && from.down() == -to.down();
        boolean pan = from.isEdge() && sides && (from.across() == 0 || from.down() == 0);
        Target target = slots.has("clips") || slots.has("numbers") ? Targets.in(slots) : Target.FILM;
        if (from == to || pan || target.clips().stream().anyMatch(said.scene()::isVideo)) {
            // "Pan from left to right" goes over the whole picture, not only over a part that is shown nearer.
            return false;
        }
        said.wishes().add(new Wish.SetTravel(target, new Travel(from, to), speed(slots)));
        return true;
    }

    private boolean still(Slots slots) {
        Target target = Targets.in(slots);
        if (target.clips().stream().anyMatch(said.scene()::isVideo)) {
            return false;
        }
        said.wishes().add(new Wish.SetMotion(target, List.of(Move.STILL), Optional.empty()));
        return true;
    }

    static List<Move> moves(String value) {
        return switch (value) {
            case "ZOOM" -> List.of(Move.ZOOM_IN);
            case "PAN" -> List.of(Move.PAN_RIGHT, Move.PAN_LEFT);
            default -> List.of(Move.valueOf(value));
        };
    }

    /** Videos keep their own motion: that is for their own rules. */
    private boolean onClips(Slots slots) {
        Target target = Targets.in(slots);
        if (slots.has("numbers") && target.clips().stream().allMatch(said.scene()::isVideo)) {
            said.remarks().add(new Remark.VideosKeepTheirMotion(Optional.of(name(target))));
            return true;
        }
        List<Move> moves = moves(slots.get("move", String.class));
        if (target.clips().stream().anyMatch(said.scene()::isVideo) || moves.contains(Move.STILL)) {
            return false;
        }
        said.wishes().add(new Wish.SetMotion(target, moves, speed(slots)));
        return true;
    }

    private String name(Target target) {
        int place = said.scene().position(target.clips().get(0)).orElseThrow();
        return said.scene().now().clips().get(place - 1).name();
    }

    /** "Zoom in on the cat, slow": the motion of the clause before. */
    private boolean speedOfLast(Slots slots) {
        int last = said.wishes().size() - 1;
        if (last < 0 || !(said.wishes().get(last) instanceof Wish.SetMotion motion)) {
            return false;
        }
        said.wishes().set(last, new Wish.SetMotion(motion.target(), motion.moves(), speed(slots)));
        return true;
    }

    /** "Hold the cat for 5 seconds and pan left": the clip of the clause before. */
    private boolean ofSame(Slots slots) {
        int last = said.wishes().size() - 1;
        Optional<Target> target =
                last < 0 ? Optional.empty() : Targets.of(said.wishes().get(last));
        if (target.isEmpty() || target.get().clips().stream().anyMatch(said.scene()::isVideo)) {
            return false;
        }
        said.wishes().add(new Wish.SetMotion(target.get(), moves(slots.get("move", String.class)), speed(slots)));
        return true;
    }

    /** "Zoom in on the first, out on the second": another clip, and maybe the other direction. */
    private boolean goesOn(Slots slots, String words) {
        int last = said.wishes().size() - 1;
        if (last < 0 || !(said.wishes().get(last) instanceof Wish.SetMotion motion)) {
            return false;
        }
        Target target = Targets.in(slots);
        Matcher direction = DIRECTION.matcher(words);
        List<Move> moves = direction.find() ? List.of(direction(direction)) : motion.moves();
        if (target.clips().stream().anyMatch(said.scene()::isVideo)) {
            return false;
        }
        said.wishes().add(new Wish.SetMotion(target, moves, motion.speed()));
        return true;
    }

    private static Move direction(Matcher found) {
        String word = found.group("en") == null ? found.group("zh") : found.group("en");
        return Objects.requireNonNull(DIRECTIONS.get(word.toLowerCase(Locale.ROOT)));
    }

    /** "Zoom in on the cat, the others static": all photos that no clause before gave a motion. */
    private boolean others(Slots slots) {
        List<Integer> moved = said.wishes().stream()
                .filter(Wish.SetMotion.class::isInstance)
                .flatMap(it -> ((Wish.SetMotion) it).target().clips().stream())
                .map(said.scene()::position)
                .flatMap(Optional::stream)
                .toList();
        if (moved.isEmpty()) {
            return false;
        }
        List<Ref> rest = IntStream.rangeClosed(1, said.scene().now().clips().size())
                .filter(at -> !moved.contains(at))
                .mapToObj(Ref.Nth::new)
                .filter(ref -> !said.scene().isVideo(ref))
                .map(Ref.class::cast)
                .toList();
        if (!rest.isEmpty()) {
            said.wishes()
                    .add(new Wish.SetMotion(new Target(rest), moves(slots.get("move", String.class)), speed(slots)));
        }
        return !rest.isEmpty();
    }

    private boolean avoid(Slots slots, String words) {
        String move = slots.get("move", String.class);
        List<Move> moves =
                switch (move) {
                    case "ZOOM" -> List.of(Move.ZOOM_IN, Move.ZOOM_OUT);
                    case "PAN" -> List.of(Move.PAN_LEFT, Move.PAN_RIGHT, Move.PAN_UP, Move.PAN_DOWN);
                    default -> List.of(Move.valueOf(move));
                };
        boolean named = slots.has("clips") || slots.has("numbers");
        if (moves.contains(Move.STILL) || (!named && said.scene().before().isEmpty())) {
            return false;
        }
        Optional<Target> target = named ? Optional.of(Targets.in(slots)) : clipOfIt(slots, words);
        if (target.isPresent() && target.get().clips().stream().anyMatch(said.scene()::isVideo)) {
            return false;
        }
        target.ifPresent(it -> said.wishes().add(new Wish.AvoidMoves(it, moves)));
        return true;
    }

    private boolean onIt(Slots slots, String words) {
        List<Move> moves = moves(slots.get("move", String.class));
        return clipOfIt(slots, words)
                .map(it -> said.wishes().add(new Wish.SetMotion(it, moves, speed(slots))))
                .orElse(true);
    }

    static Optional<Speed> speed(Slots slots) {
        if (slots.has("slow")) {
            return Optional.of(Speed.SLOW);
        }
        return slots.has("fast") ? Optional.of(Speed.FAST) : Optional.empty();
    }

    /** The clip that "it" means: that of the clause before, else that of the last edit. Where there is none, that is asked. */
    private Optional<Target> clipOfIt(Slots slots, String words) {
        Optional<Target> mentioned = lastOf(said.wishes());
        if (mentioned.isEmpty() && said.scene().now().clips().size() == 1) {
            return Optional.of(Target.FILM);
        }
        if (mentioned.isEmpty()) {
            mentioned = lastOf(said.earlier().wishes());
        }
        if (mentioned.isEmpty()) {
            said.questions().add(new Clarification.WhichClip(words, choices(slots, words)));
        }
        return mentioned;
    }

    /** The same words about each clip, named by its place: a name may be a word with another meaning. */
    private List<Choice> choices(Slots slots, String words) {
        List<Choice> choices = new ArrayList<>();
        for (Arrangement.Clip clip : said.scene().now().clips()) {
            int place = choices.size() + 1;
            String named = said.wording().language().phrases().of("request.photo", "place", place);
            String request = said.wording().hasFirstReader()
                    ? PRONOUN.matcher(words).replaceAll(named)
                    : moved(slots.get("move", String.class), place);
            choices.add(new Choice(clip.name(), request));
        }
        return choices;
    }

    private String moved(String move, int place) {
        Phrases phrases = said.wording().language().phrases();
        return phrases.of("request.move", "move", Words.move(moves(move).get(0), phrases), "place", place);
    }

    private static Optional<Target> lastOf(List<Wish> wishes) {
        return wishes.stream().map(Targets::of).flatMap(Optional::stream).reduce((one, other) -> other);
    }
}
