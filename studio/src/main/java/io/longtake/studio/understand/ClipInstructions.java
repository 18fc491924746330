package io.longtake.studio.understand;

import io.longtake.studio.understand.Wish.Ref;
import io.longtake.studio.understand.Wish.Target;
import io.longtake.studio.understand.template.Slots;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which clips are in the film. */
final class ClipInstructions {
    private static final Set<String> COUNTED = Set.of("remove-clips", "only-clips", "keep-clips");

    private final Said said;

    ClipInstructions(Said said) {
        this.said = said;
    }

    boolean add(String name, Slots slots) {
        // "Remove 2" may mean two pictures as well as the second.
        if (slots.has("numbers") && Targets.in(slots).clips().size() < 2 && COUNTED.contains(name)) {
            return false;
        }
        switch (name) {
            case "remove-clips" -> said.wishes().add(new Wish.RemoveClips(Targets.in(slots)));
            case "only-clips" -> said.wishes().add(new Wish.KeepOnly(Targets.in(slots)));
            case "keep-clips" -> {
                keep(Targets.in(slots));
                said.mentioned().addAll(Targets.in(slots).clips());
            }
            case "remove-others" -> {
                if (said.mentioned().isEmpty()) {
                    return false;
                }
                said.wishes().add(new Wish.KeepOnly(new Target(said.mentioned())));
            }
            case "keep-all" -> said.wishes().add(new Wish.LeaveAsIs());
            case "dont-remove" -> said.wishes().add(new Wish.Make());
            case "spare-clips" -> {
                boolean removed = said.wishes().stream().anyMatch(Wish.RemoveClips.class::isInstance);
                if (!removed) {
                    return false;
                }
                said.wishes().add(new Wish.Make());
            }
            case "replace-clip" -> {
                return replace(Targets.in(slots, "old"), Targets.in(slots, "new"));
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    /** "Keep the cat": it stays, and that is no word about the others. "Keep photos 2 and 3" alone is a choice. */
    private void keep(Target target) {
        if (said.whole() && target.clips().size() > 1) {
            said.wishes().add(new Wish.KeepOnly(target));
            return;
        }
        if (said.whole()) {
            said.remarks().add(new Remark.KeptOrOnly());
        }
        said.wishes().add(new Wish.Make());
    }

    /** The new one in the place of the old one. */
    private boolean replace(Target old, Target next) {
        Optional<Integer> place = said.scene().position(old.clips().get(0));
        Optional<Integer> from = said.scene().position(next.clips().get(0));
        if (place.isEmpty() || from.isEmpty() || place.equals(from)) {
            return false;
        }
        Ref here = new Ref.Nth(place.get());
        Ref there = new Ref.Nth(from.get());
        said.wishes().add(new Wish.SwapClips(new Target(List.of(here, there))));
        said.wishes().add(new Wish.RemoveClips(new Target(List.of(here))));
        return true;
    }
}
