package io.longtake.studio.understand;

import io.longtake.studio.understand.Wish.Ref;
import io.longtake.studio.understand.Wish.Target;
import io.longtake.studio.understand.template.Slots;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The clips that instructions are about. */
final class Targets {
    private Targets() {}

    /** The clips that a clause names, by their names or by bare numbers. */
    static Target in(Slots slots) {
        return in(slots, slots.has("numbers") ? "numbers" : "clips");
    }

    static Target in(Slots slots, String name) {
        return new Target(new ArrayList<>(slots.get(name, Target.class).clips()));
    }

    /** How many clips a clause counts without naming them, "two photos"; empty where it names all of its clips. */
    static Optional<Integer> some(Slots slots) {
        return slots.values().values().stream()
                .filter(Target.class::isInstance)
                .flatMap(it -> ((Target) it).clips().stream())
                .filter(Ref.Some.class::isInstance)
                .map(it -> ((Ref.Some) it).count())
                .findFirst();
    }

    /** The slots with each count of clips as all clips of the film. */
    static Slots all(Slots slots, int clips) {
        List<Ref> all =
                IntStream.rangeClosed(1, clips).<Ref>mapToObj(Ref.Nth::new).toList();
        return slots.mapped(
                it -> it instanceof Target target && target.clips().stream().anyMatch(Ref.Some.class::isInstance)
                        ? new Target(all)
                        : it);
    }

    /** The clips that one instruction names; empty where it names none. */
    static Optional<Target> of(Wish wish) {
        return target(wish).filter(it -> !it.isFilm());
    }

    private static Optional<Target> target(Wish wish) {
        if (wish instanceof Wish.SetClipLength it) {
            return Optional.of(it.target());
        } else if (wish instanceof Wish.ChangeClipLength it) {
            return Optional.of(it.target());
        } else if (wish instanceof Wish.ScaleClipLength it) {
            return Optional.of(it.target());
        } else if (wish instanceof Wish.SetMotion it) {
            return Optional.of(it.target());
        } else if (wish instanceof Wish.SetTravel it) {
            return Optional.of(it.target());
        } else if (wish instanceof Wish.AvoidMoves it) {
            return Optional.of(it.target());
        } else if (wish instanceof Wish.ChangeMotionSpeed it) {
            return Optional.of(it.target());
        } else if (wish instanceof Wish.MoveClip it) {
            return Optional.of(it.what());
        } else if (wish instanceof Wish.RemoveClips it) {
            return Optional.of(it.target());
        } else if (wish instanceof Wish.KeepOnly it) {
            return Optional.of(it.target());
        } else if (wish instanceof Wish.MuteClips it) {
            return Optional.of(it.target());
        } else if (wish instanceof Wish.SetFit it) {
            return Optional.of(it.target());
        } else if (wish instanceof Wish.TrimClip it) {
            return Optional.of(it.target());
        } else if (wish instanceof Wish.SetClipSpeed it) {
            return Optional.of(it.target());
        } else if (wish instanceof Wish.TitleOver it) {
            return Optional.of(it.clip());
        } else if (wish instanceof Wish.SetCaption it) {
            return Optional.of(it.clips());
        } else if (wish instanceof Wish.StyleCaptions it) {
            return Optional.of(it.clips());
        } else if (wish instanceof Wish.RemoveCaptions it) {
            return Optional.of(it.clips());
        }
        return Optional.empty();
    }

    /** The same instruction for other clips. */
    static Wish with(Wish wish, Target target) {
        if (wish instanceof Wish.SetClipLength it) {
            return new Wish.SetClipLength(target, it.length());
        } else if (wish instanceof Wish.ChangeClipLength it) {
            return new Wish.ChangeClipLength(target, it.by());
        } else if (wish instanceof Wish.ScaleClipLength it) {
            return new Wish.ScaleClipLength(target, it.factor());
        } else if (wish instanceof Wish.SetMotion it) {
            return new Wish.SetMotion(target, it.moves(), it.speed());
        } else if (wish instanceof Wish.SetTravel it) {
            return new Wish.SetTravel(target, it.travel(), it.speed());
        } else if (wish instanceof Wish.AvoidMoves it) {
            return new Wish.AvoidMoves(target, it.moves());
        } else if (wish instanceof Wish.ChangeMotionSpeed it) {
            return new Wish.ChangeMotionSpeed(target, it.by());
        } else if (wish instanceof Wish.MoveClip it) {
            return new Wish.MoveClip(target, it.where());
        } else if (wish instanceof Wish.RemoveClips) {
            return new Wish.RemoveClips(target);
        } else if (wish instanceof Wish.KeepOnly) {
            return new Wish.KeepOnly(target);
        } else if (wish instanceof Wish.MuteClips) {
            return new Wish.MuteClips(target);
        } else if (wish instanceof Wish.SetFit it) {
            return new Wish.SetFit(target, it.fit());
        } else if (wish instanceof Wish.TrimClip it) {
            return new Wish.TrimClip(target, it.from(), it.to(), it.offEnd());
        } else if (wish instanceof Wish.SetClipSpeed it) {
            return new Wish.SetClipSpeed(target, it.factor(), it.relative());
        } else if (wish instanceof Wish.TitleOver it) {
            return new Wish.TitleOver(it.text(), target, it.stays());
        } else if (wish instanceof Wish.SetCaption it) {
            return new Wish.SetCaption(target, it.text());
        } else if (wish instanceof Wish.StyleCaptions it) {
            return new Wish.StyleCaptions(target, it.rgb(), it.scale());
        } else if (wish instanceof Wish.RemoveCaptions) {
            return new Wish.RemoveCaptions(target);
        }
        return wish;
    }
}
