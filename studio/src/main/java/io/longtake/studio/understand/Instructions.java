package io.longtake.studio.understand;

import io.longtake.studio.film.Film;
import io.longtake.studio.timeline.Arrangement;
import io.longtake.studio.timeline.Arrangement.Move;
import io.longtake.studio.timeline.Arrangement.Speed;
import io.longtake.studio.timeline.Arrangement.When;
import io.longtake.studio.timeline.Choice;
import io.longtake.studio.understand.Wish.Ref;
import io.longtake.studio.understand.Wish.Spot;
import io.longtake.studio.understand.Wish.Target;
import io.longtake.studio.understand.Wish.TitleKind;
import io.longtake.studio.understand.Wish.TitleRef;
import io.longtake.studio.understand.Wish.TitleStyle;
import io.longtake.studio.understand.template.Slots;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the templates of each name stand for. */
final class Instructions {
    private static final Set<String> GOES_ON = Set.of("title-color", "title-fades", "title-place", "title-size");
    private static final String NOT_ALIVE =
            "(?i).*\\b(?:this|these|those|everything|all|camera|film|video|movie|photos?|pictures?|images?|pics?|titles?|text|music|song|slides?|it|them|clips?|transitions?|shots?)\\b.*"
                    + "|.*(?:画面|镜头|照片|图片|图|影片|视频|标题|字幕|文字|音乐|它).*";

    private static final Pattern PRONOUN = Pattern.compile(
            "(?i)(?<=\\bon |\\bfor |\\bover |\\bacross )(?:it|(?:that|this)(?: (?:one|photo|picture|image))?)\\b|它|[这那]一?张");

    private final Scene scene;
    private final boolean whole;
    private final List<Wish> wishes;
    private final List<Wish> last;
    private final List<Remark> remarks;
    private final List<Clarification> questions;
    private final List<Ref> mentioned;

    /**
     * @param whole whether the clause is all that the message says
     * @param wishes those of the clauses before; this clause's are added
     * @param last carried out behind all others
     * @param mentioned the clips that the clauses before spoke of
     */
    Instructions(
            Scene scene,
            boolean whole,
            List<Wish> wishes,
            List<Wish> last,
            List<Remark> remarks,
            List<Clarification> questions,
            List<Ref> mentioned) {
        this.mentioned = mentioned;
        this.scene = scene;
        this.whole = whole;
        this.wishes = wishes;
        this.last = last;
        this.remarks = remarks;
        this.questions = questions;
    }

    /** Whether a clause of this name only goes on about the title of the clause before it. */
    static boolean goesOn(String name) {
        return GOES_ON.contains(name);
    }

    /**
     * Adds what a clause says.
     *
     * @param words the clause as written
     * @return false where, in this scene, the clause means something else than the template
     */
    boolean add(String name, Slots slots, String words) {
        return clips(name, slots)
                || order(name, slots)
                || length(name, slots)
                || motion(name, slots, words)
                || title(name, slots)
                || sound(name)
                || refused(name, slots, words);
    }

    private boolean clips(String name, Slots slots) {
        switch (name) {
            case "remove-clips" -> wishes.add(new Wish.RemoveClips(clips(slots)));
            case "only-clips" -> wishes.add(new Wish.KeepOnly(clips(slots)));
            case "keep-clips" -> {
                keep(clips(slots));
                mentioned.addAll(clips(slots).clips());
            }
            case "remove-others" -> {
                if (mentioned.isEmpty()) {
                    return false;
                }
                wishes.add(new Wish.KeepOnly(new Target(mentioned)));
            }
            case "keep-all" -> wishes.add(new Wish.LeaveAsIs());
            case "dont-remove" -> wishes.add(new Wish.Make());
            case "spare-clips" -> {
                boolean removed = wishes.stream().anyMatch(Wish.RemoveClips.class::isInstance);
                if (!removed) {
                    return false;
                }
                wishes.add(new Wish.Make());
            }
            case "correct-clip" -> {
                return correct(clips(slots));
            }
            case "replace-clip" -> {
                return replace(clips(slots, "old"), clips(slots, "new"));
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    /** "Keep the cat": it stays, and that is no word about the others. "Keep photos 2 and 3" alone is a choice. */
    private void keep(Target target) {
        if (whole && target.clips().size() > 1) {
            wishes.add(new Wish.KeepOnly(target));
            return;
        }
        if (whole) {
            remarks.add(new Remark.KeptOrOnly());
        }
        wishes.add(new Wish.Make());
    }

    /** "No, the third one": the last edit again, with another clip. */
    private boolean correct(Target target) {
        if (!whole
                || scene.earlier().isEmpty()
                || scene.before().orElseThrow().past().isEmpty()) {
            return false;
        }
        Reading earlier = Understanding.read(
                scene.before().orElseThrow().said(), scene.earlier().get());
        // Of several pictures it is not clear which one was wrong.
        if (earlier.instructions().stream()
                        .filter(wish -> Targets.of(wish).isPresent())
                        .count()
                != 1) {
            return false;
        }
        wishes.add(new Wish.Undo());
        for (Wish wish : earlier.instructions()) {
            wishes.add(Targets.of(wish).isPresent() ? Targets.with(wish, target) : wish);
        }
        return true;
    }

    /** The new one in the place of the old one. */
    private boolean replace(Target old, Target next) {
        Optional<Integer> place = scene.position(old.clips().get(0));
        Optional<Integer> from = scene.position(next.clips().get(0));
        if (place.isEmpty() || from.isEmpty() || place.equals(from)) {
            return false;
        }
        Ref here = new Ref.Nth(place.get());
        Ref there = new Ref.Nth(from.get());
        wishes.add(new Wish.SwapClips(new Target(List.of(here, there))));
        wishes.add(new Wish.RemoveClips(new Target(List.of(here))));
        return true;
    }

    /** Whether positions have changed since the message began. */
    private boolean ordered() {
        return wishes.stream()
                .anyMatch(wish -> wish instanceof Wish.MoveClip
                        || wish instanceof Wish.SwapClips
                        || wish instanceof Wish.ReverseOrder
                        || wish instanceof Wish.ShuffleOrder
                        || wish instanceof Wish.RemoveClips
                        || wish instanceof Wish.KeepOnly
                        || wish instanceof Wish.AddClips
                        || wish instanceof Wish.SetOrder);
    }

    private boolean order(String name, Slots slots) {
        switch (name) {
            case "swap-clips" -> {
                Target both = new Target(List.of(
                        clips(slots, "one").clips().get(0),
                        clips(slots, "other").clips().get(0)));
                wishes.add(new Wish.SwapClips(both));
            }
            case "clip-first" -> move(slots, new Spot(Spot.Side.AT, new Ref.Nth(1)));
            case "clip-last" -> move(slots, new Spot(Spot.Side.AT, new Ref.Nth(-1)));
            case "clip-before" -> move(slots, new Spot(Spot.Side.BEFORE, there(slots)));
            case "clip-after" -> move(slots, new Spot(Spot.Side.AFTER, there(slots)));
            case "set-order" ->
                wishes.add(new Wish.SetOrder(
                        slots.has("clips")
                                ? clips(slots)
                                : new Target(Stream.of("one", "two", "three", "four")
                                        .filter(slots::has)
                                        .map(place ->
                                                clips(slots, place).clips().get(0))
                                        .toList())));
            case "clip-stays-first" -> {
                return stays(slots, 1);
            }
            case "clip-stays-last" -> {
                return stays(slots, -1);
            }
            case "reverse" -> wishes.add(new Wish.ReverseOrder());
            default -> {
                return false;
            }
        }
        return true;
    }

    private static Ref there(Slots slots) {
        return slots.get("there", Target.class).clips().get(0);
    }

    private void move(Slots slots, Spot where) {
        wishes.add(new Wish.MoveClip(
                new Target(List.of(clips(slots, "clip").clips().get(0))), where));
    }

    /** "Reverse the order, but the first one stays first": the one that was first before. */
    private boolean stays(Slots slots, int place) {
        Optional<Integer> now = scene.position(clips(slots, "clip").clips().get(0));
        if (now.isEmpty() || !ordered()) {
            return false;
        }
        String medium = scene.now().clips().get(now.get() - 1).media();
        wishes.add(new Wish.MoveClip(
                new Target(List.of(new Ref.Medium(medium))), new Spot(Spot.Side.AT, new Ref.Nth(place))));
        return true;
    }

    private boolean length(String name, Slots slots) {
        // How long a video is shown is for its own rules: it may be a trim or another speed.
        if (slots.has("clips") && clips(slots).clips().stream().anyMatch(scene::isVideo)) {
            return false;
        }
        Optional<Duration> length = slots.find("duration", Duration.class).or(() -> slots.find("more", Duration.class));
        switch (name) {
            case "leave-out" -> wishes.add(new Wish.LeaveOut());
            case "film-length" -> wishes.add(new Wish.SetLength(length.orElseThrow()));
            case "film-longer" -> wishes.add(new Wish.ChangeLength(length.orElseThrow()));
            case "film-shorter" ->
                wishes.add(new Wish.ChangeLength(length.orElseThrow().negated()));
            case "each-length" -> wishes.add(new Wish.SetEachLength(length.orElseThrow()));
            case "clip-length" -> wishes.add(new Wish.SetClipLength(clips(slots), length.orElseThrow()));
            case "clip-longer-by" -> wishes.add(new Wish.ChangeClipLength(clips(slots), length.orElseThrow()));
            case "clip-shorter-by" ->
                wishes.add(new Wish.ChangeClipLength(
                        clips(slots), length.orElseThrow().negated()));
            case "clip-longer" -> wishes.add(new Wish.ScaleClipLength(clips(slots), 1.5));
            case "clip-shorter" -> wishes.add(new Wish.ScaleClipLength(clips(slots), 1 / 1.5));
            case "clip-times" ->
                wishes.add(
                        new Wish.ScaleClipLength(clips(slots), Double.parseDouble(slots.get("factor", String.class))));
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean motion(String name, Slots slots, String words) {
        switch (name) {
            case "clip-still" -> {
                return still(slots);
            }
            case "clip-motion" -> {
                if (scene.before().isEmpty()) {
                    return false;
                }
                List<Move> moves = moves(slots.get("move", String.class));
                Optional<Speed> speed = slots.has("slow")
                        ? Optional.of(Speed.SLOW)
                        : slots.has("fast") ? Optional.of(Speed.FAST) : Optional.empty();
                return on(slots, words)
                        .map(it -> wishes.add(new Wish.SetMotion(it, moves, speed)))
                        .orElse(true);
            }
            case "still-there" -> {
                return !wishes.isEmpty()
                        && wishes.get(wishes.size() - 1) instanceof Wish.SetMotion motion
                        && motion.moves().equals(List.of(Move.STILL));
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
        wishes.add(new Wish.SetMotion(Target.FILM, List.of(move), speed));
        slots.find("words", String.class).ifPresent(it -> remarks.add(new Remark.Aim(it)));
        return true;
    }

    private boolean still(Slots slots) {
        Target target = clips(slots);
        if (target.clips().stream().anyMatch(scene::isVideo)) {
            return false;
        }
        wishes.add(new Wish.SetMotion(target, List.of(Move.STILL), Optional.empty()));
        return true;
    }

    private static List<Move> moves(String value) {
        return switch (value) {
            case "ZOOM" -> List.of(Move.ZOOM_IN);
            case "PAN" -> List.of(Move.PAN_RIGHT, Move.PAN_LEFT);
            default -> List.of(Move.valueOf(value));
        };
    }

    /** The clip that "it" means: that of the clause before, else that of the last edit. Where there is none, that is asked. */
    private Optional<Target> on(Slots slots, String words) {
        if (slots.has("clips")) {
            return Optional.of(clips(slots));
        }
        Optional<Target> mentioned = lastOf(wishes);
        if (mentioned.isEmpty() && scene.now().clips().size() == 1) {
            return Optional.of(Target.FILM);
        }
        if (mentioned.isEmpty() && scene.earlier().isPresent()) {
            mentioned = lastOf(Understanding.read(
                            scene.before().orElseThrow().said(), scene.earlier().get())
                    .instructions());
        }
        if (mentioned.isEmpty()) {
            questions.add(new Clarification.WhichClip(words, choices(words)));
        }
        return mentioned;
    }

    /** The same words about each clip, named by its place: a name may be a word with another meaning. */
    private List<Choice> choices(String words) {
        List<Choice> choices = new ArrayList<>();
        for (Arrangement.Clip clip : scene.now().clips()) {
            int place = choices.size() + 1;
            String named = WishReader.chinese(words) ? "第" + place + "张" : "photo " + place;
            choices.add(new Choice(clip.name(), PRONOUN.matcher(words).replaceAll(named)));
        }
        return choices;
    }

    private static Optional<Target> lastOf(List<Wish> wishes) {
        return wishes.stream().map(Targets::of).flatMap(Optional::stream).reduce((one, other) -> other);
    }

    private boolean title(String name, Slots slots) {
        switch (name) {
            case "captions" -> {
                return captions(slots);
            }
            case "title-over" -> {
                String text = slots.get("quote", String.class);
                wishes.add(new Wish.AddTitle(text, TitleKind.TITLE, TitleStyle.NONE));
                last.add(new Wish.TitleOver(text, clips(slots), false));
                return !slots.has("color") || title("title-color", slots);
            }
            case "remove-title-over" -> {
                wishes.add(new Wish.RemoveTitleOver(clips(slots)));
                return true;
            }
            case "titles-in-turn" -> {
                return inTurn(slots);
            }
            case "title-in-last" -> {
                return changeTitle(TitleStyle.when(new When.Last(slots.get("duration", Duration.class))));
            }
            case "title-in-first" -> {
                return changeTitle(
                        TitleStyle.when(new When.From(Duration.ZERO, slots.get("duration", Duration.class))));
            }
            case "title-at-end" -> {
                TitleStyle end = TitleStyle.when(new When.Last(TitleRules.USUAL));
                wishes.add(new Wish.AddTitle(
                        slots.get("quote", String.class),
                        TitleKind.TITLE,
                        slots.has("big") ? end.and(TitleStyle.scale(1.4)) : end));
                return true;
            }
            case "title-color" -> {
                return changeTitle(TitleStyle.color(Integer.parseInt(slots.get("color", String.class), 16)));
            }
            case "title-place" -> {
                return changeTitle(TitleStyle.place(Film.Title.Place.valueOf(slots.get("place", String.class))));
            }
            case "title-size" -> {
                return changeTitle(TitleStyle.scale(slots.has("big") ? 1.4 : 0.7));
            }
            case "title-fades" -> {
                return changeTitle(
                        TitleStyle.fade(slots.find("duration", Duration.class).orElse(Duration.ofMillis(800))));
            }
            default -> {
                return false;
            }
        }
    }

    /** The title of the clause before, else the last one that the film has. */
    private boolean changeTitle(TitleStyle style) {
        Optional<String> text = wishes.stream()
                .filter(Wish.AddTitle.class::isInstance)
                .map(wish -> ((Wish.AddTitle) wish).text())
                .reduce((one, other) -> other);
        if (text.isEmpty() && scene.titles().isEmpty()) {
            return false;
        }
        wishes.add(new Wish.ChangeTitle(text.map(TitleRef.Text::new), Optional.empty(), style));
        return true;
    }

    /** One text for each clip, in order. */
    private boolean captions(Slots slots) {
        List<String> texts = ((List<?>) slots.get("list", Object.class))
                .stream().map(String.class::cast).toList();
        int clips = scene.now().clips().size();
        if (clips < 2) {
            return false;
        }
        for (int i = 0; i < Math.min(clips, texts.size()); i++) {
            wishes.add(new Wish.AddTitle(texts.get(i), TitleKind.CAPTION, TitleStyle.NONE));
            last.add(new Wish.TitleOver(texts.get(i), new Target(List.of(new Ref.Nth(i + 1))), false));
        }
        if (texts.size() > clips) {
            remarks.add(new Remark.NotUnderstood(texts.subList(clips, texts.size())));
        }
        return true;
    }

    /** Each title begins where the one before it ends. */
    private boolean inTurn(Slots slots) {
        Duration at = Duration.ZERO;
        for (Object one : (List<?>) slots.get("titles", Object.class)) {
            MessageSpans.TimedTitle title = (MessageSpans.TimedTitle) one;
            Duration rest = scene.length().minus(at);
            Duration stays = title.stays().orElse(rest);
            if (stays.isNegative() || stays.isZero()) {
                remarks.add(new Remark.TitleTooLate(title.text()));
                continue;
            }
            wishes.add(new Wish.AddTitle(title.text(), TitleKind.TITLE, TitleStyle.when(new When.From(at, stays))));
            at = at.plus(stays);
        }
        return true;
    }

    private boolean sound(String name) {
        switch (name) {
            case "tempo-up" -> wishes.add(new Wish.ChangeTempo(1));
            case "tempo-down" -> wishes.add(new Wish.ChangeTempo(-1));
            case "on-the-beat" -> remarks.add(new Remark.OnTheBeat());
            default -> {
                return false;
            }
        }
        return true;
    }

    /** What a picture shows can't be changed: who or what is to move, smile or speak. */
    private boolean refused(String name, Slots slots, String words) {
        if (!name.equals("bring-to-life")) {
            return false;
        }
        boolean other = slots.find("words", String.class)
                .map(it -> it.matches(NOT_ALIVE))
                .orElse(false);
        if (other) {
            return false;
        }
        remarks.add(new Remark.Cannot(Remark.Ability.GENERATE, words));
        return true;
    }

    private static Target clips(Slots slots) {
        return clips(slots, "clips");
    }

    private static Target clips(Slots slots, String name) {
        return new Target(new ArrayList<>(slots.get(name, Target.class).clips()));
    }
}
