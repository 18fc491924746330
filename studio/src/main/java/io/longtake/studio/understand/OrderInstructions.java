package io.longtake.studio.understand;

import io.longtake.studio.understand.Wish.Ref;
import io.longtake.studio.understand.Wish.Spot;
import io.longtake.studio.understand.Wish.Target;
import io.longtake.studio.understand.template.Slots;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** In which order the clips are. */
final class OrderInstructions {
    private final Said said;

    OrderInstructions(Said said) {
        this.said = said;
    }

    boolean add(String name, Slots slots) {
        switch (name) {
            case "swap-clips" -> {
                Target both = new Target(List.of(
                        Targets.in(slots, "one").clips().get(0),
                        Targets.in(slots, "other").clips().get(0)));
                said.wishes().add(new Wish.SwapClips(both));
            }
            case "clip-first" -> move(slots, new Spot(Spot.Side.AT, new Ref.Nth(1)));
            case "clip-last" -> move(slots, new Spot(Spot.Side.AT, new Ref.Nth(-1)));
            case "clip-before" -> move(slots, new Spot(Spot.Side.BEFORE, there(slots)));
            case "clip-after" -> move(slots, new Spot(Spot.Side.AFTER, there(slots)));
            case "set-order" ->
                said.wishes()
                        .add(new Wish.SetOrder(
                                slots.has("clips") || slots.has("numbers")
                                        ? Targets.in(slots)
                                        : new Target(Stream.of("one", "two", "three", "four")
                                                .filter(slots::has)
                                                .map(place -> Targets.in(slots, place)
                                                        .clips()
                                                        .get(0))
                                                .toList())));
            case "clip-stays-first" -> {
                return stays(slots, 1);
            }
            case "clip-stays-last" -> {
                return stays(slots, -1);
            }
            case "reverse" -> said.wishes().add(new Wish.ReverseOrder());
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
        said.wishes()
                .add(new Wish.MoveClip(
                        new Target(List.of(Targets.in(slots, "clip").clips().get(0))), where));
    }

    /** "Reverse the order, but the first one stays first": the one that was first before. */
    private boolean stays(Slots slots, int place) {
        Optional<Integer> now =
                said.scene().position(Targets.in(slots, "clip").clips().get(0));
        if (now.isEmpty() || !ordered()) {
            return false;
        }
        String medium = said.scene().now().clips().get(now.get() - 1).media();
        said.wishes()
                .add(new Wish.MoveClip(
                        new Target(List.of(new Ref.Medium(medium))), new Spot(Spot.Side.AT, new Ref.Nth(place))));
        return true;
    }

    /** Whether positions have changed since the message began. */
    private boolean ordered() {
        return said.wishes().stream()
                .anyMatch(wish -> wish instanceof Wish.MoveClip
                        || wish instanceof Wish.SwapClips
                        || wish instanceof Wish.ReverseOrder
                        || wish instanceof Wish.ShuffleOrder
                        || wish instanceof Wish.RemoveClips
                        || wish instanceof Wish.KeepOnly
                        || wish instanceof Wish.AddClips
                        || wish instanceof Wish.SetOrder);
    }
}
