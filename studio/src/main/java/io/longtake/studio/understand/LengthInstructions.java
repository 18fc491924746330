package io.longtake.studio.understand;

import io.longtake.studio.understand.template.Slots;
import java.time.Duration;
import java.util.Optional;

/** How long the film and its clips are. */
final class LengthInstructions {
    private final Said said;

    LengthInstructions(Said said) {
        this.said = said;
    }

    boolean add(String name, Slots slots) {
        // How long a video is shown is for its own rules: it may be a trim or another speed.
        if ((slots.has("clips") || slots.has("numbers"))
                && Targets.in(slots).clips().stream().anyMatch(said.scene()::isVideo)) {
            return false;
        }
        Optional<Duration> length = slots.find("duration", Duration.class).or(() -> slots.find("more", Duration.class));
        switch (name) {
            case "leave-out" -> said.wishes().add(new Wish.LeaveOut());
            case "length-exactly" -> {
                return exactly(length.orElseThrow());
            }
            case "film-length" -> said.wishes().add(new Wish.SetLength(length.orElseThrow()));
            case "film-longer" -> said.wishes().add(new Wish.ChangeLength(length.orElseThrow()));
            case "film-shorter" ->
                said.wishes().add(new Wish.ChangeLength(length.orElseThrow().negated()));
            case "each-length" -> said.wishes().add(new Wish.SetEachLength(length.orElseThrow()));
            case "clip-length" -> said.wishes().add(new Wish.SetClipLength(Targets.in(slots), length.orElseThrow()));
            case "clip-longer-by" ->
                said.wishes().add(new Wish.ChangeClipLength(Targets.in(slots), length.orElseThrow()));
            case "clip-shorter-by" ->
                said.wishes()
                        .add(new Wish.ChangeClipLength(
                                Targets.in(slots), length.orElseThrow().negated()));
            case "clip-longer" -> said.wishes().add(new Wish.ScaleClipLength(Targets.in(slots), 1.5));
            case "clip-shorter" -> said.wishes().add(new Wish.ScaleClipLength(Targets.in(slots), 1 / 1.5));
            case "clip-times" ->
                said.wishes()
                        .add(new Wish.ScaleClipLength(
                                Targets.in(slots), Double.parseDouble(slots.get("factor", String.class))));
            default -> {
                return false;
            }
        }
        return true;
    }

    /** "Keep the cat on a little longer, like 6 seconds": the clip of the clause before. */
    private boolean exactly(Duration length) {
        int last = said.wishes().size() - 1;
        if (last < 0 || !(said.wishes().get(last) instanceof Wish.ScaleClipLength scale)) {
            return false;
        }
        said.wishes().set(last, new Wish.SetClipLength(scale.target(), length));
        return true;
    }
}
